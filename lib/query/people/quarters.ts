import { addDays, quarterOf, quarterRange, startOfNext } from '@/lib/core/period';
import type { DateRange } from '@/lib/core/request';
import { dayOf } from './calendar';
import { personDays } from './headcount';
import type { Snapshot } from './snapshot';

/** Names of the whole calendar quarters inside a range. */
export function wholeQuarters({ from, to }: DateRange): string[] {
  const quarters: string[] = [];
  let name = quarterOf(from);
  if (quarterRange(name).from < from) name = quarterOf(startOfNext('quarter', from));
  while (quarterRange(name).to <= to) {
    quarters.push(name);
    name = quarterOf(quarterRange(name).to);
  }
  return quarters;
}

/** The last day of the latest quarter with financials. */
export function lastFinancialDay({ financials }: Snapshot): string | null {
  const last = [...financials.keys()].sort().at(-1);
  return last === undefined ? null : addDays(quarterRange(last).to, -1);
}

/** What the books say of some quarters, each side over the same ones; quarters without financials are in none. */
export interface Books {
  revenue: number;
  /** of each quarter with revenue the mean of people employed, summed */
  headcount: number;
  cost: number;
  transactions: number;
  contacts: number;
  contactTransactions: number;
  /** a quarter whose people or days are not all known yet */
  provisionalPeople: boolean;
  provisionalContacts: boolean;
  provisionalCost: boolean;
}

/** Conversations by quarter: null where none of its days is observed. */
export type Contacts = ReadonlyMap<string, { count: number | null; provisional: boolean }>;

export function booksOf(snapshot: Snapshot, quarters: readonly string[], contacts: Contacts, today: number): Books {
  const books: Books = {
    revenue: 0,
    headcount: 0,
    cost: 0,
    transactions: 0,
    contacts: 0,
    contactTransactions: 0,
    provisionalPeople: false,
    provisionalContacts: false,
    provisionalCost: false,
  };
  for (const name of quarters) {
    const known = snapshot.financials.get(name);
    if (!known) continue;
    const range = quarterRange(name);
    books.cost += known.customerServiceCost;
    books.transactions += known.transactions;
    if (dayOf(range.to) > today + 1) books.provisionalCost = true;
    const people = personDays(snapshot, dayOf(range.from), dayOf(range.to), today);
    if (people.employees > 0) {
      books.revenue += known.revenue;
      books.headcount += people.employees / people.days;
      books.provisionalPeople ||= people.cut;
    }
    const asked = contacts.get(name);
    if (asked && asked.count !== null) {
      books.contacts += asked.count;
      books.contactTransactions += known.transactions;
      books.provisionalContacts ||= asked.provisional;
    }
  }
  return books;
}
