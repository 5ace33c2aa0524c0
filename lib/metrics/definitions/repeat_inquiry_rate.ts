import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'repeat_inquiry_rate',
  title: 'Repeat inquiries',
  question: 'How often does a customer whose matter was solved come back about it within a week?',
  formula:
    'Resolved conversations followed by another of the same customer and intent that starts after their end and at most 7 days after it, by any channel ÷ resolved conversations whose 7 days are over.',
  caveat:
    'Two different orders with the same topic look like a return, and a return by a road that is not recorded is not seen.',
  unit: 'share',
  direction: 'down',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['recontact rate', 'reopen rate', 'repeat contacts'],
  numerator: 'repeated_n',
  denominator: 'repeat_eligible_n',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 2 / 36,
    because: '2 customers came back / 36 solved',
  },
});
