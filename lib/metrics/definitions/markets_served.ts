import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { amount } from '../define';

export default amount({
  id: 'markets_served',
  title: 'Markets served by AI',
  question: 'In how many markets does the AI work?',
  formula: 'Different markets with at least 30 conversations in which the AI took part.',
  caveat: 'Thirty is enough to be more than a trial, not to judge quality.',
  unit: 'count',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['countries'],
  measure: 'markets_served',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 1,
    because: '30 plain and more with the AI in Sweden, 3 in Germany',
  },
});
