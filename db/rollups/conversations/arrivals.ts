import type pg from 'pg';
import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import type { IsoDate } from '@/lib/core/request';
import type { Dictionary } from './dictionary';
import { ARRIVAL_KINDS, BIT, type Facts } from './facts';

/**
 * So many agents of a day and group are kept, the smallest hashes: enough to tell whether at least k of them answered
 * in any time (k is at most this; above it, fewer are told than there were, which hides more and never less).
 */
export const MOST_AGENTS = 25;
const KINDS = ARRIVAL_KINDS.length;
const GROUPED_BY = (['channel', 'language', 'complexity'] as const).map((name) => SERVICE_DIMENSIONS.indexOf(name));
const ROWS_A_STATEMENT = 4000;

interface Group {
  /** position of the day, channel, language, complexity as codes */
  key: readonly number[];
  kind: number;
  halfHours: number[];
  n: number;
  served: number;
  /** whole microseconds: sums are exact in any order */
  service: number;
  handled: number;
  handle: number;
  agents: Set<string>;
}

/** Conversations that need people, by day, channel, language, complexity and why. */
export class Arrivals {
  private readonly byCell = new Map<number, Group>();
  private readonly groups = new Map<string, Group>();

  /** The group of a finest cell's conversations of one kind; the cell tells its codes when it is new. */
  group(cell: number, kind: number, day: number, codesOf: () => ArrayLike<number>): Group {
    const place = cell * KINDS + kind;
    const known = this.byCell.get(place);
    if (known) return known;
    const codes = codesOf();
    const key = [day, ...GROUPED_BY.map((dimension) => codes[dimension]!)];
    const name = `${key.join()},${kind}`;
    const found = this.groups.get(name) ?? empty(key, kind);
    this.groups.set(name, found);
    this.byCell.set(place, found);
    return found;
  }

  /** Adds a conversation, whose counts are `bits`, that started in the given half-hour of the workspace's day. */
  add(group: Group, c: Facts, bits: number, halfHour: number): void {
    while (group.halfHours.length <= halfHour) group.halfHours.push(0);
    group.halfHours[halfHour]! += 1;
    group.n += 1;
    if (c.endedAt >= c.joinedAt) {
      group.served += 1;
      group.service += c.endedAt - c.joinedAt;
    }
    if (bits & BIT.handle_n) {
      group.handled += 1;
      group.handle += Math.round(c.handleSeconds * 1e6);
    }
  }

  addAgent(group: Group, agent: string | null): void {
    if (agent !== null) group.agents.add(agent);
  }

  all(): Iterable<Group> {
    return this.groups.values();
  }
}

const empty = (key: readonly number[], kind: number): Group => ({
  ...{ key, kind, halfHours: [], n: 0, served: 0, service: 0, handled: 0, handle: 0, agents: new Set() },
});

/** Writes what needed people on the given days. Few rows: a statement takes thousands of them. */
export async function writeArrivals(
  client: pg.ClientBase,
  arrivals: Arrivals,
  days: readonly IsoDate[],
  dictionary: Dictionary,
): Promise<void> {
  const named = ([day, ...codes]: readonly number[]) => ({
    day: days[day!],
    channel: dictionary.value(GROUPED_BY[0]!, codes[0]!),
    language: dictionary.value(GROUPED_BY[1]!, codes[1]!),
    complexity: dictionary.value(GROUPED_BY[2]!, codes[2]!),
  });
  const groups = [...arrivals.all()];
  const cells = groups.map(({ key, kind, halfHours, n, served, service, handled, handle }) => ({
    ...named(key),
    ...{ kind: ARRIVAL_KINDS[kind], half_hours: halfHours, n, served_n: served, service_microseconds_sum: service },
    ...{ handle_n: handled, handle_microseconds_sum: handle },
  }));
  await insertRows(client, 'arrival_cell', cells);
  const answered = groups.filter(({ agents }) => agents.size > 0);
  const agents = answered.map(({ key, agents: some }) => ({
    ...named(key),
    agents: [...some].sort().slice(0, MOST_AGENTS),
  }));
  await insertRows(client, 'answering_agents', agents);
}

/** Their names are the table's columns; the server gives them its types. */
export async function insertRows(client: pg.ClientBase, table: string, rows: readonly object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
    await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
      JSON.stringify(rows.slice(at, at + ROWS_A_STATEMENT)),
    ]);
}
