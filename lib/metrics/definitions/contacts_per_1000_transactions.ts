import { ratio } from '../define';

export default ratio({
  id: 'contacts_per_1000_transactions',
  title: 'Contacts per 1,000 transactions',
  question: 'How often do customers need us?',
  formula: 'Conversations of the quarter × 1,000 ÷ transactions of the quarter.',
  caveat: 'It counts conversations that arrived, not the reasons: a new product or a new channel moves it as well.',
  unit: 'per_1000',
  direction: 'down',
  class: 'company',
  source: 'company',
  dimensions: [],
  grains: ['quarter'],
  version: 1,
  alsoCalled: ['contact rate'],
  numerator: 'contacts',
  denominator: 'contact_transactions',
  times: 1000,
  example: {
    from: '2026-01-01',
    to: '2026-04-01',
    equals: 40_000 / 60_000,
    because: '40 conversations × 1,000 / 60,000 transactions',
  },
});
