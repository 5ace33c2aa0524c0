import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'csat_mean',
  title: 'Customer satisfaction',
  question: 'How satisfied are the customers who rated?',
  formula: 'Sum of ratings from 1 to 5 given within 21 days of the end ÷ their number.',
  caveat:
    'Only those who answer the survey are heard, and AI and people answer different matters: compare them on the same matters.',
  unit: 'rating',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['CSAT', 'rating'],
  estimate: true,
  numerator: 'csat_sum',
  denominator: 'csat_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 20 / 6,
    because: '(5 + 2 + 4 + 3 + 1 + 5) / 6; the rating given after 22 days does not count',
  },
});
