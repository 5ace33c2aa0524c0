import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'human_within_target_rate',
  title: 'Reached a person in time',
  question: 'When a customer asks the AI for a person, does one come soon?',
  formula: 'Requests that a person joined within the target (300 seconds unless a setting says otherwise) ÷ requests.',
  caveat:
    'Only requests that the source recognises as such are counted; a customer who leaves before the target is missed as well.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['service level', 'SLA', 'human access'],
  numerator: 'request_within_n',
  denominator: 'request_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 1 / 3,
    because: 'after 120 s in time, after 600 s not, one never',
  },
});
