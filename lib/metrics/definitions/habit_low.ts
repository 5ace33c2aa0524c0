import { ratio } from '../define';

export default ratio({
  id: 'habit_low',
  title: 'A try',
  question: 'How many employees tried AI and left it at that?',
  formula:
    'Employees with some use, but less than one interaction a week on average, over the 12 ISO weeks that end on or before the last observed day ÷ employees of that day.',
  caveat:
    'The limits are a convention (Microsoft’s Viva Insights sample toolkit), not a finding. Leave and sickness are not in the roster and count as not active.',
  unit: 'share',
  direction: 'down',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['low users'],
  numerator: 'habit_low',
  denominator: 'habit_employed',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 1 / 12,
    because: 'Hanna: 3 interactions in 12 weeks',
  },
});
