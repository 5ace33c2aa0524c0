import { parseDay, parseInstant } from '@/lib/core/instant';
import { type Decimal, textOfDecimal } from './decimal';
import { type Gathered, type RawRecord, Refusal, Skip } from './define';
import { textOf } from './values';

/** Who did it: by address where the vendor tells one, which a roster knows, else by the vendor's own id. */
export type Person = { email: string } | { employee_id: string };

export function personOf(email: unknown, id: unknown): Person | null {
  const address = textOf(email);
  if (address !== null) return { email: address.toLowerCase() };
  const own = textOf(id);
  return own === null ? null : { employee_id: own };
}

/** What is known of one person's use of one tool on one day, while it is added up. */
export interface UserDay {
  /** intentional actions */
  interactions: number;
  /** used in a way of which nobody tells how many actions it was */
  isUsed: boolean;
  /** null while nothing told a cost */
  cost: Decimal | null;
}

/** Person and day of several rows, added up over the files of a run. */
export class UserDays {
  private readonly days = new Map<string, { person: Person; tool: string; date: string; line: number; day: UserDay }>();
  private readonly notes = new Map<string, { note: Refusal | Skip; count: number; line: number }>();

  of(person: Person, tool: string, date: string, line = 1): UserDay {
    const key = `${tool}\n${date}\n${'email' in person ? person.email : `\n${person.employee_id}`}`;
    let found = this.days.get(key);
    if (!found) {
      found = { person, tool, date, line, day: { interactions: 0, isUsed: false, cost: null } };
      this.days.set(key, found);
    }
    return found.day;
  }

  /** Part of a row that gives nothing: told once for all of its kind, with their number. */
  note(note: Refusal | Skip, line = 1): void {
    const known = this.notes.get(note.reason);
    if (known) known.count++;
    else this.notes.set(note.reason, { note, count: 1, line });
  }

  *records(): Iterable<Gathered> {
    for (const { person, tool, date, line, day } of this.days.values()) {
      yield { record: { type: 'tool_activity', ...person, tool, date, ...amountOf(day, date) }, line };
    }
    for (const { note, count, line } of this.notes.values())
      yield note instanceof Skip
        ? { record: new Skip(note.reason, count), line }
        : { record: count === 1 ? note : new Refusal(note.field, `${note.reason} (${count} times)`), line };
  }
}

/** Unknown is not zero: a day of use without a count is active, and in no average. */
export function amountOf({ interactions, isUsed, cost }: UserDay, date: string): Partial<RawRecord> {
  const paid = cost === null ? {} : { cost: textOfDecimal(cost) };
  return interactions === 0 && isUsed
    ? { interactions: null, last_active_on: date, ...paid }
    : { interactions, ...paid };
}

export const absent = (value: unknown) => value === undefined || value === null || value === '';

/** A count as JSON or a table's cell gives it; undefined for anything else. What is not known is not zero. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,15}(\.0*)?$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}

export const badCount = (field: string, value: unknown) =>
  new Refusal(field, `${field} is ${absent(value) ? 'missing' : 'not a whole number'}`);

const DAY_MS = 86_400_000;
/** The year 5138: anything from here on is milliseconds. */
const LATEST_SECONDS = 1e11;
const known = new Map<number, string>();

function dayNumbered(day: number): string {
  let text = known.get(day);
  if (text === undefined) {
    if (known.size > 10_000) known.clear();
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    known.set(day, text);
  }
  return text;
}

/** The UTC day of a time in unix seconds, whole or not; undefined for anything else, milliseconds included. */
export function dayOfSeconds(seconds: unknown): string | undefined {
  return typeof seconds === 'number' && seconds > 0 && seconds < LATEST_SECONDS
    ? dayNumbered(Math.floor(seconds / 86_400))
    : undefined;
}

/** The UTC day of a date (`2026-03-02`) or an instant (`2026-03-02T00:00:00Z`); undefined for anything else. */
export function dayOfText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!Number.isNaN(parseDay(value))) return value;
  const micros = parseInstant(value);
  return Number.isNaN(micros) ? undefined : dayNumbered(Math.floor(micros / (DAY_MS * 1000)));
}
