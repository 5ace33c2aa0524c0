import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { amount } from '../define';

export default amount({
  id: 'languages_served',
  title: 'Languages served by AI',
  question: 'In how many languages does the AI work?',
  formula: 'Different languages with at least 30 conversations in which the AI took part.',
  caveat: 'It relies on the language the source detected.',
  unit: 'count',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['locales'],
  measure: 'languages_served',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 1,
    because: '30 plain and more with the AI in Swedish, 3 in German',
  },
});
