import { sql } from 'kysely';
import type { Db } from '@/db/client';
import type { ServiceDimension } from '@/lib/core/dimensions';
import { unanswerable } from '@/lib/core/errors';
import { addDays } from '@/lib/core/period';
import { type CellRow, compile } from '../compile/conversations';
import { type Needs, needsOf } from '../compile/needs';
import { isUnobserved, type Observed, remarker } from '../compile/remarks';
import { empty, readRow } from '../compile/rows';
import type { Engine, SourceAnswer, SourceQuery, SourceRow } from '../source';

/** As many rows as an answer may have; filling gaps is refused before it takes the memory. */
const MOST_ROWS = 50_000;

/**
 * Conversations from cells: one statement over the smallest cells that cover `by` and `filter`. Every period, and
 * every group with a record in the whole range, has a row. Throws a 422 where those would be too many.
 */
export const engine: Engine = async (db, query) => {
  // Both statements must see the same data, or a merge in between would show half of itself.
  if (db.isTransaction) return answer(db, query);
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return reading.execute((transaction) => answer(transaction, query));
};

async function answer(db: Db, query: SourceQuery): Promise<SourceAnswer> {
  const state = await readState(db, query.settings.time_zone);
  const needs = needsOf(query.metrics);
  const cells = state ? await readCells(db, query, needs, state) : [];
  return { rows: rowsOf(query, needs, cells, state), asOf: state?.asOf ?? null, warnings: [] };
}

interface State extends Observed {
  asOf: string;
}

async function readState(db: Db, zone: string): Promise<State | null> {
  const { rows } = await sql<State>`
    select (first_at at time zone ${zone})::date as first, (watermark at time zone ${zone})::date as last,
      watermark as "asOf"
    from rollup_state where type = 'conversation' and watermark is not null`.execute(db);
  const found = rows[0];
  return found ? { ...found, asOf: new Date(found.asOf).toISOString().replace('.000Z', 'Z') } : null;
}

async function readCells(db: Db, query: SourceQuery, needs: Needs, { first, last }: Observed): Promise<CellRow[]> {
  const end = addDays(last, 1);
  const { range } = query;
  const [, from] = [range.from, first].sort() as [string, string];
  const [to] = [range.to, end].sort() as [string];
  const days = { from, to };
  if (days.from >= days.to) return [];
  const by = query.by as ServiceDimension[];
  const statement = compile({ needs, by, filter: query.filter, grain: query.grain, periods: query.periods, days });
  return (await statement.execute(db)).rows;
}

/** One row per period and group, those without a conversation included. */
function rowsOf({ metrics, periods, by }: SourceQuery, needs: Needs, cells: CellRow[], observed: Observed | null) {
  const groups = new Map<string, string[]>();
  const found = periods.map(() => new Map<string, SourceRow>());
  const remarks = periods.map((period) => remarker(metrics, period, observed));
  for (const cell of cells) {
    const row = readRow(cell, periods[cell.period]!, by.length, needs, remarks[cell.period]!);
    const key = row.group.length === 1 ? row.group[0]! : row.group.join('\u0000');
    groups.set(key, row.group);
    found[cell.period]!.set(key, row);
  }
  if (by.length === 0) groups.set('', []);
  if (groups.size * periods.length > MOST_ROWS)
    throw unanswerable(
      'by',
      `${groups.size * periods.length} rows are more than ${MOST_ROWS}: filter, or ask for fewer dimensions or a coarser grain.`,
    );
  return periods.flatMap((period, position) => {
    const known = !isUnobserved(period, observed);
    const nothing = empty(period, [], { metrics, needs, known, remarks: remarks[position]! });
    return [...groups].map(([key, group]) => found[position]!.get(key) ?? { ...nothing, group });
  });
}
