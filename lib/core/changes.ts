import type { Direction } from './answer';
import type { Dimension } from './dimensions';
import type { Comparison, DateRange } from './request';

export interface ChangesRequest extends DateRange {
  compare: Comparison;
  filter?: Partial<Record<Dimension, string[]>>;
}

/** A share that moved by more than chance would move it. */
export interface Change {
  metric: string;
  title: string;
  direction: Direction;
  /** the group it moved in; none for everybody */
  dimension?: Dimension;
  value?: string;
  now: number;
  before: number;
  /** 95 % interval of now − before */
  low: number;
  high: number;
  /** conversations (or people) that fare otherwise than before: |now − before| × those it is about */
  affected: number;
  n: number;
  provisional: boolean;
}

export interface ChangesAnswer {
  changes: Change[];
  /** what was compared with; null where that cannot be told */
  comparedWith: DateRange | null;
  /** how many were looked at */
  tested: number;
}
