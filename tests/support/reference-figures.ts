import { eachUse } from '@/lib/demo/activity';
import { dayOf, isWorkday } from '@/lib/demo/calendar';
import { eachConversation } from '@/lib/demo/conversations';
import { TEAMS } from '@/lib/demo/departments';
import type { Draft } from '@/lib/demo/draft';
import { makeRoster, type Person, teamOn } from '@/lib/demo/roster';
import { makeSeats } from '@/lib/demo/tools';

/**
 * The figures of the reference company in plain loops over its records: no database, no rollup, no code of the
 * product but the generator. What `runMetrics` answers must agree with them.
 */
export type Kept = Draft & { day: number };

const DAY = 86_400;
const WEEK = 7 * DAY;

export function collect(seed: number, scale: number, from: string, to: string): Kept[] {
  const kept: Kept[] = [];
  eachConversation({ seed, scale, from: dayOf(from), to: dayOf(to) }, (draft) =>
    kept.push({ ...draft, day: Math.floor(draft.started_at / DAY) }),
  );
  return kept;
}

export function between(list: readonly Kept[], from: string, to: string): Kept[] {
  return list.filter((c) => c.day >= dayOf(from) && c.day < dayOf(to));
}

export const aiOnly = (c: Draft) => c.ai_involved && !c.human_involved;
export const humanOnly = (c: Draft) => !c.ai_involved && c.human_involved;
export const resolved = (c: Draft) => c.outcome === 'resolved';

export function share<T>(list: readonly T[], of: (item: T) => boolean): number {
  return list.filter(of).length / list.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

export function resolutionMean(list: readonly Kept[]): number {
  return mean(list.filter(resolved).map((c) => c.ended_at - c.started_at));
}

const known = new WeakMap<readonly Kept[], Map<string, number[]>>();

function startsOf(all: readonly Kept[]): Map<string, number[]> {
  let starts = known.get(all);
  if (!starts) {
    starts = new Map(
      [...group(all, (c) => `${c.customer_id} ${c.intent}`)].map(([k, cs]) => [k, cs.map((c) => c.started_at)]),
    );
    known.set(all, starts);
  }
  return starts;
}

/** Repeated among the eligible; starts are looked up in `all`. */
export function repeats(list: readonly Kept[], all: readonly Kept[]): { repeated: number; eligible: number } {
  const watermark = all.at(-1)!.started_at;
  const starts = startsOf(all);
  let repeated = 0;
  let eligible = 0;
  for (const c of list) {
    if (!resolved(c) || c.ended_at + WEEK > watermark) continue;
    eligible++;
    const others = starts.get(`${c.customer_id} ${c.intent}`)!;
    if (others.some((s) => s > c.ended_at && s <= c.ended_at + WEEK)) repeated++;
  }
  return { repeated, eligible };
}

export function repeatRate(list: readonly Kept[], all: readonly Kept[]): number {
  const { repeated, eligible } = repeats(list, all);
  return repeated / eligible;
}

/** A rating counts if given within 21 days. */
export function rated(c: Draft): boolean {
  return c.csat > 0 && c.ended_at >= 0 && c.csat_at <= c.ended_at + 21 * DAY;
}

/** Distinct values with at least 30 conversations the AI took part in. */
export function served(list: readonly Kept[], dimension: 'market' | 'language'): number {
  const counts = new Map<string, number>();
  for (const c of list) {
    const value = c[dimension];
    if (c.ai_involved && value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts.values()].filter((n) => n >= 30).length;
}

export function coverage247(list: readonly Kept[]): number {
  return new Set(list.filter((c) => c.ai_involved).map((c) => Math.floor(c.started_at / 3600) % 168)).size / 168;
}

/** Requests for a human put to the AI, and those joined within the target. */
export function reach(list: readonly Kept[]): { requests: number; within: number } {
  const requests = list.filter(
    (c) =>
      c.human_requested_at >= 0 &&
      c.first_handler === 'ai' &&
      (c.human_joined_at < 0 || c.human_joined_at >= c.human_requested_at) &&
      (c.ended_at >= 0 || c.human_joined_at >= 0),
  );
  const within = requests.filter((c) => c.human_joined_at >= 0 && c.human_joined_at - c.human_requested_at <= 300);
  return { requests: requests.length, within: within.length };
}

const stratum = (c: Draft) => `${c.channel}|${c.intent}|${c.complexity}`;

/** Grouped by a key. */
export function group<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const known = groups.get(key(item));
    if (known) known.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Adjusted parity of the arms by first handler, as metrics.md has it, with δ = 0.10. */
export function parity(list: readonly Kept[], z = 1.959964) {
  const arms = list.filter((c) => c.first_handler !== 'none');
  const usable = [...group(arms, stratum).values()].flatMap((cases) => {
    const ai = moments(cases.filter((c) => c.first_handler === 'ai' && rated(c)));
    const human = moments(cases.filter((c) => c.first_handler === 'human' && rated(c)));
    if (ai.n < 30 || human.n < 30) return [];
    return [{ n: cases.length, difference: ai.mean - human.mean, variance: ai.variance + human.variance }];
  });
  const all = usable.reduce((sum, s) => sum + s.n, 0);
  const difference = usable.reduce((sum, s) => sum + (s.n / all) * s.difference, 0);
  const deviation = Math.sqrt(usable.reduce((sum, s) => sum + (s.n / all) ** 2 * s.variance, 0));
  const [low, high] = [difference - z * deviation, difference + z * deviation];
  const verdict =
    low > 0 ? 'superior' : low > -0.1 ? 'non_inferior' : high < -0.1 ? 'inferior' : ('inconclusive' as const);
  return { difference, low, high, verdict, coverage: all / arms.length };
}

function moments(cases: readonly Kept[]) {
  const n = cases.length;
  const average = mean(cases.map((c) => c.csat));
  const s2 = cases.reduce((sum, c) => sum + (c.csat - average) ** 2, 0) / (n - 1);
  return { n, mean: average, variance: Math.max(0.25, s2) / n };
}

type Lookup = (c: Draft) => number | null;

/** Mean of the stratum, else of channel × complexity, else of the channel: the first with 20 observations. */
function fallingBack(list: readonly Kept[], value: (c: Kept) => number): Lookup {
  const levels = [stratum, (c: Draft) => `${c.channel}|${c.complexity}`, (c: Draft) => c.channel].map((key) => ({
    key,
    means: new Map(
      [...group(list, key)].filter(([, cases]) => cases.length >= 20).map(([k, cs]) => [k, mean(cs.map(value))]),
    ),
  }));
  return (c) => levels.map(({ key, means }) => means.get(key(c))).find((x) => x !== undefined) ?? null;
}

/** Work done and money saved at the reference company's assumptions (occupancy .85, 1600 h, 60,000 a year, all realised). */
export function impact(all: readonly Kept[], base: [string, string], period: [string, string]) {
  const now = between(all, ...period);
  const before = between(all, ...base);
  const days = dayOf(period[1]) - dayOf(period[0]);
  const fte_seconds = (1600 * 3600 * 0.85 * days) / 365;
  const handled = (c: Draft) => humanOnly(c) && resolved(c) && c.handle_seconds >= 0;
  const aht = fallingBack(now.filter(handled), (c) => c.handle_seconds);
  const h_base = fallingBack(before, (c) => (c.human_involved ? c.handle_seconds : 0));
  const solved = now.filter((c) => aiOnly(c) && resolved(c)).reduce((sum, c) => sum + (aht(c) ?? 0), 0);
  const hybrid = now.filter((c) => c.first_handler === 'ai' && c.human_involved);
  const more = hybrid.reduce((sum, c) => sum + c.handle_seconds - (aht(c) ?? 0), 0);
  const repeat_difference = repeatDifference(now, all);
  const rework = Math.max(0, more) + Math.max(0, repeat_difference) * solved;
  const freed = now.reduce((sum, c) => {
    const was = h_base(c);
    if (was === null) return sum;
    const is = c.human_involved ? c.handle_seconds : resolved(c) ? 0 : was;
    return sum + was - is;
  }, 0);
  const fte_equivalent = (solved - rework) / fte_seconds;
  const fte_freed = freed / fte_seconds;
  const ai_cost = now.reduce((sum, c) => sum + Math.max(0, c.ai_cost), 0);
  const profit = Math.min(fte_equivalent, fte_freed) * 60_000 - (ai_cost * 365) / days;
  return { fte_gross: solved / fte_seconds, fte_equivalent, fte_freed, repeat_difference, ai_cost, profit };
}

function repeatDifference(now: readonly Kept[], all: readonly Kept[]): number {
  const strata = [...group(now, stratum).values()].flatMap((cases) => {
    const ai = repeats(
      cases.filter((c) => c.first_handler === 'ai'),
      all,
    );
    const human = repeats(
      cases.filter((c) => c.first_handler === 'human'),
      all,
    );
    if (ai.eligible < 30 || human.eligible < 30) return [];
    return [{ n: cases.length, difference: ai.repeated / ai.eligible - human.repeated / human.eligible }];
  });
  const n = strata.reduce((sum, s) => sum + s.n, 0);
  return strata.reduce((sum, s) => sum + (s.n / n) * s.difference, 0);
}

/** The people side for one seed; tool activity of `[from, to)` alone. */
export class PeopleFigures {
  readonly people: Person[];
  private readonly active = new Map<number, Set<string>>();

  constructor(seed: number, from: string, to: string) {
    this.people = makeRoster(seed);
    const seats = makeSeats(seed, this.people);
    eachUse({ seed, from: dayOf(from), to: dayOf(to) }, this.people, seats, ({ date, employee_id, interactions }) => {
      if (interactions === 0) return;
      const known = this.active.get(date);
      if (known) known.add(employee_id);
      else this.active.set(date, new Set([employee_id]));
    });
  }

  dailyActiveRate(from: string, to: string, department?: string): number {
    let active = 0;
    let employed = 0;
    for (let day = dayOf(from); day < dayOf(to); day++) {
      if (!isWorkday(day)) continue;
      for (const person of this.employed(day, department)) {
        employed++;
        if (this.active.get(day)?.has(person.employee_id)) active++;
      }
    }
    return active / employed;
  }

  /** Mean over days of employees and of tech employees. */
  headcount(from: string, to: string): { headcount: number; tech_share: number } {
    let employed = 0;
    let tech = 0;
    for (let day = dayOf(from); day < dayOf(to); day++) {
      const here = this.employed(day);
      employed += here.length;
      tech += here.filter((person) => TEAMS[teamOn(person, day)]!.is_tech).length;
    }
    return { headcount: employed / (dayOf(to) - dayOf(from)), tech_share: tech / employed };
  }

  private employed(day: number, department?: string): Person[] {
    return this.people.filter((person) => {
      const team = person.employment === 'employee' ? teamOn(person, day) : -1;
      return team >= 0 && (department === undefined || TEAMS[team]!.department === department);
    });
  }
}
