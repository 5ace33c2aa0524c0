import { DIMENSIONS, type Dimension } from './dimensions';
import { addDays, addMonths, daysBetween, isDate, startOf } from './period';
import { type Comparison, type DateRange, type Filter, GRAINS, type Grain, type IsoDate } from './request';
import type { Workspace } from './workspace';

/** `launch` is a workspace event's date: the same length of time before it. */
export type CompareChoice = 'previous_period' | 'previous_year' | 'baseline' | 'none' | `event:${IsoDate}`;

/** What the filter bar says; lives in the URL and nowhere else. */
export interface View extends DateRange {
  grain: Grain;
  compare: CompareChoice;
  filter: Filter;
}

export interface Preset extends DateRange {
  name: string;
}

/** What a page compares with until its reader chooses; a page may have another. */
export const DEFAULT_COMPARE: CompareChoice = 'previous_period';

/** The day after the last one observed: where presets count back from. Without data, the day given. */
export function observedEnd(workspace: Pick<Workspace, 'watermark'>, today: IsoDate): IsoDate {
  const { conversation, people } = workspace.watermark;
  const last = conversation && people ? (conversation < people ? conversation : people) : (conversation ?? people);
  return last ? addDays(last, 1) : today;
}

/** Whole weeks, months, quarters and years before `end` (exclusive), and the last 90 days as whole weeks would cut them. */
export function presets(end: IsoDate): Preset[] {
  const week = startOf('week', end);
  const month = startOf('month', end);
  const quarter = startOf('quarter', end);
  const weekly = startOf('week', end);
  return [
    { name: 'Last whole week', from: addDays(week, -7), to: week },
    { name: 'Last whole month', from: addMonths(month, -1), to: month },
    { name: 'Last whole quarter', from: addMonths(quarter, -3), to: quarter },
    { name: 'Last 13 weeks', from: addDays(weekly, -91), to: weekly },
    { name: 'Last 12 months', from: addMonths(month, -12), to: month },
  ];
}

/** The last `count` whole quarters before `end`, latest first. */
export function lastQuarters(end: IsoDate, count: number): DateRange[] {
  const first = startOf('quarter', end);
  return Array.from({ length: count }, (_, index) => ({
    from: addMonths(first, -3 * (index + 1)),
    to: addMonths(first, -3 * index),
  }));
}

const HALF_A_QUARTER_DAYS = 45;

/** What a page shows until its reader chooses: the last whole quarter; all there is where it holds less than half of it. */
export function standardRange(
  { firstOn, watermark }: Pick<Workspace, 'firstOn' | 'watermark'>,
  today: IsoDate,
): DateRange {
  const end = observedEnd({ watermark }, today);
  const quarter = lastQuarters(end, 1)[0]!;
  const isYoung = firstOn !== null && firstOn > addDays(quarter.to, -HALF_A_QUARTER_DAYS) && firstOn < end;
  return isYoung ? { from: firstOn, to: end } : quarter;
}

export function defaultGrain({ from, to }: DateRange): Grain {
  const days = daysBetween(from, to);
  if (days <= 21) return 'day';
  if (days <= 135) return 'week';
  return days <= 1100 ? 'month' : 'quarter';
}

/** Reads a page's search parameters; whatever is missing or makes no sense becomes the default. */
export function readView(params: URLSearchParams, standard: DateRange, compare = DEFAULT_COMPARE): View {
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  const range = isDate(from) && isDate(to) && from < to ? { from, to } : { from: standard.from, to: standard.to };
  const grain = GRAINS.find((name) => name === params.get('grain')) ?? defaultGrain(range);
  return { ...range, grain, compare: readCompare(params.get('compare'), compare), filter: readFilter(params) };
}

const COMPARISONS: readonly CompareChoice[] = ['previous_period', 'previous_year', 'baseline', 'none'];

function readCompare(text: string | null, otherwise: CompareChoice): CompareChoice {
  if (text?.startsWith('event:') && isDate(text.slice(6))) return text as CompareChoice;
  return COMPARISONS.find((choice) => choice === text) ?? otherwise;
}

function readFilter(params: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const dimension of DIMENSIONS) {
    const values = params.getAll(dimension).filter(Boolean);
    if (values.length > 0) filter[dimension] = [...new Set(values)].sort();
  }
  return filter;
}

/** Changes some of a page's search parameters and keeps the rest; a default is left out of the address. */
export function writeView(
  params: URLSearchParams,
  change: Partial<View>,
  standard: DateRange,
  compare = DEFAULT_COMPARE,
): string {
  const next = new URLSearchParams(params);
  if (change.from && change.to) {
    next.set('from', change.from);
    next.set('to', change.to);
    // A grain chosen for a year would draw one bar for a week.
    next.delete('grain');
  }
  if (change.compare) next.set('compare', change.compare);
  if (change.grain) next.set('grain', change.grain);
  if (change.filter) {
    for (const dimension of DIMENSIONS) next.delete(dimension);
    for (const [dimension, values] of Object.entries(change.filter))
      for (const value of values) next.append(dimension, value);
  }
  const { from, to } = readView(next, standard);
  if (from === standard.from && to === standard.to) for (const name of ['from', 'to']) next.delete(name);
  if (next.get('compare') === compare) next.delete('compare');
  if (next.get('grain') === defaultGrain({ from, to })) next.delete('grain');
  return next.toString();
}

/**
 * The comparison as a request over `range` carries it; absent where nothing is compared or the baseline is unknown.
 * An event means the same length of time before it, moved to Mondays where `wholeWeeks`, to quarters where quarterly.
 */
export function comparisonOf(
  range: DateRange,
  choice: CompareChoice,
  baseline: string | null,
  unit: 'day' | 'week' | 'quarter' = 'day',
): Comparison | undefined {
  if (choice === 'none' || (choice === 'baseline' && !baseline)) return undefined;
  if (!choice.startsWith('event:')) return choice as Comparison;
  const to = startOf(unit, choice.slice(6));
  const days = daysBetween(range.from, range.to);
  if (unit === 'quarter') return { from: addMonths(to, -3 * Math.max(1, Math.round(days / 91.3))), to };
  return { from: addDays(to, unit === 'week' ? -7 * Math.max(1, Math.round(days / 7)) : -days), to };
}

/** The whole quarters a company figure answers for: those inside the range, else the last one that ended before its end. */
export function wholeQuarters({ from, to }: DateRange): DateRange {
  const end = startOf('quarter', to);
  const start = startOf('quarter', addDays(from, -1));
  const first = startOf('quarter', from) === from ? from : addMonths(start, 3);
  return first < end ? { from: first, to: end } : { from: addMonths(end, -3), to: end };
}

/** The filter without the dimensions `known` lacks, and those left out. */
export function splitFilter(filter: Filter, known: readonly Dimension[]): { kept: Filter; dropped: Dimension[] } {
  const kept: Filter = {};
  const dropped: Dimension[] = [];
  for (const [name, values] of Object.entries(filter) as [Dimension, string[]][]) {
    if (known.includes(name)) kept[name] = values;
    else dropped.push(name);
  }
  return { kept, dropped };
}

/** The months or quarters small charts share: 18 months up to the end of the range. */
export function historyOf({ to }: DateRange, grain: 'month' | 'quarter'): DateRange {
  const end = startOf(grain, to) === to || grain === 'quarter' ? startOf(grain, to) : to;
  return { from: addMonths(startOf(grain, addDays(end, -1)), grain === 'month' ? -17 : -15), to: end };
}
