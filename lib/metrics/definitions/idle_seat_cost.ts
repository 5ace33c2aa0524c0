import { amount } from '../define';

export default amount({
  id: 'idle_seat_cost',
  title: 'Cost of seats nobody uses',
  question: 'What do idle licences cost us a month?',
  formula:
    'Sum of the monthly cost of licences held on the last observed day and not used in the 28 days that end on it.',
  caveat:
    'List price or contract price, as the licence file says; licences without a cost are counted beside. Giving one back saves its cost only when the contract allows it.',
  unit: 'money',
  direction: 'down',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['wasted licence spend', 'shelfware', 'idle seats'],
  measure: 'idle_seat_cost',
  pairedWith: 'seat_utilisation',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 60,
    because: 'the idle licences of Dora and Gina, 30 a month each',
  },
});
