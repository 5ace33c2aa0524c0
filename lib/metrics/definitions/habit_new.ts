import { ratio } from '../define';

export default ratio({
  id: 'habit_new',
  title: 'Too new to tell',
  question: 'How many employees joined too recently to have a habit?',
  formula:
    'Employees who were not employed on every day over the 12 ISO weeks that end on or before the last observed day ÷ employees of that day.',
  caveat:
    'The limits are a convention (Microsoft’s Viva Insights sample toolkit), not a finding. Leave and sickness are not in the roster and count as not active.',
  unit: 'share',
  direction: 'neither',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['new joiners'],
  numerator: 'habit_new',
  denominator: 'habit_employed',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 1 / 12,
    because: 'Ines came on 2026-02-02, after the first of the 12 weeks began on 2026-01-05',
  },
});
