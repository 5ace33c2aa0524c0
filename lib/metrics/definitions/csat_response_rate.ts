import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'csat_response_rate',
  title: 'Answered the survey',
  question: 'How many customers let us know how satisfied they are?',
  formula: 'Ended conversations rated within 21 days ÷ ended conversations.',
  caveat: 'Where it differs between AI and people, their satisfaction is not of the same kind of customers.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['CSAT response rate', 'survey response'],
  numerator: 'csat_ended_n',
  denominator: 'ended_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 6 / 39,
    because: '6 rated in time / (40 − 1 still open)',
  },
});
