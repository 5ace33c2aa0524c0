import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { freshness, madeOf } from '@/components/dashboard/made-of';
import { accessTable, readersOf, rolesThatMay } from '@/lib/access/table';
import { marked, searchDefinitions } from '@/lib/core/definition-search';
import { metrics } from '@/lib/metrics/registry';
import { shownOn } from '@/lib/metrics/shown-on';
import { definitionOf } from '@/lib/query/describe';

const all = [...metrics.values()].map(definitionOf);
const of = (id: string) => all.find((one) => one.id === id)!;
const found = (query: string) => searchDefinitions(all, query).map(({ id }) => id);

describe('searching definitions', () => {
  test('without a word finds all, in their order', () => expect(found('  ')).toEqual([...metrics.keys()]));
  test('by title, whatever its case', () => expect(found('REVENUE per')[0]).toBe('revenue_per_employee'));
  test('by id, written as in a file or as words', () => {
    expect(found('csat_mean')[0]).toBe('csat_mean');
    expect(found('csat mean')[0]).toBe('csat_mean');
  });
  test.each([
    ['containment', 'automation_rate'],
    ['DAU', 'daily_active_rate'],
    ['24/7', 'coverage_24_7'],
    ['shelfware', 'seats_idle'],
  ])('by the usual name %s', (query, id) => expect(found(query)).toContain(id));
  test('by a word of the formula alone', () => expect(found('licences revoked')).toEqual(['seats_held']));
  test('by a word of the question', () => expect(found('in how many languages')).toEqual(['languages_served']));
  test('by all words, in any order, even begun', () => {
    expect(found('nobody cost')).toEqual(['idle_seat_cost']);
    expect(found('satisf')[0]).toBe('csat_mean');
  });
  test('accents or none', () => {
    const [one] = searchDefinitions([{ ...of('headcount'), title: 'Café' }], 'cafe');
    expect(one?.title).toBe('Café');
  });
  test('a title before a formula that only mentions it', () => {
    const ids = found('headcount');
    expect(ids[0]).toBe('headcount');
    expect(found('transactions').slice(0, 2).sort()).toEqual([
      'contacts_per_1000_transactions',
      'cost_per_transaction',
    ]);
  });
  test('nothing for what nobody defined', () => expect(found('cost unicorn')).toEqual([]));
  test('marks its words and loses no letter of the text', () => {
    const pieces = marked('Cost of seats nobody uses', 'nobody co');
    expect(pieces.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['Co', 'nobody']);
    expect(pieces.map(({ text }) => text).join('')).toBe('Cost of seats nobody uses');
    expect(marked('Solved', '')).toEqual([{ text: 'Solved', isHit: false }]);
  });
});

describe('what the catalogue says of a metric', () => {
  test.each(all.map((one) => [one.id, one] as const))('%s is whole', (_, definition) => {
    expect(definition.records.length).toBeGreaterThan(0);
    expect(definition.alsoCalled.length, 'a usual name').toBeGreaterThan(0);
    const versions = definition.revisions.map(({ version }) => version);
    expect(versions, 'one entry for every version, newest first').toEqual(
      Array.from({ length: definition.version }, (_one, index) => definition.version - index),
    );
    for (const { version, on, changed } of definition.revisions) {
      expect(changed).toMatch(/\.$/);
      if (version > 1) expect(on).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    const [source, word] = [definition.class, definition.dimensions.includes('department')];
    expect(word).toBe(source === 'adoption');
  });

  test('a later version brings its date and what it changed', () => {
    const second = { version: 2, on: '2026-03-01', changed: 'Ratings count for 21 days, not 14.' };
    const { revisions } = definitionOf({ ...metrics.get('csat_mean')!, version: 2, history: [second] });
    expect(revisions).toEqual([second, { version: 1, changed: 'The first definition.' }]);
  });

  test('the records follow from how it is computed', () => {
    expect(of('ai_share').records).toEqual(['conversation']);
    expect(of('daily_active_rate').records).toEqual(['tool_activity', 'employee']);
    expect(of('seats_idle').records).toEqual(['seat', 'tool_activity', 'employee']);
    expect(of('headcount').records).toEqual(['employee']);
    expect(of('revenue_per_employee').records).toEqual(['financials', 'employee']);
    expect(of('contacts_per_1000_transactions').records).toEqual(['conversation', 'financials']);
  });

  test('tool or department, not both, for those behind whom few people stand', () => {
    expect(all.filter(({ narrow }) => narrow).map(({ id }) => id)).toEqual([
      'interactions_per_active_day',
      'seats_held',
      'seats_idle',
      'idle_seat_cost',
      'seat_utilisation',
      'activation_rate',
    ]);
  });

  test('a page that it is said to be shown on does show it', () => {
    const sourceOf = (page: string) =>
      fs
        .readdirSync(`components/${page}`)
        .map((file) => fs.readFileSync(`components/${page}/${file}`, 'utf8'))
        .join('\n');
    const sources = new Map(['adoption', 'service', 'company'].map((page) => [page, sourceOf(page)]));
    for (const metric of metrics.values()) {
      const page = shownOn(metric);
      if (page) expect(sources.get(page), `${metric.id} on ${page}`).toMatch(new RegExp(`['"]${metric.id}['"]`));
    }
  });
});

describe('the sides a value was divided from', () => {
  const text = (value: Parameters<typeof madeOf>[0], id: string) => madeOf(value, of(id));
  test('carry the factor, so that anybody can divide again', () => {
    const value = { value: 960_918.74, numerator: 793_500_000, denominator: 3303.0888, status: 'ok' } as const;
    expect(text(value, 'revenue_per_employee')).toBe('793,500,000 × 4 ÷ 3,303.09');
  });
  test('name what is counted and what stands beside', () => {
    const days = { value: 0.5, numerator: 5, denominator: 10, status: 'ok' } as const;
    expect(text(days, 'daily_active_rate')).toBe('5 ÷ 10 employee-days');
    const people = { ...days, beside: { contractors: 3 } };
    expect(text(people, 'headcount')).toBe('5 ÷ 10, beside it contractors 3');
    expect(text({ value: 84, n: 120, status: 'ok' }, 'resolution_time_p50')).toBe('120 observations');
    expect(text({ value: 84, status: 'ok' }, 'seats_held')).toBeNull();
  });
  test('say how fresh they are: an instant, or the end of a day', () => {
    const at = (asOf: string | null) => freshness({ asOf, timeZone: 'UTC' });
    expect(at('2025-03-31T23:59:00Z')).toBe('records to 31 Mar 2025, 23:59 UTC');
    expect(at('2025-03-31T00:00:00Z')).toBe('records to the end of 31 Mar 2025');
    expect(at(null)).toBeNull();
  });
});

describe('who may see what, as a table', () => {
  const { roles, groups } = accessTable();
  const row = (title: string) => groups.flatMap(({ rows }) => rows).find((one) => one.title.startsWith(title))!.allowed;

  test('is the roles table of the interfaces', () => {
    expect(roles.map(({ title }) => title)).toEqual([
      'Executive',
      'Team lead',
      'Head of service',
      'Analyst',
      'Administrator',
    ]);
    expect(row('Figures about employees')).toEqual(['all', 'own', 'total', 'all', false]);
    expect(row('Figures about customers')).toEqual(['all', false, 'all', 'all', false]);
    expect(row('Figures about the company')).toEqual(['all', false, 'all', 'all', false]);
    expect(row('Company')).toEqual([true, false, true, true, false]);
    expect(row('What is measured about us')).toEqual([true, true, true, true, true]);
    expect(row('Take away rows')).toEqual([false, false, false, true, false]);
    expect(row('Read rows that were refused')).toEqual([false, false, false, false, true]);
    expect(rolesThatMay('runs.rejected')).toEqual(['Administrator']);
  });

  test('an administrator reads every definition and sees no figure', () => {
    expect(readersOf(metrics.get('daily_active_rate')!)).toEqual([
      { title: 'Executive', reach: 'all' },
      { title: 'Team lead', reach: 'own' },
      { title: 'Head of service', reach: 'total' },
      { title: 'Analyst', reach: 'all' },
      { title: 'Administrator', reach: null },
    ]);
    expect(readersOf(metrics.get('csat_mean')!).map(({ title }) => title)).not.toContain('Team lead');
  });
});
