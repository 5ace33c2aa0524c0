import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'automation_rate',
  title: 'Solved by AI',
  question: 'What share of conversations did the AI solve without a person?',
  formula: 'Conversations answered only by the AI and resolved ÷ all conversations.',
  caveat:
    'It does not ask whether the customer had to come back; solved for good does. An unknown outcome counts as not solved; the upper bound counts it as solved.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['containment rate', 'AI resolution rate', 'automated resolution'],
  numerator: 'ai_only_resolved_n',
  denominator: 'n',
  unknown: 'ai_only_unknown_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 32 / 40,
    because: '(30 plain + 2 others solved by the AI alone) / 40',
  },
});
