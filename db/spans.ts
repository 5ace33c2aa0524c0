import type { Db } from './client';

export interface Span {
  type: string;
  first_at: Date | null;
  watermark: Date | null;
  /** grows with every change of the rollups */
  version: number;
}

/** How far each type of record (`conversation`, `people`) reaches: its first moment and its watermark. */
export const readSpans = (db: Db): Promise<Span[]> =>
  db.selectFrom('rollup_state').select(['type', 'first_at', 'watermark', 'version']).execute();
