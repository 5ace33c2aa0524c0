import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'ai_share',
  title: 'Answered by AI alone',
  question: 'What share of conversations did no person have to answer?',
  formula: 'Conversations answered only by the AI ÷ all conversations, unanswered ones included.',
  caveat: 'More is not better by itself: a customer who gave up without reaching a person counts here too.',
  unit: 'share',
  direction: 'neither',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['deflection rate', 'AI only', 'automation share'],
  numerator: 'ai_only_n',
  denominator: 'n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 34 / 40,
    because: '(36 with the AI − 2 in which a person joined) / 40',
  },
});
