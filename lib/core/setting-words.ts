import { formatDate } from './format';
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

/** A setting's value in a few words. */
export function settingValueWords(name: string, value: unknown): string {
  if (value === null || value === undefined) return name === 'baseline' ? 'the first with financials' : 'nothing';
  if (Array.isArray(value)) return listWords(name, value);
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
  if (name === 'holidays') return `${size}, ${formatDate(String(list[0]))} to ${formatDate(String(list.at(-1)))}`;
  return size;
}
