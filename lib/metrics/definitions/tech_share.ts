import { ratio } from '../define';

export default ratio({
  id: 'tech_share',
  title: 'Share of people in tech',
  question: 'What share of the people we employ works in tech?',
  formula: 'Employees in tech, summed over the days of the period ÷ employees, summed over the same days.',
  caveat: 'What counts as tech is what the roster says; a reorganisation can move it without anybody changing work.',
  unit: 'share',
  direction: 'neither',
  class: 'company',
  source: 'company',
  dimensions: [],
  grains: ['quarter'],
  version: 1,
  alsoCalled: ['engineers', 'share of tech'],
  numerator: 'tech_person_days',
  denominator: 'employed_person_days',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 6 / 12,
    because: 'the six of Product, of twelve',
  },
});
