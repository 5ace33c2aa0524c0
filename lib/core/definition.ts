import type { Direction, Unit } from './answer';
import type { Dimension } from './dimensions';
import type { RecordType } from './record';
import type { Filter, Grain, IsoDate } from './request';

/** One version of a definition: since when it holds and what it changed. */
export interface Revision {
  version: number;
  /** absent for the first, which every number was made with */
  on?: IsoDate;
  changed: string;
}

/** What of a metric's figures a role may ask for: everything, its own departments beside the total, the total alone. */
export type Reach = 'all' | 'own' | 'total';

/** A role that may read a definition; without reach it sees no figure. */
export interface Reader {
  title: string;
  reach: Reach | null;
}

/** Everything the catalogue says of a metric, as plain data for pages and GET /api/v1/metrics. */
export interface Definition {
  id: string;
  title: string;
  question: string;
  formula: string;
  caveat: string;
  /** other names people look for it by */
  alsoCalled: readonly string[];
  unit: Unit;
  direction: Direction;
  class: 'adoption' | 'service' | 'company';
  dimensions: readonly Dimension[];
  grains: readonly Grain[];
  /** by tool or by department and team, never by both at once: few people stand behind it */
  narrow: boolean;
  /** what numerator ÷ denominator is multiplied by; null where the value is no ratio */
  times: number | null;
  /** the records it is read from */
  records: readonly RecordType[];
  pairedWith: string | null;
  version: number;
  /** newest first */
  revisions: readonly Revision[];
  example: { from: IsoDate; to: IsoDate; filter?: Filter; equals: number | null; because: string };
}
