import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/db/client';
import { writeSetting } from '@/db/settings';
import { runImpact } from '@/lib/analysis/impact/run';
import { runParity } from '@/lib/analysis/parity/run';
import type { MetricValue } from '@/lib/core/answer';
import type { MetricRequest } from '@/lib/core/request';
import type { Viewer } from '@/lib/core/viewer';
import { dayOf } from '@/lib/demo/calendar';
import { writeCompany } from '@/lib/demo/company';
import { workspaceSettings } from '@/lib/demo/workspace';
import { inputsOf } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { runMetrics } from '@/lib/query/run';
import { createDatabase, type TestDatabase } from './database';
import { KEY } from './ingest';
import {
  aiOnly,
  between,
  collect,
  coverage247,
  PeopleFigures,
  repeatRate,
  resolutionMean,
  served,
  share,
} from './reference-figures';

const analyst: Viewer = { kind: 'cli', name: 'test', grants: [{ role: 'analyst' }] };
const folders: string[] = [];
const WHOLE = { scale: 0.01, from: dayOf('2023-08-01'), to: dayOf('2025-04-01') };
const ROW_10: [string, number][] = [
  ['Communications', 0.93],
  ['Marketing', 0.88],
  ['Legal', 0.86],
];
const MONTH = { from: '2024-01-27', to: '2024-02-27' };
const BEFORE = { from: '2023-10-01', to: '2024-01-27' };
const YEAR = { from: '2024-02-01', to: '2025-03-01' };
const SPRING_25 = { from: '2025-01-01', to: '2025-04-01' };

beforeAll(() => {
  process.env.TANDEM_DATA_DIR = temporary();
});
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tandem-test-'));
  folders.push(folder);
  return folder;
}

/**
 * What `tandem demo` does, less the months of tool activity that no row of the table asks for: they would be half of
 * the time this test takes.
 */
async function load(connection: Connection, seed: number): Promise<void> {
  const folder = temporary();
  writeCompany({ seed, ...WHOLE }, (name) => {
    const asked = !name.startsWith('tool_activity') || /2024-0[456]|2025-0[123]/.test(name);
    const to = fs.openSync(asked ? path.join(folder, name) : os.devNull, 'w');
    return { write: (text) => fs.writeFileSync(to, text, 'latin1'), end: () => fs.closeSync(to) };
  });
  for (const [name, value] of Object.entries(workspaceSettings(WHOLE.scale)))
    await writeSetting(connection.db, name, value, 'demo');
  const summary = await ingest(connection, { source: 'demo', inputs: inputsOf([folder]), road: 'demo', key: KEY });
  expect(summary).toMatchObject({ rejected: 0, updated: 0, duplicate: 0, unknownFields: {}, failed: [], warnings: [] });
  fs.rmSync(folder, { recursive: true });
}

/** Loads the reference company of a seed and holds it to every row of the published figures. */
export function publishedFigures(seed: number): void {
  describe(`the published figures come out of the logs of seed ${seed}`, () => {
    let t: TestDatabase;
    beforeAll(async () => {
      t = await createDatabase();
      await load(t, seed);
    }, 600_000);
    afterAll(() => t.close());

    async function ask(metric: string, request: Omit<MetricRequest, 'metrics'>): Promise<MetricValue> {
      const { rows, demo } = await runMetrics(t.db, analyst, { metrics: [metric], ...request });
      expect(rows).toHaveLength(1);
      expect(demo).toBe(true);
      return rows[0]!.values[metric]!;
    }
    const value = async (metric: string, request: Omit<MetricRequest, 'metrics'>) =>
      (await ask(metric, request)).value!;
    const change = async (metric: string, request: Omit<MetricRequest, 'metrics'>) => {
      const { value, compare } = await ask(metric, request);
      return value! / compare! - 1;
    };
    const within = (given: number, low: number, high: number) => {
      expect(given).toBeGreaterThanOrEqual(low);
      expect(given).toBeLessThanOrEqual(high);
    };

    it('1: 2.3 million conversations by the AI assistant in its first month, here one in a hundred', async () =>
      within(await value('conversations', { ...MONTH, filter: { handled_by: ['ai'] } }), 22_500, 23_500));

    it('2: two-thirds of customer service chats', async () =>
      within(await value('ai_share', { ...MONTH, filter: { channel: ['chat'] } }), 0.65, 0.68));

    it('3: the work of 700 full-time agents, here of seven', async () => {
      const { fte_equivalent, fte_freed } = await runImpact(t.db, analyst, MONTH);
      within(fte_equivalent!, 6.7, 7.3);
      // Before against after agrees: the AI did not only take what people would have answered in a moment.
      within(fte_freed! / fte_equivalent!, 0.85, 1.15);
    });

    it('4: on par with human agents in customer satisfaction', async () => {
      const { verdict, coverage } = await runParity(t.db, analyst, MONTH);
      expect(['non_inferior', 'superior']).toContain(verdict);
      within(coverage!, 0.8, 1);
    });

    it('5: 25 % drop in repeat inquiries', async () => {
      const ai = await value('repeat_inquiry_rate', { ...YEAR, filter: { handled_by: ['ai'] } });
      within(ai / (await value('repeat_inquiry_rate', BEFORE)) - 1, -0.28, -0.22);
    });

    it('6: under 2 minutes, against 11 before', async () => {
      const ai = { channel: ['chat'], handled_by: ['ai'] };
      within(await value('resolution_time_mean', { ...MONTH, filter: ai }), 60, 119.9);
      within(await value('resolution_time_mean', { ...BEFORE, filter: { channel: ['chat'] } }), 630, 690);
    });

    it('7: 23 markets, 24/7, more than 35 languages', async () => {
      expect(await value('markets_served', YEAR)).toBe(23);
      expect(await value('languages_served', YEAR)).toBeGreaterThanOrEqual(36);
      expect(await value('coverage_24_7', YEAR)).toBe(1);
    });

    it('8: 40 million profit improvement in a year, here of one in a hundred conversations', async () => {
      const impact = await runImpact(t.db, analyst, MONTH);
      within(impact.annualised!, 380_000, 420_000);
      expect(impact).toMatchObject({ illustration: false, upperBound: false, banked: { status: 'not_assessed' } });
      expect(impact.p10).toBeLessThan(impact.p50!);
      within(impact.profit_improvement!, impact.p10!, impact.p90!);
    });

    it('9: 90 % of employees use generative AI daily', async () =>
      within(await value('daily_active_rate', { from: '2024-04-01', to: '2024-07-01' }), 0.89, 0.91));

    it.each(ROW_10)('10: %s %f', async (department, rate) => {
      const request = { from: '2024-04-01', to: '2024-07-01', filter: { department: [department] } };
      within(await value('daily_active_rate', request), rate - 0.01, rate + 0.01);
    });

    it('11: 96 % of employees use AI daily', async () =>
      within(await value('daily_active_rate', SPRING_25), 0.95, 0.97));

    it('12: revenue per employee up 152 % since the first quarter of 2023, close to 1 million', async () => {
      within(await change('revenue_per_employee', { ...SPRING_25, compare: 'baseline' }), 1.49, 1.55);
      within(await value('revenue_per_employee', SPRING_25), 940_000, 1_000_000);
    });

    it('13: workforce about 40 % smaller since 2022', async () => {
      const compare = { from: '2022-10-01', to: '2023-01-01' };
      within(await change('headcount', { ...SPRING_25, compare }), -0.42, -0.38);
    });

    it('14: tech employees from 36 % to 52 %', async () => {
      within(await value('tech_share', { from: '2022-10-01', to: '2023-01-01' }), 0.35, 0.37);
      within(await value('tech_share', SPRING_25), 0.51, 0.53);
    });

    it('15: cost per transaction down 40 %, satisfaction maintained', async () => {
      within(await change('cost_per_transaction', { ...SPRING_25, compare: 'baseline' }), -0.42, -0.38);
      const compare = { from: '2023-10-01', to: '2024-01-01' };
      const csat = await ask('csat_mean', { ...SPRING_25, compare });
      within(csat.value! - csat.compare!, -0.1, 0.1);
    });

    it('16: on complex matters the AI is worse than people, over all it is not', async () => {
      const { verdict, byComplexity, strata } = await runParity(t.db, analyst, SPRING_25);
      expect(verdict).not.toBe('inferior');
      expect(verdict).not.toBe('not_comparable');
      expect(byComplexity.complex!.verdict).toBe('inferior');
      expect(byComplexity.simple!.verdict).not.toBe('inferior');
      expect(
        strata.filter(({ decision }) => decision === 'send').every(({ complexity }) => complexity === 'complex'),
      ).toBe(true);
    });

    it('16: while people cannot be reached the saving is on hold', async () => {
      const { banked, reasons } = await runImpact(t.db, analyst, { from: '2024-10-01', to: '2025-01-01' });
      expect(banked).toMatchObject({ status: 'on_hold', counts: 0, quarter: '2024-Q4' });
      expect(reasons).toEqual(['Fewer than 90 % may have reached a person in time.']);
    });

    it('16: people are slow to come in autumn 2024, prompt and flexible in 2025', async () => {
      within(await value('human_within_target_rate', { from: '2024-10-01', to: '2025-01-01' }), 0.5, 0.85);
      within(await value('human_within_target_rate', SPRING_25), 0.95, 1);
      const flexible = { agent_pool: ['flexible'] };
      expect(await value('conversations', { ...SPRING_25, filter: flexible })).toBeGreaterThan(1000);
    });

    it('and agree with plain loops over the same records', async () => {
      const all = collect(seed, 0.01, BEFORE.from, '2024-02-27');
      const chats = between(all, MONTH.from, MONTH.to).filter((c) => c.channel === 'chat' && aiOnly(c));
      const asked = { ...MONTH, filter: { channel: ['chat'], handled_by: ['ai'] } };
      expect(await value('conversations', asked)).toBe(chats.length);
      expect(await value('resolution_time_mean', asked)).toBeCloseTo(resolutionMean(chats), 9);
      expect(await value('ai_share', MONTH)).toBeCloseTo(share(between(all, MONTH.from, MONTH.to), aiOnly), 12);
      const february = between(all, '2024-02-01', '2024-02-15');
      const asked14 = { from: '2024-02-01', to: '2024-02-15' };
      expect(await value('markets_served', asked14)).toBe(served(february, 'market'));
      expect(await value('languages_served', asked14)).toBe(served(february, 'language'));
      expect(await value('coverage_24_7', asked14)).toBeCloseTo(coverage247(february), 12);
      const before = repeatRate(between(all, BEFORE.from, BEFORE.to), all);
      expect(await value('repeat_inquiry_rate', BEFORE)).toBeCloseTo(before, 12);
      const people = new PeopleFigures(seed, '2024-04-01', '2024-07-01');
      const daily = people.dailyActiveRate('2024-04-01', '2024-07-01', 'Legal');
      const legal = { from: '2024-04-01', to: '2024-07-01', filter: { department: ['Legal'] } };
      expect(await value('daily_active_rate', legal)).toBeCloseTo(daily, 12);
      const { headcount } = people.headcount('2025-01-01', '2025-04-01');
      expect(await value('headcount', SPRING_25)).toBeCloseTo(headcount, 9);
    });
  });
}
