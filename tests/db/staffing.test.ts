import { beforeAll, describe, expect, it } from 'vitest';
import { POST } from '@/app/api/v1/staffing/route';
import { rebuildAll } from '@/db/rollups/rebuild';
import { DEFAULT_SETTINGS } from '@/lib/core/settings';
import type { AskedPart, StaffingAnswer, StaffingRequest } from '@/lib/core/staffing';
import { call, useServer } from '../support/api';
import type { OracleConversation } from '../support/conversation-oracle';
import { insertConversations } from '../support/conversations';
import { randomConversation, seeded } from '../support/random-conversations';

/** Seven weeks, from a Monday; the watermark lies after them. */
const PERIOD = { from: '2024-01-01', to: '2024-02-19' };
const DAYS = 49;
const random = seeded(42);
const all: OracleConversation[] = Array.from({ length: 4000 }, (_, index) => ({
  ...randomConversation(random, `c${index}`, { from: PERIOD.from, days: DAYS + 6 }),
  source_id: 1,
}));
// The generator's conversations last for days: a queue of those would be planned with hundreds.
for (const c of all)
  if (c.ended_at && c.human_joined_at && Date.parse(c.ended_at) > Date.parse(c.human_joined_at) + 3_600_000)
    c.ended_at = new Date(Date.parse(c.human_joined_at) + 900_000).toISOString();
const inPeriod = all.filter(({ started_at }) => started_at >= PERIOD.from && started_at < PERIOD.to);

const t = useServer();
beforeAll(async () => {
  const client = await t.pool.connect();
  await client.query('begin');
  await insertConversations(client, all);
  await rebuildAll(client, DEFAULT_SETTINGS, new Date('2024-06-01T00:00:00Z'));
  await client.query('commit');
  client.release();
});

const URL = '/api/v1/staffing';
async function ask(body: object, role = 'analyst') {
  return call(POST, URL, { method: 'POST', headers: await t.session(`${role}@test.local`, { role }), body });
}
async function answerTo(more: Partial<StaffingRequest> = {}): Promise<StaffingAnswer> {
  const answer = await ask({ ...PERIOD, ...more });
  expect(answer.status, answer.bytes.toString()).toBe(200);
  return answer.json() as StaffingAnswer;
}

const needsPeople = (c: OracleConversation) =>
  c.first_handler === 'human' || c.human_requested_at !== null || c.human_involved;
const channelOf = (c: OracleConversation) => (c.channel as string | null) ?? 'unknown';
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

/** Mean seconds one takes, by plain loops. */
function takes(channel: string): number {
  const own = inPeriod.filter((c) => needsPeople(c) && channelOf(c) === channel);
  if (channel === 'email')
    return mean(own.flatMap(({ handle_seconds }) => (typeof handle_seconds === 'number' ? [handle_seconds] : [])));
  return mean(
    own.flatMap(({ human_joined_at: joined, ended_at: ended }) =>
      joined && ended && seconds(joined, ended) >= 0 ? [seconds(joined, ended)] : [],
    ),
  );
}

/** P80 of a half-hour's arrivals over its seven dates: of 0 to 6, four fifths is 4.8. */
function plannedIn(channel: string, place: number): number {
  const counts = Array.from({ length: 7 }, (_, week) => {
    const from = Date.parse(PERIOD.from) + (week * 7 * 48 + place) * 1_800_000;
    return inPeriod.filter(
      (c) =>
        needsPeople(c) &&
        channelOf(c) === channel &&
        Date.parse(c.started_at) >= from &&
        Date.parse(c.started_at) < from + 1_800_000,
    ).length;
  }).sort((a, b) => a - b);
  return counts[4]! + 0.8 * (counts[5]! - counts[4]!);
}

/** Erlang C as textbooks print it, tried from one agent upwards. */
function fewest(load: number, service: number, { share, within }: { share: number; within: number }): number {
  if (load === 0) return 0;
  for (let n = Math.floor(load) + 1; ; n++) {
    let term = 1;
    let busy = 0;
    for (let k = n - 1; k >= 0; k--) {
      term *= (k + 1) / load;
      busy += term;
    }
    const waits = n / (n - load) / (n / (n - load) + busy);
    if (1 - waits * Math.exp((-(n - load) * within) / service) >= share) return n;
  }
}

describe('staffing', () => {
  it('plans what plain loops and Erlang C say, half-hour by half-hour', async () => {
    const target = { share: 0.9, seconds: 45 };
    const { plan } = await answerTo({ target, concurrency: 2, shrinkage: 0.3 });
    let hours = 0;
    for (let place = 0; place < 336; place++) {
      let [servers, positions, arrivals] = [0, 0, 0];
      for (const [channel, atOnce] of [
        ['chat', 2],
        ['unknown', 1],
      ] as const) {
        const planned = plannedIn(channel, place);
        const service = takes(channel);
        const needed = fewest((planned / 1800) * service, service, { share: 0.9, within: 45 });
        arrivals += planned;
        servers += needed;
        positions += Math.ceil(needed / atOnce);
      }
      const found = plan!.halfHours[place]!;
      expect(found.arrivals).toBeCloseTo(arrivals, 9);
      expect([place, found.servers, found.positions]).toEqual([place, servers, positions]);
      expect(found.people).toBe(positions === 0 ? 0 : Math.ceil(positions / 0.7 - 1e-9));
      hours += positions / 2;
    }
    expect(hours).toBeGreaterThan(100);
    const emails = inPeriod.filter((c) => needsPeople(c) && channelOf(c) === 'email').length;
    const backlog = ((emails / 7) * takes('email')) / 3600 / 0.85;
    expect(plan!.week.queueHours).toBeCloseTo(hours, 9);
    expect(plan!.week.backlogHours).toBeCloseTo(backlog, 6);
    expect(plan!.week.fte).toBeCloseTo(((hours + backlog) / 0.7) * (52 / 2080), 6);
    expect(plan!.week.costYear).toBeCloseTo(plan!.week.fte * 60_000, 4);
  });

  it('counts why people are needed, the first reason that holds', async () => {
    const { plan } = await answerTo();
    for (const { channel, arrivals, byKind } of plan!.channels) {
      const own = inPeriod.filter((c) => needsPeople(c) && channelOf(c) === channel);
      const first = own.filter((c) => c.first_handler === 'human').length;
      const asked = own.filter((c) => c.first_handler !== 'human' && c.human_requested_at !== null).length;
      expect([channel, arrivals]).toEqual([channel, own.length]);
      expect(byKind).toEqual({ human_first: first, asked, escalated: own.length - first - asked });
    }
  });

  it('has the shrinkage of the FTE assumption, and nobody who leaves, where nothing is tried', async () => {
    const { plan } = await answerTo();
    expect(plan).toMatchObject({ model: 'erlang_c', isShrinkageOfFte: true, illustration: true });
    expect(plan!.shrinkage).toBeCloseTo(1 - 1600 / 2080, 12);
    expect(plan!.week.fte).toBeCloseTo(
      ((plan!.week.queueHours + plan!.week.backlogHours) * 52) / plan!.productiveHours,
      9,
    );
    const impatient = await answerTo({ patience_seconds: 60 });
    expect(impatient.plan!.model).toBe('erlang_a');
    expect(impatient.plan!.week.fte).not.toBe(plan!.week.fte);
  });

  it('with the AI taking 10 points of all conversations more or fewer, staffs every half-hour anew', async () => {
    const { plan } = await answerTo();
    const needed = inPeriod.filter(needsPeople).length;
    const { more, fewer } = plan!.scenarios;
    expect(more.arrivals).toBeCloseTo((needed - 0.1 * inPeriod.length) / needed, 9);
    expect(fewer.arrivals).toBeCloseTo((needed + 0.1 * inPeriod.length) / needed, 9);
    expect(more.fte).toBeLessThan(plan!.week.fte);
    expect(fewer.fte).toBeGreaterThan(plan!.week.fte);
  });

  it('adds up asked = in time + later + never, as the metrics have it', async () => {
    const { reach, quality } = await answerTo();
    expect(reach!.inTime + reach!.later + reach!.never).toBe(reach!.asked);
    expect(reach!.asked).toBeGreaterThan(100);
    expect(quality.withinTarget).toBeCloseTo(reach!.inTime / reach!.asked, 12);
    expect(reach!.budgetUsed).toBeCloseTo((reach!.asked - reach!.inTime) / (0.05 * reach!.asked), 9);
  });

  it('tells no part about fewer than five agents, nor one that can be had by subtraction', async () => {
    const agentsOf = (cs: OracleConversation[]) =>
      new Set(
        cs.flatMap((c) => {
          const isAnswered = c.first_handler === 'ai' && c.human_requested_at && c.human_joined_at;
          return isAnswered && c.human_joined_at! >= c.human_requested_at! && c.human_agent ? [c.human_agent] : [];
        }),
      ).size;
    let [told, hidden] = [0, 0];
    for (let day = 0; day < 40; day++) {
      const at = (days: number) => new Date(Date.parse(PERIOD.from) + days * 86_400_000).toISOString().slice(0, 10);
      const range = { from: at(day), to: at(day + 1 + (day % 4)) };
      const { reach } = await answerTo(range);
      const own = all.filter(({ started_at }) => started_at >= range.from && started_at < range.to);
      for (const [name, parts] of [
        ['language', reach!.byLanguage],
        ['complexity', reach!.byComplexity],
      ] as const) {
        const of = ({ value }: AskedPart) => own.filter((c) => ((c[name] as string | null) ?? 'unknown') === value);
        for (const part of parts) if (part.reach) expect(agentsOf(of(part))).toBeGreaterThanOrEqual(5);
        const rest = parts.filter((part) => part.reach === null);
        const isSome = rest.length > 0 && rest.length < parts.length;
        if (isSome) expect(agentsOf(rest.flatMap(of))).toBeGreaterThanOrEqual(5);
        told += parts.length - rest.length;
        hidden += rest.length;
      }
    }
    expect(told).toBeGreaterThan(20);
    expect(hidden).toBeGreaterThan(20);
  });

  it('hides reach where a filter leaves fewer than five agents, and plans none the less', async () => {
    const day = { from: '2024-01-01', to: '2024-01-02', filter: { language: ['sv'], complexity: ['simple'] } };
    const { reach, reachHidden, quality, plan } = await answerTo(day);
    expect([reach, reachHidden, quality.withinTarget]).toEqual([null, true, null]);
    expect(plan!.halfHours.filter(({ arrivals }) => arrivals === null)).toHaveLength(6 * 48);
  });

  it('has nothing to say of a time without records', async () => {
    const answer = await answerTo({ from: '2020-01-01', to: '2020-02-01' });
    expect(answer).toMatchObject({ reach: null, reachHidden: false, plan: null, warnings: [] });
  });

  it('is for executives, heads of service and analysts, and for nobody else', async () => {
    for (const role of ['executive', 'service_lead', 'analyst']) expect((await ask(PERIOD, role)).status).toBe(200);
    expect((await ask(PERIOD, 'admin')).status).toBe(403);
    const lead = await t.session('lead@test.local', { role: 'team_lead', departments: ['Care'] });
    expect((await call(POST, URL, { method: 'POST', headers: lead, body: PERIOD })).status).toBe(403);
    expect((await call(POST, URL, { method: 'POST', body: PERIOD })).status).toBe(401);
  });

  it.each([
    [{ from: '2024-02-01', to: '2024-01-01' }, /from/],
    [{ ...PERIOD, filter: { market: ['SE'] } }, /cannot be filtered by market/],
    [{ ...PERIOD, to: '2027-01-01' }, /two years/],
    [{ ...PERIOD, target: { share: 1, seconds: 20 } }, /share/],
    [{ ...PERIOD, target: { seconds: -1 } }, /seconds/],
    [{ ...PERIOD, concurrency: 1.5 }, /concurrency/],
    [{ ...PERIOD, shrinkage: 1 }, /shrinkage/],
    [{ ...PERIOD, patience_seconds: 0 }, /patience/],
    [{ ...PERIOD, agents: 5 }, /agents/],
  ])('refuses %j in a sentence', async (body, words) => {
    const answer = await ask(body);
    expect(answer.status).toBe(422);
    expect((answer.json() as { detail: string }).detail).toMatch(words);
  });
});
