import { ratio } from '../define';

export default ratio({
  id: 'monthly_active_rate',
  title: 'Using AI in four weeks',
  question: 'What share of employees used AI at least once in the last 28 days?',
  formula:
    'Employees of the last observed day with at least one interaction in the 28 days that end on it ÷ employees of that day.',
  caveat:
    'Leave and sickness are not in the roster and count as not active. One interaction in four weeks is enough: it shows reach, not habit.',
  unit: 'share',
  direction: 'up',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['MAU', 'monthly active users', '28-day actives'],
  numerator: 'active_at_end',
  denominator: 'employed_at_end',
  example: {
    from: '2026-02-02',
    to: '2026-03-02',
    equals: 5 / 12,
    because: 'of 12 people on 2026-03-01, Anna, Bela, Carl, Gina and Ines used AI since 2026-02-02',
  },
});
