import { ratio } from '../define';

export default ratio({
  id: 'habit_habitual',
  title: 'Habit',
  question: 'How many employees use AI week after week, but not heavily?',
  formula:
    'Employees active in at least 9 weeks with fewer than 15 interactions a week on average, over the 12 ISO weeks that end on or before the last observed day ÷ employees of that day.',
  caveat:
    'The limits are a convention (Microsoft’s Viva Insights sample toolkit), not a finding. Leave and sickness are not in the roster and count as not active.',
  unit: 'share',
  direction: 'up',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['habitual users'],
  numerator: 'habit_habitual',
  denominator: 'habit_employed',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 1 / 12,
    because: 'Carl: 12 weeks, 5 interactions a week',
  },
});
