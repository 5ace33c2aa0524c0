import { ratio } from '../define';

export default ratio({
  id: 'habit_novice',
  title: 'Getting started',
  question: 'How many employees use AI now and then?',
  formula:
    'Employees active in fewer than 9 weeks with at least one interaction a week on average, over the 12 ISO weeks that end on or before the last observed day ÷ employees of that day.',
  caveat:
    'The limits are a convention (Microsoft’s Viva Insights sample toolkit), not a finding. Leave and sickness are not in the roster and count as not active.',
  unit: 'share',
  direction: 'neither',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['novice users'],
  numerator: 'habit_novice',
  denominator: 'habit_employed',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 1 / 12,
    because: 'Gina: 6 weeks × 4 = 24 interactions, 2 a week over 12 weeks',
  },
});
