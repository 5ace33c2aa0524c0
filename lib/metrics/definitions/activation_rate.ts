import { ratio } from '../define';

export default ratio({
  id: 'activation_rate',
  title: 'New seats in use within 30 days',
  question: 'Do people who get a licence start using it?',
  formula:
    'Licences assigned in the period and used within 30 days ÷ licences assigned in the period whose 30 days have passed.',
  caveat:
    'A licence taken back unused within its 30 days is in neither side and counted beside. Licences assigned in the last 30 days are still waited for.',
  unit: 'share',
  direction: 'up',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['activation', 'onboarding', 'licences'],
  numerator: 'seats_activated',
  denominator: 'seats_assigned',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 6 / 7,
    because: 'of the 7 seats kept 30 days all but Dora’s were used; Emil’s, revoked unused, is left out',
  },
});
