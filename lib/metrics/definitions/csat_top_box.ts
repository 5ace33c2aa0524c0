import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'csat_top_box',
  title: 'Satisfied customers',
  question: 'What share of those who rated gave 4 or 5?',
  formula: 'Ratings of 4 and 5 given within 21 days of the end ÷ all ratings given within 21 days.',
  caveat: 'Only those who answer the survey are heard.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['CSAT top box', 'top-2-box', 'T2B'],
  estimate: true,
  numerator: 'csat_top_n',
  denominator: 'csat_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 3 / 6,
    because: '5, 4 and 5 of six ratings',
  },
});
