import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'escalation_rate',
  title: 'Handed over to a person',
  question: 'How often did a conversation that the AI began need a person?',
  formula:
    'Ended conversations first answered by the AI in which a person took part ÷ ended conversations first answered by the AI.',
  caveat:
    'A hand-over that the customer asked for and one that the AI chose are not told apart; a low rate can also mean that nobody came.',
  unit: 'share',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['hand-over rate', 'handoff', 'transfer rate'],
  numerator: 'escalated_n',
  denominator: 'ai_first_ended_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 2 / 35,
    because: '2 handed over / (30 plain + 5 others that the AI began and that ended)',
  },
});
