import { ratio } from '../define';

export default ratio({
  id: 'habit_power',
  title: 'Strong habit',
  question: 'How many employees use AI heavily, week after week?',
  formula:
    'Employees active in at least 9 weeks with at least 15 interactions a week on average, over the 12 ISO weeks that end on or before the last observed day ÷ employees of that day.',
  caveat:
    'The limits are a convention (Microsoft’s Viva Insights sample toolkit), not a finding. Leave and sickness are not in the roster and count as not active.',
  unit: 'share',
  direction: 'up',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['power users'],
  numerator: 'habit_power',
  denominator: 'habit_employed',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 2 / 12,
    because: 'Anna and Bela: 12 weeks, 20 interactions a week',
  },
});
