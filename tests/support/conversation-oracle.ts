import { addDays } from '@/lib/core/period';
import type { Settings } from '@/lib/core/settings';
import type { SourceQuery } from '@/lib/query/source';
import type { LooseConversation } from './conversations';

/** Plain loops straight from records.md and metrics.md: slow, obvious, and sharing nothing with the product. */
export interface OracleConversation extends LooseConversation {
  source_id: number;
  ended_at: string | null;
  first_reply_at: string | null;
  human_requested_at: string | null;
  human_joined_at: string | null;
  csat: number | null;
  csat_at: string | null;
  ai_cost: number | null;
  first_handler: string;
  ai_involved: boolean;
  human_involved: boolean;
  outcome: string;
  intent: string | null;
}

export interface OracleRow {
  measures: Record<string, number>;
  durations: { first_response_seconds: number[]; resolution_seconds: number[]; time_to_human_seconds: number[] };
  never: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ms = (time: string) => Date.parse(time);

interface Local {
  day: string;
  hour: number;
  weekday: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const locals = new Map<string, Local>();

/** Remembered: asking the calendar is what takes these loops their time. */
export function local(time: number, zone: string): Local {
  const known = locals.get(`${zone} ${time}`);
  if (known) return known;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
      weekday: 'short',
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const found = { day: `${parts.year}-${parts.month}-${parts.day}`, hour: Number(parts.hour), weekday: parts.weekday! };
  locals.set(`${zone} ${time}`, found);
  return found;
}

export function reach(all: readonly OracleConversation[], now: Date): { first: number; watermark: number } | null {
  if (all.length === 0) return null;
  const last = new Map<number, number>();
  for (const c of all) last.set(c.source_id, Math.max(last.get(c.source_id) ?? 0, ms(c.started_at)));
  return {
    first: Math.min(...all.map((c) => ms(c.started_at))),
    watermark: Math.min(...last.values(), now.getTime()),
  };
}

export function handledBy(c: OracleConversation): string {
  if (c.ai_involved && c.human_involved) return 'hybrid';
  if (c.ai_involved) return 'ai';
  return c.human_involved ? 'human' : 'none';
}

export const named = (c: OracleConversation, dimension: string) =>
  dimension === 'handled_by' ? handledBy(c) : ((c[dimension] as string | null) ?? 'unknown');

export const keyOf = (period: string | null, group: readonly string[]) => JSON.stringify([period, group]);

/** What the engine must answer: by `keyOf`, for every period and every group that has a record in the range. */
export function oracle(
  all: readonly OracleConversation[],
  { range, periods, by, filter, settings, now }: SourceQuery,
): Map<string, OracleRow> {
  const reached = reach(all, now);
  const zone = settings.time_zone;
  const lastDay = reached && local(reached.watermark, zone).day;
  const groups = new Map<string, string[]>(by.length === 0 ? [['[]', []]] : []);
  const placed = new Map<string, OracleConversation[]>();
  for (const c of all) {
    const { day } = local(ms(c.started_at), zone);
    if (day < range.from || day >= range.to || day > lastDay!) continue;
    if (!Object.entries(filter).every(([dimension, values]) => values.includes(named(c, dimension)))) continue;
    const group = by.map((dimension) => named(c, dimension));
    groups.set(JSON.stringify(group), group);
    const period = periods.find(({ from, to }) => day >= from && day < to)!;
    const key = keyOf(period.key, group);
    placed.set(key, [...(placed.get(key) ?? []), c]);
  }
  const answer = new Map<string, OracleRow>();
  for (const { key } of periods)
    for (const group of groups.values()) {
      const members = placed.get(keyOf(key, group)) ?? [];
      answer.set(keyOf(key, group), rowOf(members, all, settings, reached!));
    }
  return answer;
}

function rowOf(
  members: OracleConversation[],
  all: readonly OracleConversation[],
  settings: Settings,
  reached: { watermark: number },
): OracleRow {
  const hours = new Set<string>();
  const ai: Record<'market' | 'language', Map<string, number>> = { market: new Map(), language: new Map() };
  const measures: Record<string, number> = {};
  const add = (name: string, amount = 1) => {
    measures[name] = (measures[name] ?? 0) + amount;
  };
  const row: OracleRow = {
    measures,
    durations: { first_response_seconds: [], resolution_seconds: [], time_to_human_seconds: [] },
    never: 0,
  };
  for (const c of members) {
    add('n');
    if (c.ai_involved) {
      add('ai_involved_n');
      const { weekday, hour } = local(ms(c.started_at), settings.time_zone);
      hours.add(`${weekday} ${hour}`);
      for (const dimension of ['market', 'language'] as const) {
        const value = named(c, dimension);
        ai[dimension].set(value, (ai[dimension].get(value) ?? 0) + 1);
      }
      if (c.ai_cost !== null) {
        add('ai_cost_n');
        add('ai_cost_sum', c.ai_cost);
      }
    }
    if (handledBy(c) === 'ai') add('ai_only_n');
    if (c.first_reply_at) row.durations.first_response_seconds.push((ms(c.first_reply_at) - ms(c.started_at)) / 1000);
    if (c.ended_at) {
      add('ended_n');
      if (c.first_handler === 'ai') add('ai_first_ended_n');
      if (c.first_handler === 'ai' && c.human_involved) add('escalated_n');
    }
    addResolution(c, all, reached.watermark, row, add);
    if (c.csat !== null && !(c.csat_at && c.ended_at && ms(c.csat_at) > ms(c.ended_at) + 21 * DAY)) {
      add('csat_n');
      add('csat_sum', c.csat);
      if (c.csat > 3) add('csat_top_n');
      if (c.ended_at) add('csat_ended_n');
    }
    addRequest(c, settings, reached.watermark, row, add);
  }
  measures.hours_covered = hours.size;
  for (const [measure, dimension] of [
    ['markets_served', 'market'],
    ['languages_served', 'language'],
  ] as const)
    measures[measure] = [...ai[dimension as 'market']].filter(([value, n]) => value !== 'unknown' && n >= 30).length;
  return row;
}

type Add = (name: string, amount?: number) => void;

const BASIS_COUNTS = {
  confirmed: 'confirmed_n',
  assumed: 'assumed_n',
  closed_by_agent: 'closed_by_agent_n',
  judged_by_model: 'judged_n',
};

function addResolution(
  c: OracleConversation,
  all: readonly OracleConversation[],
  watermark: number,
  row: OracleRow,
  add: Add,
): void {
  const isEligible = ms(c.ended_at ?? c.started_at) + 7 * DAY <= watermark;
  if (isEligible) add('durable_eligible_n');
  if (c.outcome === 'unknown') {
    add('unknown_n');
    if (handledBy(c) === 'ai') add('ai_only_unknown_n');
    if (handledBy(c) === 'ai' && isEligible) add('ai_only_unknown_eligible_n');
  }
  if (c.outcome !== 'resolved') return;
  if (c.outcome_basis) add(BASIS_COUNTS[c.outcome_basis as keyof typeof BASIS_COUNTS]);
  const end = ms(c.ended_at!);
  const seconds = (end - ms(c.started_at)) / 1000;
  add('resolved_n');
  add('resolution_seconds_sum', seconds);
  row.durations.resolution_seconds.push(seconds);
  if (handledBy(c) === 'ai') add('ai_only_resolved_n');
  if (!isEligible) return;
  const isRepeated = all.some(
    (other) =>
      other !== c &&
      other.customer_id === c.customer_id &&
      (other.intent ?? 'unknown') === (c.intent ?? 'unknown') &&
      ms(other.started_at) > end &&
      ms(other.started_at) <= end + 7 * DAY,
  );
  add('repeat_eligible_n');
  if (isRepeated) add('repeated_n');
  else if (handledBy(c) === 'ai') add('durable_n');
}

function addRequest(c: OracleConversation, settings: Settings, watermark: number, row: OracleRow, add: Add): void {
  if (!c.human_requested_at || c.first_handler !== 'ai') return;
  const asked = ms(c.human_requested_at);
  if (c.human_joined_at && ms(c.human_joined_at) < asked) return;
  if (!c.human_joined_at && !c.ended_at && asked + DAY > watermark) {
    add('request_pending_n');
    return;
  }
  add('request_n');
  if (!c.human_joined_at) {
    row.never++;
    return;
  }
  const seconds = (ms(c.human_joined_at) - asked) / 1000;
  add('request_joined_n');
  row.durations.time_to_human_seconds.push(seconds);
  if (seconds <= settings.human_target_seconds) add('request_within_n');
}

/** Metrics that later records could still change, over a period and the measures found in it. */
export function isProvisional(
  id: string,
  { from, to }: { from: string; to: string },
  reached: { first: number; watermark: number },
  zone: string,
  measures: Record<string, number>,
): boolean {
  const of = (name: string) => measures[name] ?? 0;
  const lastDay = local(reached.watermark, zone).day;
  if (from < local(reached.first, zone).day || to > addDays(lastDay, 1)) return true;
  if (id.startsWith('csat')) return lastDay < addDays(to, 21);
  if (id === 'repeat_inquiry_rate') return of('resolved_n') > of('repeat_eligible_n');
  if (id === 'durable_automation_rate') return of('n') > of('durable_eligible_n');
  return /human/.test(id) && of('request_pending_n') > 0;
}

/** `percentile_cont` over durations, with those who never got there behind all others; null where it is not reached. */
export function exactPercentile(durations: number[], never: number, p: number): number | null {
  const sorted = [...durations].sort((a, b) => a - b);
  const rank = p * (sorted.length + never - 1);
  const low = sorted[Math.floor(rank)];
  const high = sorted[Math.ceil(rank)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (rank - Math.floor(rank));
}
