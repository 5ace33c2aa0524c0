import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'ai_involvement_rate',
  title: 'AI took part',
  question: 'In what share of conversations did the AI answer at least once?',
  formula: 'Conversations in which the AI sent at least one answer ÷ all conversations.',
  caveat: 'Taking part is not solving: an AI that only greets counts as well.',
  unit: 'share',
  direction: 'neither',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['AI coverage', 'involvement rate'],
  numerator: 'ai_involved_n',
  denominator: 'n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 36 / 40,
    because: '(30 plain + 6 others with the AI) / 40',
  },
});
