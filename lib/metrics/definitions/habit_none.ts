import { ratio } from '../define';

export default ratio({
  id: 'habit_none',
  title: 'No use',
  question: 'How many employees do not use AI at all?',
  formula:
    'Employees without any interaction over the 12 ISO weeks that end on or before the last observed day ÷ employees of that day.',
  caveat:
    'The limits are a convention (Microsoft’s Viva Insights sample toolkit), not a finding. Leave and sickness are not in the roster and count as not active.',
  unit: 'share',
  direction: 'down',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['non-users'],
  numerator: 'habit_none',
  denominator: 'habit_employed',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 6 / 12,
    because: 'Dora, Emil, Fay, Jan, Kim and Lea',
  },
});
