import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'durable_automation_rate',
  title: 'Solved by AI for good',
  question:
    'What share of conversations did the AI solve without a person and without the customer coming back within a week?',
  formula:
    'Conversations answered only by the AI, resolved, and not followed within 7 days by another of the same customer and intent ÷ all conversations; both only where those 7 days are over.',
  caveat:
    'A customer who comes back by a road that is not recorded, or under another name, is not seen. An unknown outcome counts as not solved; the upper bound counts it as solved for good.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['durable resolution', 'true resolution rate'],
  numerator: 'durable_n',
  denominator: 'durable_eligible_n',
  unknown: 'ai_only_unknown_eligible_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 31 / 40,
    because: '(32 solved by the AI alone − 1 whose customer came back after two days) / 40',
  },
});
