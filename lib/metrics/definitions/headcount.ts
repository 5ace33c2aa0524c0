import { ratio } from '../define';

export default ratio({
  id: 'headcount',
  title: 'People employed',
  question: 'How many people do we employ?',
  formula: 'Employees on each day of the period, summed ÷ days of the period.',
  caveat: 'People, not full-time equivalents. Contractors are not in it and are shown beside.',
  unit: 'people',
  direction: 'neither',
  class: 'company',
  source: 'company',
  dimensions: [],
  grains: ['quarter'],
  version: 1,
  alsoCalled: ['employees', 'staff'],
  numerator: 'employed_person_days',
  denominator: 'headcount_days',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 12,
    because: '12 people on each of 90 days = 1,080 / 90; Ines follows Hugo',
  },
});
