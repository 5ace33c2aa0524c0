import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'resolution_rate',
  title: 'Solved',
  question: 'What share of conversations ended with the matter solved?',
  formula: 'Conversations with outcome resolved ÷ all conversations.',
  caveat:
    'Sources differ in what they call solved; many assume it when the customer falls silent. An unknown outcome counts as not solved; the upper bound counts it as solved.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['solve rate'],
  numerator: 'resolved_n',
  denominator: 'n',
  unknown: 'unknown_n',
  restsOn: {
    confirmed: 'confirmed_n',
    closed_by_agent: 'closed_by_agent_n',
    judged_by_model: 'judged_n',
    assumed: 'assumed_n',
  },
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 36 / 40,
    because: '(30 plain + 6 others solved) / 40',
  },
});
