import { addDays } from '@/lib/core/period';
import type { DateRange, Filter } from '@/lib/core/request';
import { handledBy, local, named, type OracleConversation, reach } from './conversation-oracle';

/** Parity and money in plain loops over conversations, straight from metrics.md, sharing nothing with the product. */
export interface OracleCase extends OracleConversation {
  handle_seconds: number | null;
}

interface World {
  all: readonly OracleCase[];
  now: Date;
  zone: string;
}

const DAY = 86_400_000;
const ms = (time: string) => Date.parse(time);
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const mean = (numbers: number[]) => sum(numbers) / numbers.length;
const variance = (numbers: number[]) =>
  numbers.length < 2 ? 0 : sum(numbers.map((one) => (one - mean(numbers)) ** 2)) / (numbers.length - 1);

function grouped<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(nameOf(one));
    if (group) group.push(one);
    else groups.set(nameOf(one), [one]);
  }
  return groups;
}

const dayOf = ({ zone }: World, c: OracleCase) => local(ms(c.started_at), zone).day;

function within(world: World, { from, to }: DateRange, filter: Filter = {}): OracleCase[] {
  const reached = reach(world.all, world.now);
  const last = reached && local(reached.watermark, world.zone).day;
  return world.all.filter((c) => {
    const day = dayOf(world, c);
    const isIn = Object.entries(filter).every(([dimension, values]) => values.includes(named(c, dimension)));
    return day >= from && day < to && day <= last! && isIn;
  });
}

const stratumOf = (c: OracleCase) => ['channel', 'intent', 'complexity'].map((name) => named(c, name)).join(' | ');

const counts = (c: OracleCase) =>
  c.csat !== null && !(c.csat_at && c.ended_at && ms(c.csat_at) > ms(c.ended_at) + 21 * DAY);
const ratings = (cases: OracleCase[]) => cases.filter(counts).map(({ csat }) => csat!);

export interface OracleParity {
  crude: { difference: number; low: number; high: number; nAi: number; nHuman: number } | null;
  adjusted: { difference: number; low: number; high: number } | null;
  coverage: number | null;
  strata: Record<string, { conversations: number; nAi: number; nHuman: number; difference: number | null }>;
  byComplexity: Record<string, number | null>;
  random: [number, number];
}

export function parityOracle(
  world: World,
  range: DateRange,
  { filter, arms, byLanguage }: { filter: Filter; arms: 'first_handler' | 'as_handled'; byLanguage: boolean },
): OracleParity {
  const armOf = (c: OracleCase) => (arms === 'as_handled' ? handledBy(c) : c.first_handler);
  const cases = within(world, range, filter).filter((c) => ['ai', 'human'].includes(armOf(c)));
  const ai = (some: OracleCase[]) => some.filter((c) => armOf(c) === 'ai');
  const human = (some: OracleCase[]) => some.filter((c) => armOf(c) === 'human');
  const nameOf = (c: OracleCase) => stratumOf(c) + (byLanguage ? ` | ${named(c, 'language')}` : '');
  const strata = grouped(cases, nameOf);
  const [a, b] = [ratings(ai(cases)), ratings(human(cases))];
  const between = (difference: number, spread: number) => {
    const half = 1.959964 * Math.sqrt(spread);
    return { difference, low: difference - half, high: difference + half };
  };
  const usable = [...strata.values()].filter(
    (some) => ratings(ai(some)).length >= 30 && ratings(human(some)).length >= 30,
  );
  const pooled = (some: OracleCase[][]) => {
    const whole = sum(some.map(({ length }) => length));
    let [difference, spread] = [0, 0];
    for (const one of some) {
      const [x, y] = [ratings(ai(one)), ratings(human(one))];
      const w = one.length / whole;
      difference += w * (mean(x) - mean(y));
      spread += w ** 2 * (Math.max(0.25, variance(x)) / x.length + Math.max(0.25, variance(y)) / y.length);
    }
    return some.length === 0 ? null : between(difference, spread);
  };
  const crude =
    a.length < 2 || b.length < 2
      ? null
      : {
          ...between(mean(a) - mean(b), variance(a) / a.length + variance(b) / b.length),
          ...{ nAi: a.length, nHuman: b.length },
        };
  const complexities = grouped(cases, (c) => named(c, 'complexity'));
  const random = (some: OracleCase[]) => ratings(some.filter(({ assignment }) => assignment === 'random')).length;
  return {
    crude,
    adjusted: pooled(usable),
    coverage: cases.length === 0 ? null : sum(usable.map(({ length }) => length)) / cases.length,
    strata: Object.fromEntries(
      [...strata].map(([name, some]) => {
        const [x, y] = [ratings(ai(some)), ratings(human(some))];
        const difference = x.length > 0 && y.length > 0 ? mean(x) - mean(y) : null;
        return [name, { conversations: some.length, nAi: x.length, nHuman: y.length, difference }];
      }),
    ),
    byComplexity: Object.fromEntries(
      [...complexities.keys()].map((name) => {
        const own = usable.filter(([first]) => named(first!, 'complexity') === name);
        return [name, pooled(own)?.difference ?? null];
      }),
    ),
    random: [random(ai(cases)), random(human(cases))],
  };
}

/** A mean by stratum, else by channel and complexity, else by channel, where there are 20 observations; else null. */
function fallingBack(
  cases: OracleCase[],
  secondsIn: (c: OracleCase) => number | null,
): (c: OracleCase) => number | null {
  const levels = [
    stratumOf,
    (c: OracleCase) => `${named(c, 'channel')} | ${named(c, 'complexity')}`,
    (c: OracleCase) => named(c, 'channel'),
  ];
  const known = levels.map((nameOf) => {
    const groups = grouped(
      cases.filter((c) => secondsIn(c) !== null),
      nameOf,
    );
    const large = [...groups].filter(([, some]) => some.length >= 20);
    // Once for each group: for each conversation it would be most of the time these tests take.
    return new Map(large.map(([name, some]) => [name, mean(some.map((one) => secondsIn(one)!))]));
  });
  return (c) => {
    for (const [level, nameOf] of levels.entries()) {
      const found = known[level]!.get(nameOf(c));
      if (found !== undefined) return found;
    }
    return null;
  };
}

const resolved = (c: OracleCase) => c.outcome === 'resolved';
const aiOnly = (c: OracleCase) => handledBy(c) === 'ai';
const humanOnly = (c: OracleCase) => handledBy(c) === 'human';

/** At the base values every workspace begins with. */
export function impactOracle(world: World, range: DateRange, basePeriod: DateRange | null) {
  const cases = within(world, range);
  const reached = reach(world.all, world.now)!;
  const last = local(reached.watermark, world.zone).day;
  const until = range.to < addDays(last, 1) ? range.to : addDays(last, 1);
  const days = Math.max(0, (ms(until) - ms(range.from)) / DAY);
  const fteSeconds = (1600 * 3600 * 0.85 * days) / 365;
  const ahtOf = (some: OracleCase[]) =>
    fallingBack(
      some.filter((c) => humanOnly(c) && resolved(c)),
      (c) => c.handle_seconds,
    );
  const aht = ahtOf(cases);

  const done = cases.filter((c) => aiOnly(c) && resolved(c));
  const gross = sum(done.map((c) => aht(c) ?? 0));
  const over = cases.filter((c) => c.first_handler === 'ai' && handledBy(c) === 'hybrid');
  const takenOver = sum(
    over.map((c) => (c.handle_seconds === null ? 0 : c.handle_seconds - (aht(c) ?? c.handle_seconds))),
  );
  const repeats = repeatOracle(world, cases, reached.watermark);
  const rework = Math.max(0, takenOver) + Math.max(0, repeats) * gross;

  const firstAi = world.all
    .filter(({ ai_involved }) => ai_involved)
    .map((c) => dayOf(world, c))
    .sort()[0];
  const base = basePeriod ?? (firstAi && firstAi <= last ? { from: addDays(firstAi, -90), to: firstAi } : null);
  const before = base ? within(world, base) : [];
  const ahtBase = ahtOf(before);
  const hBase = fallingBack(before, (c) => (c.human_involved ? (c.handle_seconds ?? ahtBase(c)) : 0));
  const secondsOf = (c: OracleCase) => {
    if (c.human_involved) return c.handle_seconds ?? aht(c);
    return resolved(c) ? 0 : hBase(c);
  };
  const freed = sum(
    cases.map((c) => {
      const [was, is] = [hBase(c), secondsOf(c)];
      return was === null || is === null ? 0 : was - is;
    }),
  );
  const involved = cases.filter(({ ai_involved }) => ai_involved);
  const costs = involved.flatMap(({ ai_cost }) => ai_cost ?? []);
  const told = costs.length / involved.length;
  const aiCost = !(told >= 0.8) ? null : told >= 0.98 ? sum(costs) : mean(costs) * involved.length;
  const uncovered = done.filter((c) => aht(c) === null).length;
  const isKnown = days > 0 && done.length > uncovered;
  const equivalent = (gross - rework) / fteSeconds;
  const freedPeople = before.length > 0 ? freed / fteSeconds : null;
  const counted = Math.min(equivalent, freedPeople ?? equivalent);
  return {
    ...{ days, uncovered, repeat_difference: repeats, ai_cost: aiCost },
    fte_equivalent_gross: isKnown ? gross / fteSeconds : null,
    fte_equivalent: isKnown ? equivalent : null,
    fte_freed: isKnown ? freedPeople : null,
    profit_improvement: isKnown && aiCost !== null ? (0.6 * counted * 60_000 * days) / 365 - aiCost : null,
  };
}

function repeatOracle({ all }: World, cases: OracleCase[], watermark: number): number {
  const eligible = (c: OracleCase) => resolved(c) && ms(c.ended_at!) + 7 * DAY <= watermark;
  const byCustomer = grouped(all, (c) => c.customer_id);
  const isRepeated = (c: OracleCase) =>
    byCustomer.get(c.customer_id)!.some((other) => {
      const later = ms(other.started_at) - ms(c.ended_at!);
      return other !== c && (other.intent ?? 'unknown') === (c.intent ?? 'unknown') && later > 0 && later <= 7 * DAY;
    });
  const strata = [...grouped(cases, stratumOf).values()].flatMap((some) => {
    const [ai, human] = ['ai', 'human'].map((arm) => some.filter((c) => c.first_handler === arm && eligible(c)));
    if (ai!.length < 30 || human!.length < 30) return [];
    const rate = (arm: OracleCase[]) => arm.filter(isRepeated).length / arm.length;
    return [{ n: some.length, difference: rate(ai!) - rate(human!) }];
  });
  const whole = sum(strata.map(({ n }) => n));
  return whole === 0 ? 0 : sum(strata.map(({ n, difference }) => (n / whole) * difference));
}
