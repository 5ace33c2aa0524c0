import { amount } from '../define';

export default amount({
  id: 'seats_idle',
  title: 'Seats nobody uses',
  question: 'How many licences lie idle?',
  formula: 'Licences held on the last observed day whose tool the holder did not use in the 28 days that end on it.',
  caveat:
    'Somebody on leave looks idle. A licence assigned within the 28 days may simply be new. Seats are counted as the licence files say, whoever holds them: contractors and people who left as well. Departments and teams are those of the holder on that day.',
  unit: 'seats',
  direction: 'down',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['unused licences', 'shelfware', 'idle seats'],
  measure: 'seats_idle',
  pairedWith: 'seat_utilisation',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 2,
    because: 'Dora never used hers, Gina last on 2026-02-11, before the 28 days from 2026-03-04 to 2026-03-31',
  },
});
