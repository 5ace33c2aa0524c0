import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { percentile } from '../define';

export default percentile({
  id: 'first_response_time_p50',
  title: 'Typical time to first answer',
  question: 'How long does a typical customer wait for a first answer?',
  formula: 'Median of the time from the first message to the first answer by anybody.',
  caveat: 'Conversations that nobody answered have no such time and are left out. An answer can be fast and useless.',
  unit: 'seconds',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['FRT', 'first reply time', 'median'],
  estimate: true,
  histogram: 'first_response_seconds',
  p: 0.5,
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 4,
    because: '39 replies: 36 after 4 s, two after 60 s, one after 120 s; the 20th is 4 s',
  },
});
