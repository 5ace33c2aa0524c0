import { ratio } from '../define';

export default ratio({
  id: 'seat_utilisation',
  title: 'Seats in use',
  question: 'What share of the licences we hold is used?',
  formula:
    'Licences whose tool the holder used in the 28 days that end on the last observed day ÷ licences held on that day.',
  caveat: 'One interaction in 28 days is use. Somebody on leave looks idle.',
  unit: 'share',
  direction: 'up',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['licence utilization', 'seat usage'],
  numerator: 'seats_used',
  denominator: 'seats_held',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 5 / 7,
    because: '7 held less the 2 idle ones of Dora and Gina',
  },
});
