import { describe, expect, it } from 'vitest';
import { datesOf, loadsOf, plannedArrivals } from '@/lib/analysis/staffing/load';
import { type Load, planOf, poolsOf, scenarioOf, type Terms } from '@/lib/analysis/staffing/plan';
import { askedOf, budgetOf, partsOf } from '@/lib/analysis/staffing/reach';
import type { ArrivalSum } from '@/lib/query/arrivals';
import { agentsNeeded } from '@/lib/stats/erlang';

const asked = (n: number) => ({ asked: n, inTime: n, later: 0, never: 0 });
const agents = (entries: Record<string, string>) =>
  new Map(Object.entries(entries).map(([value, names]) => [value, new Set(names)]));

describe('human reach', () => {
  it('is asked = in time + later + never, and the budget is what the objective leaves', () => {
    const reach = askedOf({ request_n: 200, request_joined_n: 190, request_within_n: 180 });
    expect(reach).toEqual({ asked: 200, inTime: 180, later: 10, never: 10 });
    const budget = budgetOf(reach, 0.95);
    expect(budget.missed).toBe(20);
    expect(budget.allowed).toBeCloseTo(10, 12);
    expect(budget.budgetUsed).toBeCloseTo(2, 12);
    expect(budgetOf(reach, 1).budgetUsed).toBeNull();
  });

  it('is never about fewer than k agents, nor can it be worked out by subtraction', () => {
    const parts = [
      { value: 'sv', reach: asked(90) },
      { value: 'de', reach: asked(50) },
      { value: 'tr', reach: asked(5) },
    ];
    const told = (least: number, known: Record<string, string>) =>
      partsOf(parts, agents(known), least).flatMap(({ value, reach }) => (reach ? [value] : []));
    expect(told(3, { sv: 'abcd', de: 'efg', tr: 'hij' })).toEqual(['sv', 'de', 'tr']);
    // Turkish alone is hidden: with sv and de told it would be the total less both.
    expect(told(3, { sv: 'abcd', de: 'efg', tr: 'hi' })).toEqual(['sv']);
    expect(told(3, { sv: 'abcd', de: 'hij', tr: 'hi' })).toEqual(['sv']);
    // German and Turkish are by the same two: sv has to go as well.
    expect(told(3, { sv: 'abcd', de: 'hi', tr: 'hi' })).toEqual([]);
    expect(told(3, {})).toEqual([]);
  });
});

const sum = (channel: string, kind: ArrivalSum['kind'], more: Partial<ArrivalSum> = {}): ArrivalSum => ({
  ...{ channel, kind, n: 10, servedN: 0, serviceSeconds: 0, handleN: 0, handleSeconds: 0 },
  ...more,
});

describe('load', () => {
  it('takes from joining to end in a queue, working time of e-mail and where the other is unknown', () => {
    const loads = loadsOf(
      [
        sum('chat', 'asked', { n: 30, servedN: 10, serviceSeconds: 4000, handleN: 10, handleSeconds: 1000 }),
        sum('chat', 'escalated', { servedN: 10, serviceSeconds: 2000 }),
        sum('email', 'human_first', { n: 20, servedN: 10, serviceSeconds: 90_000, handleN: 10, handleSeconds: 6000 }),
        sum('phone', 'human_first', { handleN: 4, handleSeconds: 800 }),
        sum('fax', 'human_first', { n: 1 }),
      ],
      3,
    );
    expect(
      loads.map(({ channel, kind, serviceSeconds, serviceFrom, concurrency }) => [
        ...[channel, kind, serviceSeconds, serviceFrom, concurrency],
      ]),
    ).toEqual([
      ['chat', 'queue', 300, 'joining_to_end', 3],
      ['email', 'backlog', 600, 'handling', 1],
      ['phone', 'queue', 200, 'handling', 1],
      ['fax', 'queue', null, 'handling', 1],
    ]);
    expect(loads[0]).toMatchObject({ arrivals: 40, byKind: { human_first: 0, asked: 30, escalated: 10 } });
  });

  it('plans for the P80 of a half-hour over the dates of its weekday, dates without arrivals being 0', () => {
    // Monday 1 January 2024 to Sunday 4 February: five of each weekday.
    const dates = datesOf({ from: '2024-01-01', to: '2024-02-05' });
    expect(dates).toEqual([5, 5, 5, 5, 5, 5, 5]);
    const count = (day: string, n: number) => ({ day, channel: 'chat', halfHour: 17, n });
    const planned = plannedArrivals([count('2024-01-01', 4), count('2024-01-15', 9), count('2024-01-29', 6)], dates);
    // 0 0 4 6 9: four fifths of the way from first to last is 0.2 beyond the fourth.
    expect(planned[17]).toBeCloseTo(6.6, 12);
    expect(planned[48 + 17]).toBe(0);
    expect(plannedArrivals([], datesOf({ from: '2024-01-01', to: '2024-01-03' }))[5 * 48]).toBeNull();
    expect(plannedArrivals([count('2024-01-01', 4)], [1, 0, 0, 0, 0, 0, 0])[17]).toBe(4);
  });
});

const TERMS: Terms = {
  target: { share: 0.8, seconds: 60 },
  ...{ patience: null, shrinkage: 0.25, occupancy: 0.8, costPerFteYear: 60_000, days: 28 },
};
const load = (more: Partial<Load>): Load => ({
  ...{ channel: 'chat', kind: 'queue', arrivals: 280, byKind: { human_first: 280, asked: 0, escalated: 0 } },
  ...{ serviceSeconds: 600, serviceFrom: 'joining_to_end', concurrency: 1, conversations: 1000 },
  planned: Array.from({ length: 336 }, (_, place) => (place === 20 ? 30 : 0)),
  ...more,
});

describe('plan', () => {
  it('staffs each half-hour, holds several chats at once, and adds shrinkage', () => {
    const servers = agentsNeeded({ arrivals: 30 / 1800, service: 600, patience: null }, TERMS.target);
    const { halfHours, week } = planOf([load({ concurrency: 3 })], TERMS);
    expect(halfHours[20]).toEqual({
      ...{ arrivals: 30, servers, positions: Math.ceil(servers / 3) },
      people: Math.ceil(Math.ceil(servers / 3) / 0.75),
    });
    expect(halfHours[21]).toEqual({ arrivals: 0, servers: 0, positions: 0, people: 0 });
    expect(week.queueHours).toBe(Math.ceil(servers / 3) / 2);
    expect(week.paidHours).toBeCloseTo(week.queueHours / 0.75, 12);
    expect(week.fte).toBeCloseTo((week.paidHours * 52) / 2080, 12);
    expect(week.costYear).toBeCloseTo(week.fte * 60_000, 9);
  });

  it('works e-mail off: 70 a week of 10 minutes at 80 % occupancy are 14.58 hours, in no half-hour', () => {
    const { halfHours, week } = planOf([load({ kind: 'backlog' })], TERMS);
    expect(week.backlogHours).toBeCloseTo((70 * 600) / 3600 / 0.8, 12);
    expect(week.queueHours).toBe(0);
    expect(halfHours.every(({ people }) => people === 0)).toBe(true);
  });

  it('counts whole people: 3 at their desks at 25 % shrinkage are 4', () => {
    const three = load({ planned: [30], serviceSeconds: 0.001, concurrency: 1 });
    const { halfHours } = planOf([three, three, three], TERMS);
    expect(halfHours[0]).toMatchObject({ positions: 3, people: 4 });
  });

  it('with the AI taking points more needs fewer people, not in proportion; all points at most', () => {
    const loads = [load({})];
    const base = planOf(loads, TERMS).week;
    const more = scenarioOf(loads, TERMS, 10);
    const fewer = scenarioOf(loads, TERMS, -10);
    expect(more.arrivals).toBeCloseTo(180 / 280, 12);
    expect(fewer.arrivals).toBeCloseTo(380 / 280, 12);
    expect(more.fte).toBeLessThan(base.fte);
    expect(fewer.fte).toBeGreaterThan(base.fte);
    expect(more.fte / base.fte).toBeGreaterThan(more.arrivals);
    expect(fewer.fte / base.fte).toBeLessThan(fewer.arrivals);
    expect(scenarioOf(loads, TERMS, 50)).toMatchObject({ arrivals: 0, fte: 0 });
    expect(scenarioOf([load({ conversations: 300 })], TERMS, -50).arrivals).toBeCloseTo(300 / 280, 12);
  });

  it('splits the plan by who people were, by time and else by conversations', () => {
    const week = planOf([load({})], TERMS).week;
    const worked = (agent_pool: string, n: number, handle_seconds_sum: number, handled_by = 'human') => ({
      ...{ agent_pool, handled_by, n, handle_seconds_sum },
    });
    const timed = poolsOf(
      [worked('in_house', 1, 300), worked('flexible', 9, 100, 'hybrid'), worked('unknown', 50, 0, 'ai')],
      week,
    );
    expect(timed.map(({ pool, share }) => [pool, share])).toEqual([
      ['in_house', 0.75],
      ['flexible', 0.25],
    ]);
    expect(timed[0]!.costYear).toBeCloseTo(week.costYear * 0.75, 9);
    expect(poolsOf([worked('in_house', 1, 0), worked('flexible', 3, 0)], week)[0]).toMatchObject({
      pool: 'flexible',
      share: 0.75,
    });
    expect(poolsOf([], week)).toEqual([]);
  });
});
