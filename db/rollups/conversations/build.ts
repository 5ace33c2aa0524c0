import type pg from 'pg';
import { SERVICE_DIMENSIONS, type ServiceDimension } from '@/lib/core/dimensions';
import type { IsoDate } from '@/lib/core/request';
import { writeArrivals } from './arrivals';
import { type Cells, roll } from './cells';
import type { Moment } from './facts';
import { TALLIES } from './measures';
import { sumMonths } from './months';
import { during, stretches } from './ranges';
import { type Pass, readDays } from './read';
import { markReturned } from './repeats';
import { writeReturns } from './returns';
import { SETS, STEPS, type Step } from './sets';
import { type Block, writeBlocks } from './write';

const DAY_MS = 86_400_000;
const YEAR_2000 = Date.UTC(2000, 0, 1);
/** Conversations added up at once: enough that a statement is worth it, few enough for 100 MB. */
const ROWS_A_PASS = 120_000;

export interface Conditions {
  /** the workspace's zone as an SQL literal */
  zone: string;
  moment: Moment;
}

/**
 * Replaces the cells of some days by what the records now say. A day's cells are a function of its records, those
 * that follow within a week of their end, the watermark and the settings: nothing is ever added to what was there.
 */
export async function buildDays(client: pg.ClientBase, days: readonly IsoDate[], given: Conditions): Promise<void> {
  if (days.length === 0) return;
  await client.query('delete from conversation_cell_full where day = any($1::date[])', [days]);
  // Naming every set lets the index be used, which begins with the set.
  await client.query('delete from conversation_cell where set_id = any($1::smallint[]) and day = any($2::date[])', [
    SETS.map((_, set) => set),
    days,
  ]);
  await client.query('delete from arrival_cell where day = any($1::date[])', [days]);
  await client.query('delete from answering_agents where day = any($1::date[])', [days]);
  await clearReturns(client, days);
  await inPasses(client, days, given, buildPass);
  await sumMonths(client, days);
}

/** Replaces only what is known of returns to the conversations of some days: a customer came back more than a week later. */
export async function buildReturns(client: pg.ClientBase, days: readonly IsoDate[], given: Conditions): Promise<void> {
  if (days.length === 0) return;
  await clearReturns(client, days);
  await inPasses(client, days, given, async (_, dates, conditions) => {
    const { returns, dictionary } = await readPass(client, dates, conditions, { onlyReturns: true });
    await writeReturns(client, returns, dates, dictionary);
  });
}

async function clearReturns(client: pg.ClientBase, days: readonly IsoDate[]): Promise<void> {
  await client.query('delete from return_cell where day = any($1::date[])', [days]);
}

type OnePass = (client: pg.ClientBase, dates: readonly IsoDate[], given: Conditions) => Promise<void>;

async function inPasses(client: pg.ClientBase, days: readonly IsoDate[], given: Conditions, build: OnePass) {
  const { rowsOf, endDays } = await survey(client, days, given.zone);
  await markReturned(client, { days, endDays, zone: given.zone });
  for (const pass of passes(days, rowsOf)) await build(client, pass, given);
}

/**
 * About how many conversations the days have, and on which days those that were solved ended. Both in days of UTC,
 * which cost a tenth of the zone's: one is only for the size of a pass, the other for where to look.
 */
async function survey(client: pg.ClientBase, days: readonly IsoDate[], zone: string) {
  const dayOf = (column: string) => `date_bin('1 day', ${column}, timestamptz '2000-01-01 00:00Z')`;
  const { rows } = await client.query<{ day: IsoDate; ended_on: IsoDate | null; n: string }>(`
    select (day at time zone 'UTC')::date::text as day, (ended_on at time zone 'UTC')::date::text as ended_on, n
    from (
      select ${dayOf('started_at')} as day, ${dayOf("case when outcome = 'resolved' then ended_at end")} as ended_on,
        count(*) as n
      from conversation
      where ${during('started_at', stretches(days), zone)}
      group by 1, 2
    ) d`);
  const rowsOf = new Map<IsoDate, number>();
  const endDays = new Set<IsoDate>();
  for (const { day, ended_on, n } of rows) {
    rowsOf.set(day, (rowsOf.get(day) ?? 0) + Number(n));
    if (ended_on) endDays.add(ended_on);
  }
  return { rowsOf, endDays: [...endDays] };
}

function* passes(days: readonly IsoDate[], rowsOf: ReadonlyMap<IsoDate, number>): Generator<IsoDate[]> {
  let pass: IsoDate[] = [];
  let rows = 0;
  for (const day of days) {
    const more = rowsOf.get(day) ?? 0;
    if (pass.length > 0 && rows + more > ROWS_A_PASS) {
      yield pass;
      pass = [];
      rows = 0;
    }
    pass.push(day);
    rows += more;
  }
  if (pass.length > 0) yield pass;
}

const daysSince2000 = (dates: readonly IsoDate[]) => dates.map((date) => (Date.parse(date) - YEAR_2000) / DAY_MS);

function readPass(
  client: pg.ClientBase,
  dates: readonly IsoDate[],
  { zone, moment }: Conditions,
  { onlyReturns = false } = {},
): Promise<Pass> {
  const where = during('c.started_at', stretches(dates), zone);
  return readDays(client, { where, zone, days: daysSince2000(dates), moment, onlyReturns });
}

async function buildPass(client: pg.ClientBase, dates: readonly IsoDate[], given: Conditions): Promise<void> {
  const days = daysSince2000(dates);
  const { cells, arrivals, returns, dictionary } = await readPass(client, dates, given);
  const tallied = TALLIES.map(({ dimension }) => dictionary.ranked(SERVICE_DIMENSIONS.indexOf(dimension)));
  const finest = cells.sealed(tallied);
  const values = { days, byCode: dictionary.fields, tallied: tallied.map(({ fields }) => fields) };
  const full = [{ cells: finest, set: null, dimensions: positions(SERVICE_DIMENSIONS) }];
  await writeBlocks(client, 'conversation_cell_full', full, values);
  await writeBlocks(client, 'conversation_cell', narrowBlocks(finest, STEPS, dictionary.sizes), values);
  await writeArrivals(client, arrivals, dates, dictionary);
  await writeReturns(client, returns, dates, dictionary);
}

const positions = (names: readonly ServiceDimension[]) => names.map((name) => SERVICE_DIMENSIONS.indexOf(name));

/** Set by set, so that the days of one set lie together on disk: that is how they are read. */
function* narrowBlocks(finer: Cells, steps: readonly Step[], sizes: readonly number[]): Generator<Block> {
  for (const step of steps) {
    const dimensions = positions(step.dimensions);
    const cells = roll(finer, dimensions, sizes);
    if (step.set !== null) yield { cells, set: step.set, dimensions };
    yield* narrowBlocks(cells, step.from, sizes);
  }
}
