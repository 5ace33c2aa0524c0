import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'resolution_time_mean',
  title: 'Mean time to solve',
  question: 'How long does it take on average until a matter is solved?',
  formula: 'Sum of the time from the first message to the end of resolved conversations ÷ resolved conversations.',
  caveat:
    'A few very long conversations move it; compare the AI with people within one channel, beside the share that was solved.',
  unit: 'seconds',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['TTR', 'MTTR', 'average time to resolution'],
  numerator: 'resolution_seconds_sum',
  denominator: 'resolved_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 6900 / 36,
    because: '(31 × 100 + 200 + 600 + 700 + 800 + 1500) / 36',
  },
});
