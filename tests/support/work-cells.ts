import { WORK_MEASURES, type WorkCell } from '@/lib/analysis/impact/work';

const NONE = Object.fromEntries(WORK_MEASURES.map((name) => [name, 0])) as Record<
  (typeof WORK_MEASURES)[number],
  number
>;

/** A cell of `n` conversations, simple refunds in chat unless said otherwise. */
function workCell(part: Partial<WorkCell>): WorkCell {
  return {
    ...{ period: 0, channel: 'chat', intent: 'refund', complexity: 'simple', outcome: 'resolved' },
    ...{ handled_by: 'none', first_handler: 'none', ...NONE, ...part },
  };
}

/** `n` conversations that AI alone handled. */
export const byAi = (n: number, part: Partial<WorkCell> = {}) =>
  workCell({ n, handled_by: 'ai', first_handler: 'ai', ai_involved_n: n, ...part });

/** `n` conversations that people handled alone, each in so many seconds. */
export const byPeople = (n: number, seconds: number, part: Partial<WorkCell> = {}) =>
  workCell({ ...handled(n, seconds), handled_by: 'human', first_handler: 'human', ...part });

/** `n` conversations that the AI answered first and a person took over, each in so many seconds. */
export const takenOver = (n: number, seconds: number, part: Partial<WorkCell> = {}) =>
  workCell({ ...handled(n, seconds), handled_by: 'hybrid', first_handler: 'ai', ai_involved_n: n, ...part });

const handled = (n: number, seconds: number) => ({
  ...{ n, handle_n: n, handle_seconds_sum: n * seconds, handle_square_sum: n * seconds * seconds },
});
