import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { percentile } from '../define';

export default percentile({
  id: 'resolution_time_p90',
  title: 'Slow time to solve',
  question: 'From how long on are the slowest tenth of solved matters?',
  formula: '90th percentile of the time from the first message to the end of resolved conversations.',
  caveat:
    'Waiting between messages is included, so compare the AI with people within one channel, beside the share that was solved.',
  unit: 'seconds',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['TTR', 'time to resolution', 'P90'],
  estimate: true,
  histogram: 'resolution_seconds',
  p: 0.9,
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 400,
    because: 'rank 31.5 of 36, counted from 0, lies between 200 s and 600 s',
  },
});
