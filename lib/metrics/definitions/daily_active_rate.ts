import { ratio } from '../define';

export default ratio({
  id: 'daily_active_rate',
  title: 'Using AI on a working day',
  question: 'On a working day, what share of employees uses AI?',
  formula:
    'Employees with at least one intentional interaction, summed over working days ÷ employees, summed over the same days.',
  caveat:
    'Leave and sickness are not in the roster and count as not active. Opening a tool without doing anything in it is not use.',
  unit: 'share',
  direction: 'up',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['DAU', 'daily active users', 'adoption rate'],
  numerator: 'active_days',
  denominator: 'employed_days',
  example: {
    from: '2026-02-02',
    to: '2026-03-02',
    equals: 26 / 240,
    because: '20 working days × 12 people = 240; Anna and Bela 8 days each, Carl 4, Gina 2, Ines 4 = 26',
  },
});
