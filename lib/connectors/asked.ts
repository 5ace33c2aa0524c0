import type { Answers, Row } from './define';
import { plainMessage, wordFinder } from './person-words';
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
  const words = Array.isArray(person) ? person.flatMap((word) => textOf(word) ?? []) : [];
  const find = words.length > 0 ? wordFinder(words) : null;
  return {
    topic: textOf(topic),
    customer: textOf(customer),
    asksForPerson: find && ((message) => typeof message === 'string' && find(plainMessage(message)) !== null),
  };
}

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
