import type { RecordType } from './record';
import type { IsoDate } from './request';
import type { Rhythm } from './rhythm';

/** What the Sources page shows, as GET /api/v1/sources tells it. Instants are ISO 8601. */
export interface SourcesOverview {
  at: string;
  demo: boolean;
  readiness: Readiness;
  sources: SourceInfo[];
  /** sources on a schedule that do not come as they should */
  unfetched: { source: string; why: 'blocked' | 'failed' | 'late' }[];
}

/** `late` = later than its own rhythm; `failed` = its last run did. */
export type SourceStatus = 'running' | 'failed' | 'late' | 'ok';

/**
 * What the activity of a source is: use of AI by people of the roster; use by people whom nobody can match to the
 * roster, by design, a population of its own; or what the use cost and nothing of the use itself.
 */
export type Activity = 'use' | 'own_population' | 'cost';

export interface SourceInfo {
  name: string;
  demo: boolean;
  activity: Activity;
  status: SourceStatus;
  /** null until it came on three different days */
  rhythm: Rhythm | null;
  /** the first day of its activity that the vendor may still change, as of its last run; null where all is settled */
  unsettledFrom: IsoDate | null;
  /** days on which something came */
  arrivals: number;
  lastArrivedOn: IsoDate | null;
  /** the last run of any state */
  lastRun: RunInfo | null;
  holds: Held[];
  /** all successful runs together; read = accepted + updated + duplicate + rejected */
  totals: RunCounts & { runs: number };
  /** records erased since: people who were forgotten */
  erased: number;
  /** different people it tells of, in activity or seats */
  people: number;
  /** of these, and of their records, those whom no roster row names */
  unmatched: { people: number; records: number };
}

export interface RunCounts {
  read: number;
  accepted: number;
  updated: number;
  duplicate: number;
  rejected: number;
}

/** Why a stored record is in no number, or only in some. */
export type NotCounted =
  | 'waiting'
  | 'unmatched'
  | 'contractor'
  | 'superseded'
  | 'told_twice'
  | 'own_population'
  | 'cost';

/** What a source holds of one type. counted + those of `not` = records. */
export interface Held {
  type: RecordType;
  records: number;
  counted: number;
  /** `by`: of what is told twice, the source whose numbers stand for it; the source itself where it tells a week again */
  not: { why: NotCounted; records: number; by?: string }[];
  firstOn: IsoDate | null;
  lastOn: IsoDate | null;
  /** days after this one wait for slower sources; null where none do */
  waitsAfter: IsoDate | null;
}

export interface Readiness {
  answered: number;
  asked: number;
  questions: Question[];
  /** what would help, best first: how many more questions it answers by itself, or together with the rest */
  adds: { records: RecordType; alone: number; together: number }[];
  fields: { field: string; questions: number }[];
}

/** One metric: what it still needs, nothing where it can be answered. */
export interface Question {
  id: string;
  title: string;
  group: 'adoption' | 'service' | 'company';
  records: RecordType[];
  field: string | null;
}

export type RunState = 'running' | 'succeeded' | 'failed';

/** A run under the names its table has. */
export interface RunInfo extends RunCounts {
  id: number;
  source: string;
  road: string;
  state: RunState;
  started_at: string;
  finished_at: string | null;
  seconds: number | null;
  /** what it is or was at, and how far it had come */
  phase: string | null;
  rows_so_far: number;
  bytes_so_far: number;
  bytes_total: number | null;
  unknown_fields: Record<string, number>;
  files: { name: string; read: number; rejected: number; error?: string }[];
  warnings: string[];
  error: string | null;
  cancelled_by: string | null;
  /** of what was said of its source, the version its rows were read with; null where nothing was */
  setup_version: number | null;
}

export interface RunPage {
  runs: RunInfo[];
  /** `before` of the next page; null on the last one */
  next: number | null;
}

export interface RejectedPage {
  /** of the run, and of those the ones that pass the filter */
  total: number;
  found: number;
  reasons: { field: string | null; reason: string; rows: number }[];
  rows: { file: string; line: number; field: string | null; reason: string; raw: string }[];
  page: number;
  pages: number;
}

/** The sample company's loading, as the first start follows it. */
export interface SampleState {
  state: 'absent' | 'loading' | 'loaded' | 'failed';
  /** true where records of the company's own are in the way */
  beside: boolean;
  phase: string | null;
  rows: number;
  error: string | null;
  /** people of the sample who can sign in, but for the one who asks */
  people: number;
}
