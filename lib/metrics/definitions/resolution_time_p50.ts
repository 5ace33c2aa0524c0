import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { percentile } from '../define';

export default percentile({
  id: 'resolution_time_p50',
  title: 'Typical time to solve',
  question: 'How long does it take until a typical matter is solved?',
  formula: 'Median of the time from the first message to the end of resolved conversations.',
  caveat:
    'Waiting between messages is included, so compare the AI with people within one channel, beside the share that was solved.',
  unit: 'seconds',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['TTR', 'time to resolution', 'median'],
  estimate: true,
  histogram: 'resolution_seconds',
  p: 0.5,
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 100,
    because: '36 solved: 31 in 100 s, then 200, 600, 700, 800 and 1500 s; the middle is 100 s',
  },
});
