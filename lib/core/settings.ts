import { type Assumptions, DEFAULT_ASSUMPTIONS } from './assumptions';

/** What a workspace decides. Kept in table `setting`, every change a new version; parsed by db/settings.ts. */
export interface Settings {
  name: string;
  /** IANA zone; a day begins at its midnight */
  time_zone: string;
  /** ISO 4217 */
  currency: string;
  /** 1 = Monday … 7 = Sunday; only calendars shown to people follow it, metrics use ISO weeks */
  week_start: number;
  /** dates that are no workdays, `YYYY-MM-DD` */
  holidays: string[];
  /** smallest group of people, never below 5 */
  group_size: number;
  /** the quarter `baseline` compares with, `2023-Q1`; null = the first with financials */
  baseline: string | null;
  /** a person should answer within so many seconds of being asked for */
  human_target_seconds: number;
  /** metric id → target value */
  targets: Record<string, number>;
  /** drawn on charts as labelled marks */
  events: { on: string; label: string; owner: string }[];
  /** how much lower than people the AI may be rated, in points, from a day on; 0.10 before any */
  parity_margins: { from: string; value: number; owner: string; reason: string }[];
  /** true: the same matter is also of the same language */
  parity_by_language: boolean;
  /** the time before the AI; null = the 90 days before its first conversation */
  base_period: { from: string; to: string } | null;
  /** what money saved rests on; a result names the version */
  assumptions: Assumptions;
}

export const DEFAULT_SETTINGS: Settings = {
  name: 'Our company',
  time_zone: 'UTC',
  currency: 'USD',
  week_start: 1,
  holidays: [],
  group_size: 5,
  baseline: null,
  human_target_seconds: 300,
  targets: {},
  events: [],
  parity_margins: [],
  parity_by_language: false,
  base_period: null,
  assumptions: DEFAULT_ASSUMPTIONS,
};
