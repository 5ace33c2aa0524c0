import { describe, expect, test } from 'vitest';
import { alike, together } from '@/lib/core/alike';
import type { MetricRequest } from '@/lib/core/request';
import { readView } from '@/lib/core/url';
import { requestUnder } from '@/lib/core/wish';
import { beforeLaunch, type MetricInfo } from '@/lib/core/workspace';

const QUARTER = { from: '2025-01-01', to: '2025-04-01' };
const info = (dimensions: MetricInfo['dimensions']) => ({ dimensions }) as MetricInfo;
const workspace = {
  baseline: null,
  metrics: { csat_mean: info(['channel', 'market']), daily_active_rate: info(['department']) },
};
const under = (query: string) => readView(new URLSearchParams(query), QUARTER);

describe('a wish under a view', () => {
  test('keeps the filters its metrics obey and names the others', () => {
    const { request, dropped } = requestUnder(under('channel=chat&department=Legal'), workspace, {
      metrics: ['csat_mean'],
    });
    expect(request).toEqual({ metrics: ['csat_mean'], ...QUARTER, filter: { channel: ['chat'] } });
    expect(dropped).toEqual(['department']);
  });

  test('narrows the page’s filter: chat of chat and e-mail; where nothing passes both, the page’s stands', () => {
    const wish = { metrics: ['csat_mean'], filter: { channel: ['chat'] } };
    const filterOf = (query: string) => requestUnder(under(query), workspace, wish).request.filter;
    expect(filterOf('channel=chat&channel=email')).toEqual({ channel: ['chat'] });
    expect(filterOf('channel=phone')).toEqual({ channel: ['phone'] });
  });

  test('known by quarter alone asks for the whole quarters: of 10 November to 1 April, the first of 2025', () => {
    const { request } = requestUnder(under('from=2024-11-10&to=2025-04-01'), workspace, {
      ...{ metrics: ['csat_mean'], quarterly: true, compare: true },
    });
    expect(request).toEqual({ metrics: ['csat_mean'], ...QUARTER, compare: 'previous_period' });
  });
});

test('questions of one shape become one that asks each metric once, others stay apart', () => {
  const of = (metrics: string[], grain?: MetricRequest['grain']): MetricRequest => ({
    metrics,
    ...QUARTER,
    ...(grain && { grain }),
  });
  const groups = alike([of(['a', 'b']), of(['a'], 'month'), of(['b', 'c'])]);
  expect(groups.map((group) => together(group))).toEqual([of(['a', 'b', 'c']), of(['a'], 'month')]);
});

test('before the launch of 27 January are the 90 days from 29 October; without an event there is no before', () => {
  const events = [{ on: '2024-01-27', label: 'Launch of the assistant' }];
  expect(beforeLaunch({ events, firstOn: null })).toEqual({ from: '2023-10-29', to: '2024-01-27' });
  expect(beforeLaunch({ events: [], firstOn: null })).toBeNull();
});
