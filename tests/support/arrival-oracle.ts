import type { OracleConversation } from './conversation-oracle';
import { customerOf } from './conversations';

/** What needed people, straight from the records by plain loops, as the two tables of arrivals hold it. */
export interface OracleArrivals {
  cells: Record<string, unknown>[];
  agents: Record<string, unknown>[];
}

const MOST_AGENTS = 25;

export function arrivalOracle(all: Iterable<OracleConversation>, zone: string): OracleArrivals {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
  });
  const cells = new Map<string, Record<string, unknown> & { half_hours: number[] }>();
  const agents = new Map<string, { key: object; names: Set<string> }>();
  for (const c of all) {
    const kind =
      c.first_handler === 'human'
        ? 'human_first'
        : c.human_requested_at
          ? 'asked'
          : c.human_involved
            ? 'escalated'
            : '';
    if (!kind) continue;
    const at = Object.fromEntries(
      format.formatToParts(Date.parse(c.started_at)).map(({ type, value }) => [type, value]),
    );
    const key = {
      day: `${at.year}-${at.month}-${at.day}`,
      channel: c.channel ?? 'unknown',
      language: c.language ?? 'unknown',
      complexity: c.complexity ?? 'unknown',
    };
    const name = JSON.stringify({ ...key, kind });
    const cell = cells.get(name) ?? {
      ...{ ...key, kind, half_hours: [], n: 0, served_n: 0, service_microseconds_sum: 0 },
      ...{ handle_n: 0, handle_microseconds_sum: 0 },
    };
    cells.set(name, cell);
    const add = (column: string, amount: number) => {
      cell[column] = (cell[column] as number) + amount;
    };
    const halfHour = Number(at.hour) * 2 + (Number(at.minute) >= 30 ? 1 : 0);
    for (let i = cell.half_hours.length; i <= halfHour; i++) cell.half_hours.push(0);
    cell.half_hours[halfHour]! += 1;
    add('n', 1);
    if (c.human_joined_at && c.ended_at && Date.parse(c.ended_at) >= Date.parse(c.human_joined_at)) {
      add('served_n', 1);
      add('service_microseconds_sum', (Date.parse(c.ended_at) - Date.parse(c.human_joined_at)) * 1000);
    }
    if (c.human_involved && typeof c.handle_seconds === 'number') {
      add('handle_n', 1);
      add('handle_microseconds_sum', Math.round(c.handle_seconds * 1e6));
    }
    const isAnswered = kind === 'asked' && c.first_handler === 'ai' && c.human_joined_at;
    if (!isAnswered || Date.parse(c.human_joined_at!) < Date.parse(c.human_requested_at!) || !c.human_agent) continue;
    const group = agents.get(JSON.stringify(key)) ?? { key, names: new Set() };
    agents.set(JSON.stringify(key), group);
    group.names.add(uuid(customerOf(String(c.human_agent))));
  }
  return {
    cells: [...cells.values()],
    agents: [...agents.values()].map(({ key, names }) => ({ ...key, agents: [...names].sort().slice(0, MOST_AGENTS) })),
  };
}

/** As the database writes 32 hexadecimal digits. */
const uuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
