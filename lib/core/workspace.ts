import type { Direction, Unit } from './answer';
import type { Dimension } from './dimensions';
import { addDays } from './period';
import type { DateRange, Grain, IsoDate } from './request';

/** What a page may know of a metric before any answer has come: enough for its title and for which filters it obeys. */
export interface MetricInfo {
  title: string;
  unit: Unit;
  direction: Direction;
  dimensions: readonly Dimension[];
  grains: readonly Grain[];
  pairedWith?: string;
  /** conversations stand behind it that may be listed */
  hasRows?: true;
}

export interface WorkspaceEvent {
  on: IsoDate;
  label: string;
}

/** What every page knows of its workspace and its reader, handed down by the server as plain data. */
export interface Workspace {
  name: string;
  currency: string;
  timeZone: string;
  /** true while it shows the reference company */
  demo: boolean;
  /** the last observed day of each kind of record, null before any came */
  watermark: { conversation: IsoDate | null; people: IsoDate | null };
  /** the first conversation's day */
  firstOn: IsoDate | null;
  /** the quarter `baseline` means, `2023-Q1` */
  baseline: string | null;
  humanTargetSeconds: number;
  groupSize: number;
  targets: Record<string, number>;
  events: WorkspaceEvent[];
  /** the metrics this reader may see */
  metrics: Record<string, MetricInfo>;
  /** what of the departments this reader may ask about: everything, the company's total, or one of these scopes beside it */
  people: 'all' | 'total' | string[][];
  mayExport: boolean;
  /** sources later than their own rhythm, and people in records whom the roster does not know; null where not theirs to see */
  lateSources: { name: string; lastOn: IsoDate }[];
  unmatchedPeople: number | null;
  mayReadRows: boolean;
  /** true where sources hold people of their own whom this reader may see figures about */
  ownPopulations: boolean;
  /** the pages this reader may open, by id, for ways out of a blank panel */
  paths: Record<string, string>;
}

const MONTH_DAYS = 28;
/** So long before the launch is what it was like without the AI. */
const BEFORE_DAYS = 90;

/** The event since which the AI answers customers: one called a launch, else the first inside the conversations' time. */
export function launchOf({ events, firstOn }: Pick<Workspace, 'events' | 'firstOn'>): WorkspaceEvent | undefined {
  const sorted = [...events].sort((a, b) => (a.on < b.on ? -1 : 1));
  const inside = firstOn === null ? sorted : sorted.filter(({ on }) => on > addDays(firstOn, MONTH_DAYS));
  return inside.find(({ label }) => /launch|live\b/i.test(label)) ?? inside[0];
}

/** The 90 days up to the launch; null where there is none. */
export function beforeLaunch(workspace: Pick<Workspace, 'events' | 'firstOn'>): DateRange | null {
  const launch = launchOf(workspace);
  return launch ? { from: addDays(launch.on, -BEFORE_DAYS), to: launch.on } : null;
}
