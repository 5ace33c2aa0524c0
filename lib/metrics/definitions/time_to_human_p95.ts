import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { percentile } from '../define';

export default percentile({
  id: 'time_to_human_p95',
  title: 'Slow time to a person',
  question: 'Within what time do 95 of 100 who asked for a person have one?',
  formula:
    '95th percentile over all requests of the time from asking to the first answer by a person; requests never joined rank last.',
  caveat: 'Where more than 5 % are never joined there is no such time, and it says so.',
  unit: 'seconds',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['wait for an agent', 'P95'],
  estimate: true,
  histogram: 'time_to_human_seconds',
  p: 0.95,
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: null,
    because: '120 s, 600 s and never: the 95th percentile falls among those never joined',
  },
});
