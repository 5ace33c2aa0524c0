import { amount } from '../define';

export default amount({
  id: 'seats_held',
  title: 'Seats held',
  question: 'How many AI licences do we hold?',
  formula: 'Licences assigned and not revoked on the last observed day.',
  caveat:
    'Seats are counted as the licence files say, whoever holds them: contractors and people who left as well. Departments and teams are those of the holder on that day.',
  unit: 'seats',
  direction: 'neither',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['licences', 'licenses'],
  measure: 'seats_held',
  pairedWith: 'seat_utilisation',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 7,
    because:
      'on 2026-03-31 Anna, Bela, Carl, Dora, Gina and Hanna hold ChatGPT, Ines GitHub Copilot; Emil’s was revoked',
  },
});
