import type pg from 'pg';
import type { Actor } from '../audit';
import type { Connection } from '../client';
import { type Removal, type Removed, removing } from './removal';

/** A person's pseudonyms (uuids), and the identifier itself for the refused rows, which hold it in clear. */
export interface Forgotten {
  id: string;
  customer?: string;
  employee?: string;
  /** the identifier taken as an address */
  email?: string;
  agent?: string;
  /** under which conversations are known among what was pushed */
  hidden?: (text: string) => Buffer;
}

/**
 * Erases a customer (their conversations) or an employee (roster, activity, seats, and their name as an agent) from all
 * sources, and refused rows that mention them. The numbers are rebuilt in the same transaction.
 */
export async function forget(connection: Connection, person: Forgotten, by: Actor): Promise<Removed> {
  return removing(connection, async (removal) => {
    if (person.customer && person.hidden) await forgetTraces(removal, person.customer, person.hidden);
    if (person.customer) await removal.conversations('customer = $1', [person.customer]);
    if (person.employee) {
      const known = await knownAs(removal.client, person);
      await forgetDays(removal, known);
      await removal.people('tool_activity', 'person = any($1)', [known]);
      await removal.people('seat', 'person = any($1)', [known]);
      await removal.people('employee', 'employee = any($1) or email = any($1)', [known]);
      await removal.run('delete from alias where alias = any($1) or person = any($1)', [known]);
    }
    // Who answered is part of no number but whether enough did; the conversation itself is the customer's. Where a day
    // holds no more than so many of its agents it has one fewer until it is rebuilt, which hides more and never less.
    if (person.agent) {
      await removal.run('update conversation set human_agent = null where human_agent = $1', [person.agent]);
      await removal.run(
        'update answering_agents set agents = array_remove(agents, $1::uuid) where agents @> array[$1::uuid]',
        [person.agent],
      );
      await removal.run(`delete from answering_agents where agents = '{}'`, []);
    }
    await forgetRefused(removal.client, person.id);
    // Not whom: the log outlives them.
    await removal.note(by, { forgotten: person.customer ? 'a customer' : 'an employee' });
  });
}

const PUSHED = ['pushed', 'pushed_part'];

/** Traces of the customer's conversations, which wait to be taken in again. */
async function forgetTraces({ client }: Removal, customer: string, hidden: (text: string) => Buffer): Promise<void> {
  const found = await client.query<{ id: string }>('select id from conversation where customer = $1', [customer]);
  const parts = await client.query<{ part: string }>(
    `select distinct part from pushed where kind = 'traces' and thread = any($1::bytea[])`,
    [found.rows.map(({ id }) => hidden(id))],
  );
  for (const table of PUSHED)
    await client.query(`delete from ${table} where kind = 'traces' and part = any($1)`, [
      parts.rows.map(({ part }) => part),
    ]);
}

/** The employee's days, under whichever of their names they were pushed. */
async function forgetDays({ client }: Removal, known: readonly string[]): Promise<void> {
  for (const table of PUSHED)
    await client.query(`delete from ${table} where kind = 'logs' and split_part(part, ' ', 2) = any($1)`, [known]);
}

/** The employee's hashes: the given ones and those the roster ties to them. */
async function knownAs(client: pg.ClientBase, { employee, email }: Forgotten): Promise<string[]> {
  const { rows } = await client.query<{ employee: string; email: string | null }>(
    'select distinct employee, email from employee where employee = $1 or email = $2',
    [employee, email],
  );
  const all = [employee, email, ...rows.flatMap((row) => [row.employee, row.email])];
  const named = [...new Set(all.filter((hash): hash is string => Boolean(hash)))];
  const others = await client.query<{ alias: string }>('select alias from alias where person = any($1)', [named]);
  return [...named, ...others.rows.map(({ alias }) => alias)];
}

/** Refused rows that hold the identifier as a value anywhere, or that are no JSON and mention it at all. */
async function forgetRefused(client: pg.ClientBase, id: string): Promise<void> {
  const written = JSON.stringify(id).slice(1, -1);
  const { rows } = await client.query<{ place: string; raw: string }>(
    'select ctid::text as place, raw from rejected_row where position($1 in raw) > 0 or position($2 in raw) > 0',
    [id, written],
  );
  const places = rows.filter(({ raw }) => mentions(raw, id)).map(({ place }) => place);
  await client.query('delete from rejected_row where ctid = any($1::tid[])', [places]);
}

function mentions(raw: string, id: string): boolean {
  let row: unknown;
  try {
    row = JSON.parse(raw);
  } catch {
    return true;
  }
  // Vendors nest whom a row is about, under names of their own.
  return typeof row !== 'object' || row === null || holds(row, id);
}

const holds = (value: unknown, id: string): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some((one) => holds(one, id))
    : value !== null && String(value) === id;
