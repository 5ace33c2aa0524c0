import type pg from 'pg';
import type { RecordType } from '@/lib/core/record';
import type { Settings } from '@/lib/core/settings';
import type { Activity } from '@/lib/core/sources';
import { rebuildAfterMerge, rebuildAll } from '../rollups/rebuild';
import { claimActivity, noteUnsettled } from './activity';
import { DEMO, refuseDemoBesideOwn, removeDemo } from './demo';
import { type Merged, mergeTable } from './merge';
import { overlappingStretches } from './roster';
import { failDeadRuns, finishRun, keepRejected, lockMerges, type RunResult } from './runs';
import { settingsWithin } from './settings-within';
import { addRecords, refreshSources } from './source-state';
import type { Staging } from './staging';
import { RECORD_TABLES } from './tables';

/** The steps a run goes through, for progress and for tests that stop it there. */
export type Phase = 'read' | 'merge' | 'rebuild' | 'commit' | 'done';

export interface MergeRun {
  run: number;
  source: { id: number; name: string };
  /** what its activity is, if it brings any */
  activity: Activity;
  /** the first day of it that may still change, by its vendor's word; null where none does */
  unsettledFrom: string | null;
  staging: Staging;
  now: Date;
  onPhase(phase: Phase): Promise<void> | void;
  /** completes the counts of reading with those of merging */
  result(merged: Merged[], seconds: { merge: number; rebuild: number }, warnings: string[]): RunResult;
}

/**
 * Everything a run changes, in one transaction: records merged, rollups rebuilt, refused rows kept, the run finished.
 * Merges of several processes follow each other. Throws with nothing changed.
 */
export async function mergeRun(client: pg.ClientBase, given: MergeRun): Promise<RunResult> {
  const { run, source, staging } = given;
  await client.query('begin');
  try {
    // Sorts and joins of millions of rows stay in memory; JIT costs more than it brings.
    await client.query(`set local work_mem = '256MB'; set local jit = off`);
    await lockMerges(client);
    // A killed run's connection may have outlived its process until here.
    await failDeadRuns(client, run);
    await given.onPhase('merge');
    const started = performance.now();
    const warnings: string[] = [];
    const demoGone = await makeRoom(client, source.name);
    if (demoGone) warnings.push('The reference company was removed: it is never shown together with your own records.');
    if (staging.counts.get('tool_activity')) {
      await claimActivity(client, source, given.activity);
      await noteUnsettled(client, source.id, given.unsettledFrom);
    }
    const settings = await settingsWithin(client);
    const merged = new Map<RecordType, Merged>();
    for (const table of RECORD_TABLES) {
      const staged = staging.counts.get(table.type) ?? 0;
      if (staged === 0) continue;
      const became = await mergeTable(client, table, staged, { source: source.id, run });
      await addRecords(client, table, source.id, became);
      merged.set(table.type, became);
    }
    await keepRejected(client, run);
    if (merged.get('employee')?.changed) warnings.push(...(await overlappingStretches(client)));
    const afterMerge = performance.now();
    await given.onPhase('rebuild');
    if (demoGone) await rebuildAll(client, settings, given.now);
    else await rebuild(client, merged, settings, given.now);
    if (!demoGone) await refreshSources(client, settings.time_zone);
    const afterRebuild = performance.now();
    const seconds = { merge: (afterMerge - started) / 1000, rebuild: (afterRebuild - afterMerge) / 1000 };
    const result = given.result([...merged.values()], seconds, warnings);
    await finishRun(client, run, result);
    await given.onPhase('commit');
    await client.query('commit');
    return result;
  } catch (error) {
    // The connection may be what failed; its end undoes everything as well.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function makeRoom(client: pg.ClientBase, source: string): Promise<boolean> {
  if (source !== DEMO) return removeDemo(client);
  await refuseDemoBesideOwn(client);
  return false;
}

async function rebuild(
  client: pg.ClientBase,
  merged: ReadonlyMap<RecordType, Merged>,
  settings: Settings,
  now: Date,
): Promise<void> {
  const changed = (type: RecordType) => merged.get(type)?.changed ?? undefined;
  const conversations = changed('conversation');
  const activity = changed('tool_activity');
  const people = Boolean(changed('employee') || changed('seat') || changed('financials'));
  if (conversations || activity || people)
    await rebuildAfterMerge(client, { conversations, activity, people }, settings, now);
}
