import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'human_request_honoured_rate',
  title: 'Reached a person',
  question: 'When a customer asks the AI for a person, does one come?',
  formula:
    'Requests that a person joined ÷ requests. A request: the AI answered first, the customer asked for a person, and no person had answered before; one still open without a person is left out until 24 hours have passed.',
  caveat: 'Only requests that the source recognises as such are counted.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['human access', 'agent request'],
  numerator: 'request_joined_n',
  denominator: 'request_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 2 / 3,
    because: '2 of 3 who asked for a person met one',
  },
});
