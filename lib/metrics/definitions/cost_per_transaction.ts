import { ratio } from '../define';

export default ratio({
  id: 'cost_per_transaction',
  title: 'Service cost per transaction',
  question: 'What does serving customers cost per transaction?',
  formula: 'Customer service cost, with AI, outsourcing and platform ÷ transactions, over whole quarters.',
  caveat:
    'It falls when transactions grow, with or without AI. It is only good news while satisfaction holds, so that stands beside it.',
  unit: 'money',
  direction: 'down',
  class: 'company',
  source: 'company',
  dimensions: [],
  grains: ['quarter'],
  version: 1,
  alsoCalled: ['cost to serve'],
  numerator: 'customer_service_cost',
  denominator: 'transactions',
  pairedWith: 'csat_mean',
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 2,
    because: '120,000 / 60,000 transactions',
  },
});
