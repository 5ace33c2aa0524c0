import { ratio } from '../define';

export default ratio({
  id: 'revenue_per_employee',
  title: 'Revenue per employee',
  question: 'How much revenue does the company book in a year per person employed?',
  formula: 'Revenue of the quarter × 4 ÷ people employed, on average over the quarter.',
  caveat: 'It moves with hiring, price and season as well; it does not show what AI caused.',
  unit: 'money',
  direction: 'up',
  class: 'company',
  source: 'company',
  dimensions: [],
  grains: ['quarter'],
  version: 1,
  alsoCalled: ['RPE', 'productivity'],
  numerator: 'revenue',
  denominator: 'headcount_of_quarters',
  times: 4,
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 1_000_000,
    because: '3,000,000 a quarter × 4 / 12 people',
  },
});
