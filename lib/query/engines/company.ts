import type { Db } from '@/db/client';
import { quarterRange } from '@/lib/core/period';
import type { Metric } from '@/lib/metrics/define';
import conversations from '@/lib/metrics/definitions/conversations';
import { peopleSnapshot } from '../people/cache';
import { dateOf, dayOf, todayIn } from '../people/calendar';
import { measuresOf } from '../people/families';
import { personDays } from '../people/headcount';
import { booksOf, type Contacts, lastFinancialDay, wholeQuarters } from '../people/quarters';
import type { Snapshot } from '../people/snapshot';
import type { Engine, Remark, SourceQuery, SourceRow } from '../source';
import { engine as askConversations } from './conversations';

/**
 * Company: the roster by day, the books by quarter, and the conversations of these quarters. What is known by
 * quarter answers for the whole quarters inside the period; a mean of people has no other place to be divided.
 */
export const engine: Engine = async (db, query) => {
  const snapshot = await peopleSnapshot(db);
  const today = todayIn(query.settings.time_zone, query.now);
  const asksContacts = query.metrics.some((metric) => reads(metric) === 'contacts');
  const quarters = query.periods.map(wholeQuarters);
  const asked = asksContacts ? await contactsOf(db, query, snapshot, quarters.flat()) : null;
  const rows = query.periods.map((period, index): SourceRow => {
    const people = personDays(snapshot, dayOf(period.from), dayOf(period.to), today);
    const books = booksOf(snapshot, quarters[index]!, asked?.contacts ?? new Map(), today);
    const provisional = {
      people: people.cut,
      revenue: books.provisionalPeople,
      cost: books.provisionalCost,
      contacts: books.provisionalContacts,
    };
    const remarks: Record<string, Remark> = {};
    for (const metric of query.metrics) {
      remarks[metric.id] = provisional[reads(metric)] ? { provisional: true } : {};
      if (metric.id === 'headcount' && people.days > 0)
        remarks[metric.id]!.beside = { contractors: people.contractors / people.days };
    }
    return {
      period: period.key,
      group: [],
      measures: {
        employed_person_days: people.employees,
        tech_person_days: people.tech,
        headcount_days: people.days,
        revenue: books.revenue,
        headcount_of_quarters: books.headcount,
        customer_service_cost: books.cost,
        transactions: books.transactions,
        contacts: books.contacts,
        contact_transactions: books.contactTransactions,
      },
      histograms: {},
      remarks,
    };
  });
  return { rows, asOf: asOf(query, snapshot, today, asked?.asOf ?? null), warnings: [] };
};

/** Which records a metric of the company waits for, told by its denominator. */
function reads(metric: Metric): 'people' | 'revenue' | 'cost' | 'contacts' {
  const denominator = measuresOf(metric)[1];
  if (denominator === 'contact_transactions') return 'contacts';
  if (denominator === 'transactions') return 'cost';
  return denominator === 'headcount_of_quarters' ? 'revenue' : 'people';
}

/** The conversations of every quarter with financials, asked of their own engine. */
async function contactsOf(
  db: Db,
  query: SourceQuery,
  { financials }: Snapshot,
  quarters: readonly string[],
): Promise<{ contacts: Contacts; asOf: string | null }> {
  const known = [...new Set(quarters)].filter((name) => financials.has(name)).sort();
  if (known.length === 0) return { contacts: new Map(), asOf: null };
  // Clipping by quarter is the grain's: the periods are the quarters from the first to the last.
  const periods = wholeQuarters({ from: quarterRange(known[0]!).from, to: quarterRange(known.at(-1)!).to }).map(
    (name) => ({ ...quarterRange(name), name }),
  );
  const answer = await askConversations(db, {
    ...query,
    metrics: [conversations],
    range: { from: periods[0]!.from, to: periods.at(-1)!.to },
    grain: 'quarter',
    periods: periods.map(({ from, to }) => ({ key: from, from, to })),
    by: [],
    filter: {},
  });
  const measure = measuresOf(conversations)[0]!;
  const contacts = new Map(
    answer.rows.flatMap(({ period, measures, remarks }) => {
      const name = periods.find(({ from }) => from === period)?.name;
      const count = measure in measures ? measures[measure]! : 0;
      return name ? [[name, { count, provisional: remarks[conversations.id]?.provisional === true }] as const] : [];
    }),
  );
  return { contacts, asOf: answer.asOf };
}

/** The slowest of what was asked: conversations, the books, or the roster, which is known up to today. */
function asOf({ metrics }: SourceQuery, snapshot: Snapshot, today: number, contacts: string | null): string | null {
  const known = metrics.flatMap((metric) => {
    const kind = reads(metric);
    if (kind === 'contacts') return contacts ?? [];
    const date =
      kind === 'people' ? (snapshot.rosterFirst === null ? null : dateOf(today)) : lastFinancialDay(snapshot);
    return date === null ? [] : `${dateOf(Math.min(dayOf(date), today))}T00:00:00Z`;
  });
  return known.sort()[0] ?? null;
}
