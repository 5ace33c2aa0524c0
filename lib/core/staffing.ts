import type { DateRange, Filter } from './request';

/** "x % answered within y seconds". */
export interface ServiceTarget {
  /** 0 to 1 */
  share: number;
  seconds: number;
}

export interface StaffingRequest extends DateRange {
  /** by channel, language and complexity: what arrivals are kept by */
  filter?: Filter;
  /** without, 80 % within the seconds a person should come in */
  target?: Partial<ServiceTarget>;
  /** mean seconds a customer waits before leaving; without, nobody leaves (Erlang C) */
  patience_seconds?: number;
  /** conversations one person holds at once, in chat and messaging */
  concurrency?: number;
  /** share of paid time that is not spent at work; without, what the FTE assumption says */
  shrinkage?: number;
  /** how many points of all conversations the AI takes more, and fewer */
  ai_points?: number;
}

export const STAFFING_DIMENSIONS = ['channel', 'language', 'complexity'] as const;
/** What stands where the request names nothing else. */
export const DEFAULT_SHARE = 0.8;
export const DEFAULT_POINTS = 10;
/** Share of those who ask for a person who should reach one in time, where no target is set. */
export const DEFAULT_OBJECTIVE = 0.95;
/** Paid hours of a full-time year: 52 weeks of 40. */
export const PAID_HOURS_YEAR = 2080;
export const WEEKS_YEAR = 52;
/** What may be tried. */
export const STAFFING_LIMITS = {
  share: { least: 0.5, most: 0.99 },
  seconds: { least: 0, most: 3600 },
  patience: { least: 1, most: 3600 },
  concurrency: { least: 1, most: 10 },
  shrinkage: { least: 0, most: 0.8 },
  points: { least: 1, most: 50 },
} as const;

/** Customers who asked for a person. */
export interface Asked {
  asked: number;
  inTime: number;
  later: number;
  never: number;
}

/** The same of one complexity or language; null where fewer than k agents are known to have answered. */
export interface AskedPart {
  value: string;
  reach: Asked | null;
}

export interface HumanReach extends Asked {
  /** asked less than a day ago, open, and nobody came yet: in none of the others */
  pending: number;
  /** seconds within which a person should come, and the share for whom one should */
  withinSeconds: number;
  objective: number;
  /** misses over the misses the objective allows; null without a request, infinite is told as null with `allowed` 0 */
  budgetUsed: number | null;
  /** how many may be missed, and how many were */
  allowed: number;
  missed: number;
  /** seconds; null: not known, or among those who never got there */
  p50: number | null;
  p95: number | null;
  isP95NotReached: boolean;
  byComplexity: AskedPart[];
  byLanguage: AskedPart[];
  /** smallest number of agents a figure may be about */
  leastAgents: number;
}

export interface ChannelLoad {
  channel: string;
  /** waits in a queue, or is a backlog that is worked off */
  kind: 'queue' | 'backlog';
  /** arrivals that need people, all and by why, in the period */
  arrivals: number;
  byKind: { human_first: number; asked: number; escalated: number };
  /** mean seconds a person is taken up by one; null: not known, and then not planned */
  serviceSeconds: number | null;
  /** the time is from joining to end, or the working time where that is unknown */
  serviceFrom: 'joining_to_end' | 'handling';
  /** conversations held at once */
  concurrency: number;
}

/** One half-hour of the week: 0 = Monday 00:00, 335 = Sunday 23:30. */
export interface HalfHour {
  /** P80 over the dates of the period of arrivals that need people; null: the period has no such day */
  arrivals: number | null;
  /** conversations that are held at the same time at most */
  servers: number;
  /** people at their desks */
  positions: number;
  /** people employed: positions ÷ (1 − shrinkage) */
  people: number;
}

/** What a week takes. */
export interface Week {
  /** hours at the desk in queues, and on what is worked off */
  queueHours: number;
  backlogHours: number;
  /** both ÷ (1 − shrinkage) */
  paidHours: number;
  fte: number;
  /** a year's, and a week's: FTE × cost of a full-time year (÷ 52) */
  costYear: number;
  costWeek: number;
  /** the busiest half-hour */
  mostPeople: number;
}

export interface PoolShare {
  pool: string;
  /** of people's working time in the period; of their conversations where no time is known */
  share: number;
  paidHours: number;
  fte: number;
  costYear: number;
}

export interface Scenario extends Week {
  /** points of all conversations that the AI takes more; fewer below 0 */
  points: number;
  /** arrivals that need people, as a share of today's */
  arrivals: number;
}

export interface StaffingPlan {
  target: ServiceTarget;
  model: 'erlang_c' | 'erlang_a';
  patienceSeconds: number | null;
  concurrency: number;
  shrinkage: number;
  /** shrinkage is that of the FTE assumption: 1 − productive hours ÷ 2,080 */
  isShrinkageOfFte: boolean;
  productiveHours: number;
  occupancy: number;
  costPerFteYear: number;
  /** nobody stands for the assumptions */
  illustration: boolean;
  channels: ChannelLoad[];
  halfHours: HalfHour[];
  /** dates of the period that each half-hour's P80 is of, least and most */
  dates: { least: number; most: number };
  week: Week;
  scenarios: { more: Scenario; fewer: Scenario };
  pools: PoolShare[];
}

export interface StaffingAnswer extends DateRange {
  filter: Filter;
  asOf: string | null;
  demo: boolean;
  timeZone: string;
  currency: string;
  /** null without observed days, and where a filter leaves fewer than k agents: then `reachHidden` */
  reach: HumanReach | null;
  reachHidden: boolean;
  /** null without arrivals that need people */
  plan: StaffingPlan | null;
  /** what stands beside every cost */
  quality: { csat: number | null; csatN: number; withinTarget: number | null };
  warnings: string[];
}
