import type { Frame, Span } from './frame';
import type { Tally } from './tally';
import type { Use } from './use';

/** What a family has to say of a row beyond its sums. */
export interface RowNotes {
  /** measures that cannot be known */
  unknown?: readonly string[];
  /** figures beside the metrics that are made of a measure */
  beside?: { measure: string; figures: Record<string, number> };
}

/** Measures that are read together and stand on the same people. One file each. */
export interface Family {
  /** those that leave the engine; a tally may hold more for its own notes */
  measures: readonly string[];
  /**
   * Its denominator is not the population but those who used or hold something. Then tool or an organisational
   * dimension, not both, and groups with fewer than k such people are answered about together with others.
   */
  narrow: boolean;
  /** which of a tool's rows it reads; a tool that has none of them cannot be judged by it */
  reads: 'days' | 'weeks' | 'any';
  tally(frame: Frame, use: Use, tools: readonly number[]): Tally;
  provisional(frame: Frame, span: Span): boolean;
  notes?(frame: Frame, span: Span, sums: Record<string, number>): RowNotes;
}
