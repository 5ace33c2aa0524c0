import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { Arrivals } from './arrivals';
import { BinaryRows } from './binary-rows';
import { Collector } from './collect';
import { Dictionary } from './dictionary';
import { arrivalKind, BASES, type Basis, BIT, type Facts, isRepeat, type Moment } from './facts';
import { RETURNED } from './repeats';
import { Returns } from './returns';

const HOUR = 3_600e6;
const HALF_HOUR = HOUR / 2;

/** Columns that say which cell a conversation belongs to; the two flags stand for handled_by, the first dimension. */
const KEY = ['ai_involved', 'human_involved', ...SERVICE_DIMENSIONS.slice(1)];
const FIRST_HANDLER = KEY.indexOf('first_handler');
const OUTCOME = KEY.indexOf('outcome');
const FACTS = [
  'started_at',
  'ended_at',
  'first_reply_at',
  'human_requested_at',
  'human_joined_at',
  'csat_at',
  'csat',
  'ai_cost::float8',
  'handle_seconds::float8',
  'outcome_basis',
  'assignment',
];
const LOCAL = KEY.length;
const RETURNED_AT = LOCAL + 1;
/** Who answered somebody that asked for a person: of nobody else is it looked at. */
const AGENT = LOCAL + 2;
const STARTED = LOCAL + 3;
const AGENT_SQL = 'case when c.human_requested_at is not null then c.human_agent end';

/** The finest cells of the wanted days, what needed people on them, who came back, and the values they are made of. */
export interface Pass {
  cells: Collector;
  arrivals: Arrivals;
  returns: Returns;
  dictionary: Dictionary;
}

interface Wanted {
  /** SQL condition on conversation `c` that selects at least the days' rows */
  where: string;
  /** the workspace's zone as an SQL literal */
  zone: string;
  /** days since 2000-01-01 */
  days: readonly number[];
  moment: Moment;
  /** nothing but returns is collected */
  onlyReturns?: boolean;
}

/**
 * Streams conversations and adds those of the wanted days up, in memory that grows with cells and durations only.
 * Expects repeats.ts to have marked the returns in this transaction.
 */
export async function readDays(
  client: pg.ClientBase,
  { where, zone, days, moment, onlyReturns = false }: Wanted,
): Promise<Pass> {
  const columns = [...KEY, ...FACTS].map((column) => `c.${column}`);
  const local = [`c.started_at at time zone ${zone}`, 'r.returned_at', AGENT_SQL];
  const sql = `
    copy (
      select ${[...columns.slice(0, LOCAL), ...local, ...columns.slice(LOCAL)].join(', ')}
      from conversation c
      left join ${RETURNED} r on r.source_id = c.source_id and r.id = c.id and r.customer = c.customer
      where ${where}
    ) to stdout (format binary)`;
  const pass: Pass = {
    cells: new Collector(days.length),
    arrivals: new Arrivals(),
    returns: new Returns(),
    dictionary: new Dictionary(),
  };
  const asked = { moment, onlyReturns };
  const positions = new Map(days.map((day, position) => [day, position]));
  const rows: BinaryRows = new BinaryRows(columns.length + local.length, () => addRow(rows, pass, positions, asked));
  for await (const chunk of client.query(copyTo(sql))) rows.take(chunk as Buffer);
  return pass;
}

/** Filled anew for every row: an object each would be the builder's largest cost. */
const facts: Facts = {
  aiInvolved: false,
  humanInvolved: false,
  firstHandlerAi: false,
  resolved: false,
  outcomeUnknown: false,
  basis: null,
  random: false,
  repeated: false,
  startedAt: 0,
  endedAt: 0.5,
  repliedAt: 0.5,
  requestedAt: 0.5,
  joinedAt: 0.5,
  ratedAt: 0.5,
  rating: 0.5,
  cost: 0.5,
  handleSeconds: 0.5,
};

function addRow(
  row: BinaryRows,
  { cells, arrivals, returns, dictionary }: Pass,
  positions: ReadonlyMap<number, number>,
  { moment, onlyReturns }: Pick<Wanted, 'moment' | 'onlyReturns'>,
): void {
  const local = row.instant(LOCAL);
  const hour = Math.floor(local / HOUR);
  const day = Math.floor(hour / 24);
  const position = positions.get(day);
  if (position === undefined) return;
  facts.aiInvolved = row.boolean(0);
  facts.humanInvolved = row.boolean(1);
  facts.firstHandlerAi = row.is(FIRST_HANDLER, 'ai');
  facts.resolved = row.is(OUTCOME, 'resolved');
  facts.outcomeUnknown = row.is(OUTCOME, 'unknown');
  facts.basis = basisOf(row);
  facts.random = row.is(STARTED + 10, 'random');
  facts.startedAt = row.instant(STARTED);
  facts.endedAt = row.instant(STARTED + 1);
  const returnedAt = row.instant(RETURNED_AT);
  facts.repeated = isRepeat(facts.endedAt, returnedAt);
  facts.repliedAt = row.instant(STARTED + 2);
  facts.requestedAt = row.instant(STARTED + 3);
  facts.joinedAt = row.instant(STARTED + 4);
  facts.ratedAt = row.instant(STARTED + 5);
  facts.rating = row.smallint(STARTED + 6);
  facts.cost = row.double(STARTED + 7);
  facts.handleSeconds = row.double(STARTED + 8);
  const cell = cells.cell(position, row.buffer, [row.startOf(0), row.startOf(KEY.length)], () =>
    codesOf(row, dictionary),
  );
  if (facts.resolved)
    returns.add(cell, () => ({ day: position, codesOf: () => cells.codesOf(cell) }), facts, returnedAt);
  if (onlyReturns) return;
  const bits = cells.add(cell, facts, moment, hour - day * 24);
  const kind = arrivalKind(facts, row.is(FIRST_HANDLER, 'human'));
  if (kind === null) return;
  const group = arrivals.group(cell, kind, position, () => cells.codesOf(cell));
  arrivals.add(group, facts, bits, Math.floor(local / HALF_HOUR) - day * 48);
  if (bits & BIT.request_joined_n) arrivals.addAgent(group, row.uuid(AGENT));
}

function basisOf(row: BinaryRows): Basis | null {
  for (const [value, count] of BASES) if (row.is(STARTED + 9, value)) return count;
  return null;
}

/** The row's values as numbers, in the order of SERVICE_DIMENSIONS. */
function codesOf(row: BinaryRows, dictionary: Dictionary): number[] {
  const handledBy = facts.aiInvolved ? (facts.humanInvolved ? 'hybrid' : 'ai') : facts.humanInvolved ? 'human' : 'none';
  const others = KEY.slice(2).map((_, index) => dictionary.code(index + 1, row.text(index + 2)));
  return [dictionary.code(0, handledBy), ...others];
}
