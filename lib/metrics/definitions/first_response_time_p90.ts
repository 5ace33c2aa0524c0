import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { percentile } from '../define';

export default percentile({
  id: 'first_response_time_p90',
  title: 'Slow time to first answer',
  question: 'How long does the customer in ten who waits longest wait for a first answer?',
  formula: '90th percentile of the time from the first message to the first answer by anybody.',
  caveat: 'Conversations that nobody answered have no such time and are left out. An answer can be fast and useless.',
  unit: 'seconds',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['FRT', 'first reply time', 'P90'],
  estimate: true,
  histogram: 'first_response_seconds',
  p: 0.9,
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    filter: { handled_by: ['human'] },
    equals: 108,
    because: 'replies by people only: 60, 60 and 120 s; 60 + 0.8 × 60',
  },
});
