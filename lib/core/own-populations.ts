import type { DateRange, IsoDate } from './request';

/** A question about the people of sources that are de-identified: who they are is known to nobody here. */
export type OwnPopulationsRequest = DateRange;

/** One period a source reports, a week as a rule, by its first and last day. */
export interface OwnPeriod {
  from: IsoDate;
  /** inclusive */
  to: IsoDate;
  /** people the source names in it, and those of them active in the 28 days to its end; null where withheld */
  people: number | null;
  active: number | null;
  /** active ÷ people */
  value: number | null;
  /** `provisional`: the 28 days begin before the source does · `suppressed`: of fewer than k people */
  status: 'ok' | 'provisional' | 'suppressed';
}

export interface OwnPopulation {
  source: string;
  /** what the source reports in all, whatever was asked */
  firstOn: IsoDate;
  lastOn: IsoDate;
  periods: OwnPeriod[];
}

export interface OwnPopulationsAnswer extends DateRange {
  populations: OwnPopulation[];
  /** the smallest group that is shown */
  k: number;
}
