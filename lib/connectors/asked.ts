import type { Answers, Row } from './define';
import { idOf, textOf } from './values';

/** What an administrator said of a source of conversations (docs/connectors.md, Questions). */
export interface Asked {
  /** where the topic is taken from; null: as documented */
  topic: string | null;
  /** which field names the customer; null: as documented */
  customer: string | null;
  /** whether a message asks for a person; null without such words */
  asksForPerson: ((message: unknown) => boolean) | null;
}

export function askedOf({ topic, customer, person }: Answers = {}): Asked {
  const words = Array.isArray(person) ? person.flatMap((word) => textOf(word)?.replace(/\u2019/g, "'") ?? []) : [];
  return { topic: textOf(topic), customer: textOf(customer), asksForPerson: words.length > 0 ? matching(words) : null };
}

/** Scripts that put no spaces between words: a word of theirs is found wherever it stands. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LONGEST_MESSAGE = 20_000;

/** Any of the words or phrases as whole words, in whatever case; markup is no word. */
function matching(words: readonly string[]): (message: unknown) => boolean {
  const whole = words.map((word) => {
    const pattern = word
      .split(/\s+/)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
      .join('\\s+');
    const edge = (at: string, look: string) => (UNSPACED.test(at) ? '' : look);
    return `${edge(word[0]!, '(?<![\\p{L}\\p{N}])')}${pattern}${edge(word.at(-1)!, '(?![\\p{L}\\p{N}])')}`;
  });
  const found = new RegExp(whole.join('|'), 'iu');
  return (message) => typeof message === 'string' && found.test(plain(message));
}

const plain = (message: string) =>
  message
    .slice(0, LONGEST_MESSAGE)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/&#39;|\u2019/g, "'");

/** A value that can name something: a text, a number, a truth. */
export const scalarOf = (value: unknown): string | null =>
  typeof value === 'boolean' ? String(value) : typeof value === 'number' ? String(value) : textOf(value);

/**
 * The customer as the chosen field names them. Where a row lacks it, the vendor's own id, marked as such, so that it
 * never meets somebody else's number.
 */
export const customerBy = (chosen: unknown, own: string | null, vendor: string): string | null =>
  idOf(scalarOf(chosen)) ?? (own === null ? null : `${vendor}:${own}`);

/** Fields to choose from, gathered from rows: in the order seen, one value for each row that has one. */
export class Choices {
  private readonly byId = new Map<string, { id: string; label: string; values: string[] }>();

  see(id: string, label: string, value: unknown): this {
    const text = scalarOf(value);
    if (text === null) return this;
    const choice = this.byId.get(id) ?? { id, label, values: [] };
    choice.values.push(text);
    this.byId.set(id, choice);
    return this;
  }

  /** every member of an object that is a scalar, under `<prefix>:<name>` */
  seeAll(prefix: string, label: string, members: Row): this {
    for (const [name, value] of Object.entries(members)) this.see(`${prefix}:${name}`, `${label} ${name}`, value);
    return this;
  }

  list() {
    return [...this.byId.values()];
  }
}

/** `attribute:Reason` → `Reason` where the prefix is `attribute`. */
export const after = (prefix: string, id: string | null): string | null =>
  id?.startsWith(`${prefix}:`) ? id.slice(prefix.length + 1) : null;
