import { ratio } from '../define';

export default ratio({
  id: 'interactions_per_active_day',
  title: 'Interactions on a day with AI',
  question: 'When somebody uses AI, how much do they use it that day?',
  formula: 'Interactions of employees ÷ days on which an employee had any, over all observed days.',
  caveat:
    'Vendors count interactions differently, so compare a tool with itself. Where a vendor tells only that somebody was active, the day is in neither side.',
  unit: 'interactions',
  direction: 'neither',
  class: 'adoption',
  source: 'people',
  dimensions: ['department', 'team', 'tool'],
  grains: ['day', 'week', 'month', 'quarter'],
  version: 1,
  alsoCalled: ['prompts per day', 'intensity'],
  numerator: 'interactions',
  denominator: 'interaction_days',
  example: {
    from: '2026-02-02',
    to: '2026-03-02',
    equals: 196 / 26,
    because: 'Anna and Bela 8 days × 10 each, Carl 4 × 5, Gina 2 × 4, Ines 4 × 2 = 196 on 26 days',
  },
});
