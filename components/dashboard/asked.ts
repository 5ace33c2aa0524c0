import type { Answer } from '@/lib/core/answer';
import type { MetricRequest } from '@/lib/core/request';

/** A question a panel asked, with its answer once it came. */
export interface Asked {
  request: MetricRequest;
  answer?: Answer;
}
