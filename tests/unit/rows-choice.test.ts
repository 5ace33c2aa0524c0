import { expect, test } from 'vitest';
import { rowsBehind, rowsRequest } from '@/components/dashboard/rows-choice';
import type { MetricRequest } from '@/lib/core/request';
import { compareWord, filterWords } from '@/lib/core/words';

const request: MetricRequest = {
  metrics: ['ai_share', 'csat_mean'],
  from: '2025-01-10',
  to: '2025-03-15',
  grain: 'month',
  by: ['intent', 'market'],
  filter: { channel: ['chat', 'email'], market: ['SE', 'DE'] },
  compare: 'previous_period',
};

test('the rows of a panel are those of its whole period and filter, whatever it is broken down by', () => {
  expect(rowsRequest(rowsBehind(request, 'ai_share'))).toEqual({
    metrics: ['ai_share'],
    from: '2025-01-10',
    to: '2025-03-15',
    filter: { channel: ['chat', 'email'], market: ['SE', 'DE'] },
  });
});

test.each([
  ['the first, cut by the period', '2025-01-01', { from: '2025-01-10', to: '2025-02-01' }],
  ['one in the middle', '2025-02-01', { from: '2025-02-01', to: '2025-03-01' }],
  ['the last, cut by the period', '2025-03-01', { from: '2025-03-01', to: '2025-03-15' }],
])('the rows of a cell are those of its period and groups: %s', (_, period, range) => {
  expect(rowsBehind(request, 'csat_mean', { period, intent: 'unknown', market: 'SE' })).toEqual({
    metric: 'csat_mean',
    ...range,
    filter: { channel: ['chat', 'email'], market: ['SE'], intent: ['unknown'] },
  });
});

test('a question without a filter has rows without one', () => {
  expect(rowsBehind({ metrics: ['ai_share'], from: '2025-01-01', to: '2025-02-01' }, 'ai_share')).toEqual({
    metric: 'ai_share',
    from: '2025-01-01',
    to: '2025-02-01',
  });
});

test('a filter and a comparison read as words', () => {
  expect(filterWords({ channel: ['chat', 'email'], market: ['SE'] })).toBe('channel Chat or Email, market Sweden');
  expect(filterWords()).toBe('');
  expect(['none', 'previous_period', 'previous_year', 'baseline', 'event:2024-01-27'].map(compareWord)).toEqual([
    'compared with nothing',
    'compared with the period before',
    'compared with the year before',
    'compared with the baseline',
    'compared with before 27 Jan 2024',
  ]);
});
