import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '@/lib/core/period';
import {
  comparisonOf,
  defaultGrain,
  historyOf,
  observedEnd,
  presets,
  readView,
  splitFilter,
  standardRange,
  wholeQuarters,
  writeView,
} from '@/lib/core/url';
import { cutWords, periodWord, valueWord } from '@/lib/core/words';

/** The day after the last one observed: 31 March 2025. */
const END = '2025-04-01';
const STANDARD = { from: '2025-01-01', to: END };
const read = (query: string) => readView(new URLSearchParams(query), STANDARD);

describe('the view in the address', () => {
  test('without parameters is the last whole quarter against the one before, by week', () => {
    expect(read('')).toEqual({
      from: '2025-01-01',
      to: '2025-04-01',
      grain: 'week',
      compare: 'previous_period',
      filter: {},
    });
  });

  test('a page may compare with the baseline until its reader chooses; then the choice is in the address', () => {
    expect(readView(new URLSearchParams(), STANDARD, 'baseline').compare).toBe('baseline');
    const params = new URLSearchParams();
    expect(writeView(params, { compare: 'previous_period' }, STANDARD, 'baseline')).toBe('compare=previous_period');
    expect(writeView(new URLSearchParams('compare=none'), { compare: 'baseline' }, STANDARD, 'baseline')).toBe('');
    expect(readView(new URLSearchParams('compare=nonsense'), STANDARD, 'baseline').compare).toBe('baseline');
  });

  test.each(['from=2025-02-30&to=2025-03-01', 'from=2025-03-01&to=2025-03-01', 'to=2025-03-01', 'from=x&to=y'])(
    'dates that make no sense (%s) become the default',
    (query) => expect(read(query)).toMatchObject({ from: '2025-01-01', to: '2025-04-01' }),
  );

  test('takes several values of a dimension, each once', () => {
    expect(read('channel=email&channel=chat&channel=chat&colour=red').filter).toEqual({ channel: ['chat', 'email'] });
  });

  test('leaves defaults out and keeps what it does not know', () => {
    const params = new URLSearchParams('table=market&compare=none');
    expect(writeView(params, { compare: 'previous_period' }, STANDARD)).toBe('table=market');
    expect(writeView(params, { from: '2025-01-01', to: '2025-04-01' }, STANDARD)).toBe('table=market&compare=none');
  });

  test('forgets the grain with the period it was chosen for', () => {
    const params = new URLSearchParams('grain=quarter');
    expect(writeView(params, { from: '2025-03-24', to: '2025-03-31' }, STANDARD)).toBe('from=2025-03-24&to=2025-03-31');
  });

  test('what is written is what is read, whatever was chosen', () => {
    const view = fc.record({
      start: fc.integer({ min: 0, max: 900 }),
      days: fc.integer({ min: 1, max: 500 }),
      compare: fc.constantFrom('previous_period', 'previous_year', 'baseline', 'none', 'event:2024-01-27'),
      channels: fc.uniqueArray(fc.constantFrom('chat', 'email', 'a b&c=d', 'phone'), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(view, ({ start, days, compare, channels }) => {
        const from = addDays('2022-10-01', start);
        const filter = channels.length > 0 ? { channel: [...channels].sort() } : {};
        const chosen = { from, to: addDays(from, days), compare: compare as 'none', filter };
        const query = writeView(new URLSearchParams('grain=day'), chosen, STANDARD);
        expect(read(query)).toEqual({ ...chosen, grain: defaultGrain(chosen) });
      }),
    );
  });
});

describe('periods', () => {
  test('presets count back from the last day observed', () => {
    expect(presets('2025-03-20').map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2025-03-10 2025-03-17',
      '2025-02-01 2025-03-01',
      '2024-10-01 2025-01-01',
      '2024-12-16 2025-03-17',
      '2024-03-01 2025-03-01',
    ]);
  });

  test.each([
    ['2023-08-01', '2025-05-20', { from: '2025-01-01', to: '2025-04-01' }],
    ['2025-02-15', '2025-05-20', { from: '2025-01-01', to: '2025-04-01' }],
    ['2025-02-16', '2025-05-20', { from: '2025-02-16', to: '2025-05-21' }],
    ['2025-04-03', '2025-05-20', { from: '2025-04-03', to: '2025-05-21' }],
    [null, '2025-05-20', { from: '2025-01-01', to: '2025-04-01' }],
  ])('conversations from %s to %s are opened with %j', (firstOn, last, standard) => {
    const watermark = { conversation: last, people: null };
    expect(standardRange({ firstOn, watermark }, '2026-01-01')).toEqual(standard);
  });

  test('the slower of two sources decides where they count from', () => {
    const watermark = { conversation: '2025-03-31', people: '2025-03-28' };
    expect(observedEnd({ watermark }, '2026-01-01')).toBe('2025-03-29');
    expect(observedEnd({ watermark: { conversation: null, people: null } }, '2026-01-01')).toBe('2026-01-01');
  });

  test.each([
    ['2025-01-01', '2025-04-01', '2025-01-01', '2025-04-01'],
    ['2024-11-01', '2025-04-01', '2025-01-01', '2025-04-01'],
    ['2024-01-01', '2025-01-01', '2024-01-01', '2025-01-01'],
    ['2025-03-24', '2025-03-31', '2024-10-01', '2025-01-01'],
  ])('%s to %s holds the whole quarters %s to %s, else the last before its end', (from, to, first, end) => {
    expect(wholeQuarters({ from, to })).toEqual({ from: first, to: end });
  });

  test('small charts share 18 months or 6 quarters', () => {
    const range = { from: '2025-01-01', to: '2025-04-01' };
    expect(historyOf(range, 'month')).toEqual({ from: '2023-10-01', to: '2025-04-01' });
    expect(historyOf(range, 'quarter')).toEqual({ from: '2023-10-01', to: '2025-04-01' });
    expect(historyOf({ from: '2025-03-24', to: '2025-03-31' }, 'month')).toEqual({
      from: '2023-10-01',
      to: '2025-03-31',
    });
  });

  test('an event means as long before it: to the day, to Mondays, to quarters', () => {
    const range = { from: '2025-01-01', to: '2025-04-01' };
    const event = 'event:2024-01-27' as const;
    expect(comparisonOf(range, event, null)).toEqual({ from: '2023-10-29', to: '2024-01-27' });
    expect(comparisonOf(range, event, null, 'week')).toEqual({ from: '2023-10-23', to: '2024-01-22' });
    expect(comparisonOf(range, event, null, 'quarter')).toEqual({ from: '2023-10-01', to: '2024-01-01' });
  });

  test('nothing is compared without a baseline', () => {
    const range = { from: '2025-01-01', to: '2025-04-01' };
    expect(comparisonOf(range, 'baseline', null)).toBeUndefined();
    expect(comparisonOf(range, 'baseline', '2023-Q1')).toBe('baseline');
    expect(comparisonOf(range, 'none', '2023-Q1')).toBeUndefined();
  });
});

test('a filter falls apart into what a metric knows and what it does not', () => {
  expect(splitFilter({ channel: ['chat'], tool: ['claude'] }, ['tool'])).toEqual({
    kept: { tool: ['claude'] },
    dropped: ['channel'],
  });
});

describe('words', () => {
  test.each([
    ['2025-01-01', '2025-04-01', 'Q1 2025'],
    ['2025-03-01', '2025-04-01', 'March 2025'],
    ['2024-01-01', '2025-01-01', '2024'],
    ['2024-04-01', '2025-04-01', 'Apr 2024 – Mar 2025'],
    ['2025-03-24', '2025-03-31', '24–30 Mar 2025'],
    ['2025-03-24', '2025-03-25', '24 Mar 2025'],
    ['2025-02-24', '2025-03-10', '24 Feb – 9 Mar 2025'],
    ['2024-12-30', '2025-03-31', '30 Dec 2024 – 30 Mar 2025'],
  ])('%s to %s is called %s', (from, to, word) => expect(periodWord({ from, to })).toBe(word));

  test('ids stay in addresses, people read words', () => {
    expect(valueWord('handled_by', 'hybrid')).toBe('AI, then person');
    expect(valueWord('market', 'SE')).toBe('Sweden');
    expect(valueWord('language', 'fi')).toBe('Finnish');
    expect(valueWord('intent', 'payment_plan')).toBe('Payment plan');
    expect(valueWord('tool', 'github-copilot')).toBe('GitHub Copilot');
    expect(valueWord('market', 'not a code')).toBe('not a code');
  });

  test('a period that cuts its weeks says so', () => {
    expect(cutWords({ from: '2025-01-01', to: '2025-04-01', grain: 'week' })).toContain('first and the last week');
    expect(cutWords({ from: '2025-01-01', to: '2025-04-01', grain: 'month' })).toBe('');
  });
});
