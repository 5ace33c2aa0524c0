import { add, type Decimal, textOfDecimal, ZERO } from './decimal';
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
  /** null while nothing told a cost; a sum of which one part is unknown is unknown */
  cost: Decimal | 'unknown' | null;
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
      yield { record: { type: 'tool_activity', ...person, tool, date, ...measuresOf(day, date) }, line };
    }
    for (const { note, count, line } of this.notes.values())
      yield note instanceof Skip
        ? { record: new Skip(note.reason, count), line }
        : { record: count === 1 ? note : new Refusal(note.field, `${note.reason} (${count} times)`), line };
  }
}

/** Adds what a part of the day cost, undefined where it does not tell. */
export function addCost(day: UserDay, cost: Decimal | undefined): void {
  if (cost === undefined) day.cost = 'unknown';
  else if (day.cost !== 'unknown') day.cost = add(day.cost ?? ZERO, cost);
}

/** Unknown is not zero: a day of use without a count is active, and in no average. */
export function measuresOf({ interactions, isUsed, cost }: UserDay, date: string): Partial<RawRecord> {
  const paid = cost === null || cost === 'unknown' ? {} : { cost: textOfDecimal(cost) };
  return interactions === 0 && isUsed
    ? { interactions: null, last_active_on: date, ...paid }
    : { interactions, ...paid };
}
