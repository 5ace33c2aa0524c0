import type { Db } from '@/db/client';
import { type Count, SUMS } from '@/db/rollups/conversations/measures';
import type { ServiceDimension } from '@/lib/core/dimensions';
import { periodsOf } from '@/lib/core/period';
import type { DateRange, Filter, Grain } from '@/lib/core/request';
import { readCells } from '@/lib/query/cells';
import type { Observed } from '@/lib/query/compile/remarks';

export type Measure = Count | (typeof SUMS)[number]['measure'];

/** What makes two matters the same: spec, Parity and Work done. */
export const STRATUM = ['channel', 'intent', 'complexity'] as const;
export type Matter = Record<(typeof STRATUM)[number], string>;

/** Sums over the conversations that share some dimensions. */
export type Cell<D extends string, M extends string> = { [name in D]: string } & { [name in M]: number } & {
  /** position of the period; 0 without a grain */
  period: number;
};

interface Asked<D, M> {
  range: DateRange;
  /** calendar periods inside the range; then every cell says its position among them */
  grain?: Grain;
  filter?: Filter;
  by: readonly D[];
  measures: readonly M[];
}

/** Sums of the observed days of a range, by the given dimensions. One statement over the smallest cells. */
export async function readSums<D extends ServiceDimension, M extends Measure>(
  db: Db,
  reach: Observed | null,
  { range, grain, filter = {}, by, measures }: Asked<D, M>,
): Promise<Cell<D, M>[]> {
  if (!reach) return [];
  const sums = SUMS.filter(({ measure }) => (measures as readonly string[]).includes(measure));
  const counts = measures.filter((measure) => !sums.some((sum) => sum.measure === measure)) as readonly Count[];
  const needs = { counts: [...counts], sums, histograms: [], served: [], hours: false };
  const periods = periodsOf(range, grain);
  const rows = await readCells(db, { needs, by: [...by], filter, grain, periods, range }, reach);
  return rows.map((row) => {
    const cell: Record<string, string | number> = { period: row.period };
    by.forEach((dimension, index) => {
      cell[dimension] = row[`g${index}`] as string;
    });
    for (const count of counts) cell[count] = Number(row[count] ?? 0);
    for (const { column, measure, per } of sums) cell[measure] = Number(row[column] ?? 0) / per;
    return cell as Cell<D, M>;
  });
}
