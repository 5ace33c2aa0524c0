import { ratio } from '../define';

export default ratio({
  id: 'weekly_active_rate',
  title: 'Using AI in a week',
  question: 'In a week, what share of employees uses AI?',
  formula:
    'Over whole ISO weeks: employees of the Friday with at least one interaction in that week ÷ employees of the Friday.',
  caveat:
    'Leave and sickness are not in the roster and count as not active. Only weeks that lie wholly inside the period and the observed days are counted.',
  unit: 'share',
  direction: 'up',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['WAU', 'weekly active users'],
  numerator: 'active_weeks',
  denominator: 'employed_weeks',
  example: {
    from: '2026-02-02',
    to: '2026-03-02',
    equals: 18 / 48,
    because: '4 weeks × 12 people = 48; Anna, Bela, Carl and Ines 4 weeks each, Gina 2 = 18',
  },
});
