import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'ai_cost_per_conversation',
  title: 'AI cost per conversation',
  question: 'What does a conversation with the AI cost on the AI side?',
  formula: 'Sum of AI cost ÷ conversations with the AI that state a cost.',
  caveat:
    'The time of people who join is not in it, nor the platform; cheap is only good news while satisfaction holds, so that stands beside it.',
  unit: 'money',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['cost per conversation', 'AI spend'],
  pairedWith: 'csat_mean',
  numerator: 'ai_cost_sum',
  denominator: 'ai_cost_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 4 / 35,
    because: '(32 × 0.10 + 0.20 + 2 × 0.30) / 35; the open one states no cost',
  },
});
