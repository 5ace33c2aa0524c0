import type { ServiceDimension } from '@/lib/core/dimensions';
import { unanswerable } from '@/lib/core/errors';
import { readCells, readReach, readTogether } from '../cells';
import type { CellRow } from '../compile/conversations';
import { type Needs, needsOf } from '../compile/needs';
import { isUnobserved, type Observed, remarker } from '../compile/remarks';
import { empty, readRow } from '../compile/rows';
import type { Engine, SourceQuery, SourceRow } from '../source';

/** As many rows as an answer may have; filling gaps is refused before it takes the memory. */
const MOST_ROWS = 50_000;

/**
 * Conversations from cells: one statement over the smallest cells that cover `by` and `filter`. Every period, and
 * every group with a record in the whole range, has a row. Throws a 422 where those would be too many.
 */
export const engine: Engine = (db, query) =>
  readTogether(db, async (together) => {
    const reach = await readReach(together, query.settings.time_zone);
    const needs = needsOf(query.metrics);
    const { by, ...asked } = query;
    const cells = reach ? await readCells(together, { ...asked, needs, by: by as ServiceDimension[] }, reach) : [];
    return { rows: rowsOf(query, needs, cells, reach), asOf: reach?.asOf ?? null, warnings: [] };
  });

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
