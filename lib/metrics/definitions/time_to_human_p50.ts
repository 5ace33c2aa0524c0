import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { percentile } from '../define';

export default percentile({
  id: 'time_to_human_p50',
  title: 'Typical time to a person',
  question: 'How long does a typical customer who asked for a person wait for one?',
  formula:
    'Median over all requests of the time from asking to the first answer by a person; requests never joined rank last.',
  caveat: 'Where most are never joined there is no such time, and it says so.',
  unit: 'seconds',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['wait for an agent', 'median'],
  estimate: true,
  histogram: 'time_to_human_seconds',
  p: 0.5,
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 600,
    because: '120 s, 600 s and never: the middle is 600 s',
  },
});
