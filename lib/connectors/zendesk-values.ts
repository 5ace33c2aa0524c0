import type { Row } from './define';
import { isObject, textOf } from './values';

/** Readings of Zendesk's values, of its JSON and of its tables' texts. */

/** good and bad are the ends of the scale; a number is itself. Null: not a rating. */
export function csatOf(score: unknown): number | null {
  if (typeof score === 'number') return score;
  if (typeof score !== 'string') return null;
  if (/^\d+$/.test(score)) return Number(score);
  return /^good(_with_comment)?$/.test(score) ? 5 : /^bad(_with_comment)?$/.test(score) ? 1 : null;
}

export const isDone = (status: unknown) => status === 'solved' || status === 'closed';
/** Whether a trigger or an automation did it; incremental events name the way in a word. */
export const isRule = (via: unknown) =>
  /^(rule|trigger|automation)/i.test(textOf(isObject(via) ? via.channel : via) ?? '');

export const languageOf = (locale: unknown): string | null =>
  /^[a-z]{2,3}(?=$|[-_])/i.exec(textOf(locale) ?? '')?.[0].toLowerCase() ?? null;

export function isOfBot(message: unknown): boolean {
  if (typeof message !== 'string' || !message.includes('zd:answerBot')) return false;
  try {
    const { source } = JSON.parse(message) as Row;
    return isObject(source) && source.type === 'zd:answerBot';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return false;
    throw error;
  }
}
