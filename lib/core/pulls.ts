/** How often a source is fetched. Watched folders alone are looked at every minute. */
export const SCHEDULES = ['hour', 'six_hours', 'day', 'week'] as const;
export type Schedule = (typeof SCHEDULES)[number] | 'minute';

export const SCHEDULE_WORDS: Record<Schedule, string> = {
  minute: 'every minute',
  hour: 'every hour',
  six_hours: 'every six hours',
  day: 'every night',
  week: 'every Monday night',
};

/** One thing a vendor's form asks for. */
export interface PullField {
  name: string;
  label: string;
  hint?: string;
  /** kept sealed, and never shown again */
  secret?: true;
  /** what it has to look like, and what is said where it does not */
  pattern?: string;
  wrong?: string;
  /** one of these; else free text */
  choices?: readonly { value: string; label: string }[];
}

/** A vendor as the page that adds a source shows it. */
export interface VendorInfo {
  id: string;
  title: string;
  /** what comes, in a few words */
  gives: string;
  fields: readonly PullField[];
  /** where to find what the form asks for, and which permission it needs; one step each */
  guide: readonly string[];
  /** the vendor's own page about it, by its title */
  documentation: string;
  schedule: Schedule;
  /** days that are fetched again each time, as the vendor still changes them */
  trailingDays: number;
  /** days a first pull goes back unless told otherwise */
  firstDays: number;
}

/** `waiting`: the vendor asked for patience · `blocked`: nothing is tried until somebody renews the credentials */
export type PullState = 'new' | 'succeeded' | 'waiting' | 'failed' | 'blocked';

/** A source on a schedule, as GET /api/v1/pulls tells it. Instants are ISO 8601. */
export interface PullInfo {
  id: number;
  source: string;
  vendor: string;
  title: string;
  /** what was entered, without secrets */
  options: Record<string, string>;
  schedule: Schedule;
  since: string | null;
  paused: boolean;
  running: boolean;
  /** what the pull under way has fetched */
  progress: { parts: number; bytes: number; phase: 'fetch' | 'ingest' } | null;
  state: PullState;
  said: string | null;
  saidAt: string | null;
  succeededAt: string | null;
  /** past its schedule by more than a whole interval, without having succeeded */
  late: boolean;
  nextAt: string | null;
  pulledUntil: string | null;
  run: number | null;
  /** of a watched folder: files taken, files that wait, the latest that could not be read */
  files: { taken: number; waiting: number; failed: { name: string; error: string }[] } | null;
}

export interface PullsOverview {
  vendors: VendorInfo[];
  pulls: PullInfo[];
  /** whether a process fetches at all */
  working: boolean;
}
