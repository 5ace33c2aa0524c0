import type { Db } from './client';

/** How far each type of record (`conversation`, `people`) reaches: its first moment and its watermark. */
export const readSpans = (db: Db): Promise<{ type: string; first_at: Date | null; watermark: Date | null }[]> =>
  db.selectFrom('rollup_state').select(['type', 'first_at', 'watermark']).execute();
