import { ASSUMPTION_NAMES, type Assumptions } from './assumptions';
import { formatCount, formatDate } from './format';
import type { Settings } from './settings';

const NAMES: Record<keyof Settings, string> = {
  name: 'Name of the workspace',
  time_zone: 'Time zone',
  currency: 'Currency',
  week_start: 'First day of the week',
  holidays: 'Holidays',
  group_size: 'Smallest group',
  baseline: 'Baseline quarter',
  human_target_seconds: 'Time to reach a person',
  targets: 'Targets',
  events: 'Events',
  parity_margins: 'Limit of the comparison with people',
  parity_by_language: 'Same matter means same language',
  base_period: 'Time before the AI',
  assumptions: 'Assumptions',
};

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** What people call a setting; its id where it is unknown. */
export const settingWord = (name: string): string => NAMES[name as keyof Settings] ?? name;

/** What an empty value means, where it means something. */
const NOTHING: Record<string, string> = {
  baseline: 'the first with financials',
  base_period: 'the 90 days before the AI’s first conversation',
};

const rangeWords = ({ from, to }: { from: string; to: string }) => `${formatDate(from)} up to ${formatDate(to)}`;

/** The six values in their order, each in two words. */
const SHORT: Record<keyof Assumptions, string> = {
  productive_hours_per_fte_year: 'hours',
  occupancy: 'occupancy',
  loaded_cost_per_fte_year: 'cost a year',
  ai_platform_cost_year: 'AI platform',
  realisation_factor: 'becomes money',
  would_have_asked: 'would have asked',
};

const assumptionWords = (assumptions: Assumptions) =>
  ASSUMPTION_NAMES.filter((name) => name in assumptions)
    .map((name) => {
      const { base } = assumptions[name];
      return `${SHORT[name]} ${Math.abs(base) >= 100 ? formatCount(base) : base}`;
    })
    .join(' · ');

/** A setting's value in a few words. */
export function settingValueWords(name: string, value: unknown): string {
  if (value === null || value === undefined) return NOTHING[name] ?? 'nothing';
  if (Array.isArray(value)) return listWords(name, value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (name === 'base_period') return rangeWords(value as { from: string; to: string });
  if (name === 'assumptions') return assumptionWords(value as Assumptions);
  if (typeof value === 'object') {
    const size = Object.keys(value).length;
    return size === 1 ? '1 entry' : `${size} entries`;
  }
  if (name === 'week_start') return WEEKDAYS[Number(value) - 1] ?? String(value);
  return String(value);
}

function listWords(name: string, list: unknown[]): string {
  if (list.length === 0) return 'none';
  const size = list.length === 1 ? '1 entry' : `${list.length} entries`;
  if (name === 'parity_margins')
    return (list as Settings['parity_margins'])
      .map(({ from, value }) => `${value} from ${formatDate(from)}`)
      .join(' · ');
  if (name === 'holidays') return `${size}, ${formatDate(String(list[0]))} to ${formatDate(String(list.at(-1)))}`;
  return size;
}
