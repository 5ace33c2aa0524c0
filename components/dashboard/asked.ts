import type { MetricsState } from '@/components/hooks/use-metrics';
import type { Answer } from '@/lib/core/answer';
import type { MetricRequest } from '@/lib/core/request';

/** A question a panel asked, with its answer once it came. */
export interface Asked {
  request: MetricRequest;
  answer?: Answer;
}

export const askedOf = (request: MetricRequest, state: MetricsState): Asked => ({
  request,
  ...(state.status === 'ok' && { answer: state.answer }),
});
