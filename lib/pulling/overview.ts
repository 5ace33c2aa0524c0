import type { Db } from '@/db/client';
import { type FolderCounts, failedFiles, folderCounts } from '@/db/pulling/files';
import { heldPulls } from '@/db/pulling/lock';
import { listPulls, type PullRow } from '@/db/pulling/pulls';
import type { PullInfo, PullsOverview, Schedule } from '@/lib/core/pulls';
import type { SourcesOverview } from '@/lib/core/sources';
import { FOLDER, pullers, vendors } from './registry';

const HOUR_MS = 3600 * 1000;
/** The longest a schedule lets a source be without having succeeded. */
const INTERVAL_MS: Record<Schedule, number> = {
  minute: HOUR_MS / 12,
  hour: HOUR_MS,
  six_hours: 6 * HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
};
const SHOWN = 50;

/** Every vendor that can be pulled from, and every source on a schedule; nothing secret. */
export async function pullsOverview(db: Db, now: Date): Promise<PullsOverview> {
  const [pulls, held, counts, failed] = await Promise.all([
    listPulls(db),
    heldPulls(db),
    folderCounts(db),
    failedFiles(db, SHOWN),
  ]);
  return {
    vendors: vendors(),
    working: held.fetching,
    pulls: pulls.map((pull) => ({
      ...pullInfo(pull, held.pulls.has(pull.id), now),
      files: pull.vendor === FOLDER ? filesOf(pull, counts, failed) : null,
    })),
  };
}

function pullInfo(pull: PullRow, running: boolean, now: Date): PullInfo {
  const { id, source, vendor, options, schedule, since, state, said, progress } = pull;
  const paused = pull.paused_at !== null;
  return {
    ...{ id, source, vendor, options, schedule, since, state, said, paused, running },
    title: vendor === FOLDER ? 'Watched folder' : (pullers.get(vendor)?.title ?? vendor),
    progress: running ? progressOf(progress) : null,
    saidAt: pull.said_at?.toISOString() ?? null,
    succeededAt: pull.succeeded_at?.toISOString() ?? null,
    late: isLate(pull, now),
    nextAt: paused ? null : (pull.next_at?.toISOString() ?? null),
    pulledUntil: pull.pulled_until?.toISOString() ?? null,
    run: pull.run_id,
    files: null,
  };
}

/** Past its schedule by more than a whole interval, counted from when it was put on it. */
function isLate({ paused_at, succeeded_at, created_at, schedule }: PullRow, now: Date): boolean {
  return paused_at === null && now.getTime() - (succeeded_at ?? created_at).getTime() > 2 * INTERVAL_MS[schedule];
}

/** Sources on a schedule that do not come as they should; not those somebody paused. */
export async function unfetchedSources(db: Db, now: Date): Promise<SourcesOverview['unfetched']> {
  return (await listPulls(db)).flatMap((pull): SourcesOverview['unfetched'] => {
    const { source, state, paused_at } = pull;
    if (paused_at !== null) return [];
    if (state === 'blocked' || state === 'failed') return [{ source, why: state }];
    return isLate(pull, now) ? [{ source, why: 'late' }] : [];
  });
}

const progressOf = (progress: PullRow['progress']): PullInfo['progress'] =>
  progress && { parts: progress.parts, bytes: progress.bytes, phase: progress.isWhole ? 'ingest' : 'fetch' };

function filesOf(
  { id }: PullRow,
  counts: FolderCounts[],
  failed: { pull_id: number; name: string; error: string | null }[],
): PullInfo['files'] {
  const found = counts.find(({ pull_id }) => pull_id === id);
  return {
    taken: found?.taken ?? 0,
    waiting: found?.waiting ?? 0,
    failed: failed.flatMap(({ pull_id, name, error }) => (pull_id === id && error ? [{ name, error }] : [])),
  };
}
