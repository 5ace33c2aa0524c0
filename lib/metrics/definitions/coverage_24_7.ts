import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import { GRAINS } from '@/lib/core/request';
import { ratio } from '../define';

export default ratio({
  id: 'coverage_24_7',
  title: 'Hours of the week AI was used',
  question: 'Is the AI used around the clock?',
  formula: 'Hours of the week, of 168, in which a conversation that the AI took part in started ÷ 168.',
  caveat: 'It shows that the AI was used in that hour, not that it was available throughout.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: SERVICE_DIMENSIONS,
  grains: GRAINS,
  version: 1,
  alsoCalled: ['24/7', 'around the clock'],
  numerator: 'hours_covered',
  denominator: 'hours_of_week',
  example: {
    from: '2026-01-01',
    to: '2026-02-01',
    equals: 8 / 168,
    because: '10:00 on seven weekdays + Sunday 23:00',
  },
});
