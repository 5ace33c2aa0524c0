import type { Db } from '@/db/client';
import { DEMO } from '@/db/ingest/demo';
import {
  fieldsPresent,
  peopleBySource,
  recordsBySource,
  rowsBeside,
  runsBySource,
  type SourcePeople,
  type SourceRecords,
  type SourceRuns,
  unmatchedBySource,
} from '@/db/ingest/source-overview';
import { runsById } from '@/db/runs';
import { readSettings } from '@/db/settings';
import type { RecordType } from '@/lib/core/record';
import type { IsoDate } from '@/lib/core/request';
import { MOST_INTERVALS, rhythmOf } from '@/lib/core/rhythm';
import type { Held, RunInfo, SourceInfo, SourceStatus, SourcesOverview } from '@/lib/core/sources';
import { metrics } from '@/lib/metrics/registry';
import { unfetchedSources } from '@/lib/pulling/overview';
import { peopleSnapshot } from '@/lib/query/people/cache';
import type { Told } from '@/lib/query/people/told';
import { readinessOf } from './readiness';
import { runInfo } from './run-info';

/**
 * Everything the Sources page says. Reads what merges keep beside the records, never the records of big tables; what is
 * told twice comes from where the numbers are made.
 */
export async function sourcesOverview(db: Db, now: Date, readable: (text: string) => string): Promise<SourcesOverview> {
  const { time_zone } = await readSettings(db);
  const [records, runs, people, unmatched, beside, fields, unfetched, { toldTwice }] = await Promise.all([
    recordsBySource(db),
    runsBySource(db, time_zone, MOST_INTERVALS + 1),
    peopleBySource(db),
    unmatchedBySource(db),
    rowsBeside(db),
    fieldsPresent(db),
    unfetchedSources(db, now),
    peopleSnapshot(db),
  ]);
  const lastRuns = await runsById(
    db,
    runs.flatMap(({ last }) => last ?? []),
  );
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone }).format(now);
  const nameOf = new Map(runs.map(({ id, source }) => [id, source]));
  const sources = runs.map((one): SourceInfo => {
    const last = lastRuns.find(({ id }) => id === one.last);
    return sourceInfo({
      runs: one,
      today,
      lastRun: last ? runInfo(last, readable) : null,
      records: records.filter(({ source }) => source === one.source),
      people: people.filter(({ source }) => source === one.source),
      known: unmatched.find(({ source }) => source === one.source),
      beside: beside.filter(({ source }) => source === one.source),
      told: toldTwice.flatMap((told) => {
        const by = nameOf.get(told.by);
        return told.source === one.id && by !== undefined ? { ...told, by } : [];
      }),
      slowest: slowestOf(records),
    });
  });
  return {
    at: now.toISOString(),
    demo: sources.some(({ demo, totals }) => demo && totals.runs > 0),
    readiness: readinessOf([...metrics.values()], new Set(records.filter(isOfRoster).map(({ type }) => type)), fields),
    sources,
    unfetched,
  };
}

/** Activity of a population of its own, and costs, are in no figure about the roster. */
const isOfRoster = ({ type, activity }: SourceRecords) => type !== 'tool_activity' || activity === 'use';

/** The day up to which every source of a type has come; numbers over several wait for it. */
function slowestOf(records: readonly SourceRecords[]): Partial<Record<RecordType, IsoDate>> {
  const slowest: Partial<Record<RecordType, IsoDate>> = {};
  for (const record of records) {
    const { type, last_on } = record;
    if (last_on === null || !isOfRoster(record) || (type !== 'conversation' && type !== 'tool_activity')) continue;
    const known = slowest[type];
    if (known === undefined || last_on < known) slowest[type] = last_on;
  }
  return slowest;
}

interface Given {
  runs: SourceRuns;
  today: IsoDate;
  lastRun: RunInfo | null;
  records: SourceRecords[];
  people: SourcePeople[];
  /** different people, and those of them whom the roster does not know; absent where it tells of none */
  known: { known: number; unmatched: number } | undefined;
  beside: { type: RecordType; n: number }[];
  /** records whose numbers another one's stand for, by the name of the other one's source */
  told: (Omit<Told, 'by'> & { by: string })[];
  slowest: Partial<Record<RecordType, IsoDate>>;
}

function sourceInfo({ runs: all, today, lastRun, records, people, known, beside, told, slowest }: Given): SourceInfo {
  const { source: name, activity, arrivals, runs, read, accepted, updated, duplicate, rejected } = all;
  const demo = name === DEMO;
  const rhythm = rhythmOf(arrivals, today);
  const holds = records.map((one) => held(one, { people, beside, told, slowest }, today));
  return {
    name,
    demo,
    activity,
    // Nothing more is expected of the sample company.
    status: statusOf(lastRun, demo ? 0 : (rhythm?.daysLate ?? 0)),
    rhythm,
    unsettledFrom: unsettledFrom(all, holds),
    arrivals: arrivals.length,
    lastArrivedOn: arrivals.at(-1) ?? null,
    lastRun,
    holds,
    totals: { runs, read, accepted, updated, duplicate, rejected },
    erased: accepted - holds.reduce((sum, one) => sum + one.records, 0),
    people: known?.known ?? 0,
    unmatched: {
      people: known?.unmatched ?? 0,
      records: people.reduce((sum, one) => sum + (one.who === 'unmatched' ? one.records : 0), 0),
    },
  };
}

/** What was loaded long after its days is settled, whatever its vendor; costs are in no figure. */
function unsettledFrom({ activity, unsettled_from: from }: SourceRuns, holds: readonly Held[]): IsoDate | null {
  const last = holds.find(({ type }) => type === 'tool_activity')?.lastOn ?? null;
  return activity === 'use' && from !== null && last !== null && from <= last ? from : null;
}

function statusOf(lastRun: RunInfo | null, daysLate: number): SourceStatus {
  if (lastRun?.state === 'running') return 'running';
  // Somebody who cancels a run knows of it; the records are as they were.
  if (lastRun?.state === 'failed' && lastRun.cancelled_by === null) return 'failed';
  return daysLate > 0 ? 'late' : 'ok';
}

function held(
  { type, activity, records, waiting, first_on, last_on }: SourceRecords,
  { people, beside, told, slowest }: Pick<Given, 'people' | 'beside' | 'told' | 'slowest'>,
  today: IsoDate,
): Held {
  const not: Held['not'] = [];
  const leave = (why: Held['not'][number]['why'], n: number | undefined, by?: string) => {
    if (n) not.push({ why, records: n, ...(by !== undefined && { by }) });
  };
  const of = (who: SourcePeople['who']) => people.find((one) => one.type === type && one.who === who)?.records;
  if (type === 'conversation') leave('waiting', waiting);
  if (type === 'tool_activity') {
    leave('unmatched', of('unmatched'));
    leave('contractor', of('contractor'));
    if (activity !== 'use') leave(activity, records);
  }
  for (const one of told) if (one.type === type) leave('told_twice', one.records, one.by);
  if (type === 'employee') leave('contractor', beside.find((one) => one.type === type)?.n);
  if (type === 'financials') leave('superseded', beside.find((one) => one.type === type)?.n);
  const until = type === 'tool_activity' && activity !== 'use' ? undefined : slowest[type];
  return {
    type,
    records,
    counted: records - not.reduce((sum, one) => sum + one.records, 0),
    not,
    firstOn: first_on,
    // A month's total may be told before its month is over.
    lastOn: type === 'tool_activity' && last_on !== null && last_on > today ? today : last_on,
    waitsAfter: until && last_on && last_on > until ? until : null,
  };
}
