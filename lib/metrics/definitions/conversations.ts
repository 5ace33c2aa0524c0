import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { amount } from '../define';

export default amount({
  id: 'conversations',
  title: 'Conversations',
  question: 'How many times did customers ask for help?',
  formula: 'Conversations that started in the period.',
  caveat: 'A reopened ticket is a new conversation, so a source that reopens rather than continues counts more.',
  unit: 'count',
  direction: 'neither',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['volume', 'contacts', 'tickets', 'cases'],
  measure: 'n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 40,
    because: '30 plain + 10 others in January',
  },
});
