import type { Dimension } from './dimensions';
import { formatDate, formatMonth } from './format';
import { addDays, addMonths, quarterOf, startOf } from './period';
import type { DateRange, Filter, Grain } from './request';

const DIMENSION_WORDS: Record<Dimension, string> = {
  handled_by: 'Handled by',
  first_handler: 'Answered first by',
  channel: 'Channel',
  market: 'Market',
  language: 'Language',
  intent: 'Topic',
  complexity: 'Complexity',
  outcome: 'Outcome',
  agent_pool: 'Agents',
  escalation_reason: 'Reason for hand-over',
  department: 'Department',
  team: 'Team',
  tool: 'Tool',
};

const VALUE_WORDS: Partial<Record<Dimension, Record<string, string>>> = {
  handled_by: { ai: 'AI', human: 'People', hybrid: 'AI, then person', none: 'Nobody' },
  first_handler: { ai: 'AI first', human: 'A person first', none: 'Nobody' },
  outcome: { resolved: 'Solved', unresolved: 'Not solved', abandoned: 'Abandoned' },
  agent_pool: { in_house: 'Own', outsourced: 'Outsourced', flexible: 'Flexible' },
};

const TOOL_WORDS: Record<string, string> = {
  chatgpt: 'ChatGPT',
  claude: 'Claude',
  'claude-api': 'Claude API',
  'claude-code': 'Claude Code',
  codex: 'Codex',
  gemini: 'Gemini',
  'gemini-cli': 'Gemini CLI',
  'github-copilot': 'GitHub Copilot',
  'm365-copilot': 'Microsoft 365 Copilot',
  'openai-api': 'OpenAI API',
};

const GRAIN_WORDS: Record<Grain, string> = { day: 'day', week: 'week', month: 'month', quarter: 'quarter' };

export const dimensionWord = (dimension: Dimension) => DIMENSION_WORDS[dimension];
export const grainWord = (grain: Grain) => GRAIN_WORDS[grain];

/** `refund_status` → `Refund status`. */
function sentence(slug: string): string {
  const spaced = slug.replace(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function named(type: 'region' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames('en', { type, fallback: 'code' }).of(code) ?? code;
  } catch {
    // Not every source keeps to the standard's codes; then the code itself is the name.
    return code;
  }
}

/** What a dimension's value is called on screen; ids stay in addresses and files. */
export function valueWord(dimension: Dimension, value: string): string {
  if (value === 'unknown') return 'Unknown';
  const word = VALUE_WORDS[dimension]?.[value];
  if (word) return word;
  if (dimension === 'market') return named('region', value);
  if (dimension === 'language') return named('language', value);
  if (dimension === 'department' || dimension === 'team') return value;
  if (dimension === 'tool') return TOOL_WORDS[value] ?? sentence(value);
  return sentence(value);
}

/** The hue a value of "who handled it" owns everywhere. */
export function hueOf(dimension: Dimension, value: string): 'ai' | 'human' | 'hybrid' | undefined {
  if (dimension !== 'handled_by' && dimension !== 'first_handler') return undefined;
  return value === 'ai' || value === 'human' || value === 'hybrid' ? value : undefined;
}

/** A range in words: `Q1 2025`, `March 2025`, `2024`, `24–30 Mar 2025`. The last day is named, not the one after. */
export function periodWord({ from, to }: DateRange): string {
  const isWhole = (grain: Grain, months: number) => startOf(grain, from) === from && addMonths(from, months) === to;
  if (isWhole('quarter', 3)) return quarterOf(from).replace(/(\d+)-(Q\d)/, '$2 $1');
  if (isWhole('month', 1)) return formatMonth(from);
  if (isWhole('quarter', 12) && from.endsWith('-01-01')) return from.slice(0, 4);
  const last = addDays(to, -1);
  if (isMonthStart(from) && isMonthStart(to)) return `${formatMonth(from, 'short')} – ${formatMonth(last, 'short')}`;
  if (from === last) return formatDate(from);
  if (from.slice(0, 7) === last.slice(0, 7)) return `${Number(from.slice(8))}–${formatDate(last)}`;
  return `${formatDate(from, { year: from.slice(0, 4) !== last.slice(0, 4) })} – ${formatDate(last)}`;
}

const isMonthStart = (date: string) => date.endsWith('-01');

/** One period of a grain on an axis or in a table: `24 Mar`, `Mar 2025`, `Q1 2025`. */
export function tickWord(grain: Grain, key: string): string {
  if (grain === 'quarter') return quarterOf(key).replace(/(\d+)-(Q\d)/, '$2 $1');
  if (grain === 'month') return formatMonth(key, 'short');
  return formatDate(key, { year: false });
}

/** The same in full, as a table or a tooltip says it. */
export function keyWord(grain: Grain, key: string): string {
  if (grain === 'week') return `Week of ${formatDate(key)}`;
  if (grain === 'day') return formatDate(key);
  return tickWord(grain, key);
}

/** `2023-Q1` → `Q1 2023`. */
export function quarterWord(quarter: string): string {
  return `${quarter.slice(5)} ${quarter.slice(0, 4)}`;
}

const DAYS_COUNTED: Record<string, string> = {
  daily_active_rate: 'employee-days',
  interactions_per_active_day: 'active days',
};

/** What stands below the line of a metric, where it is neither people nor conversations: `employee-days`. */
export const countedWord = (metric: string): string | undefined => DAYS_COUNTED[metric];

/** Names joined as a sentence does: `a, b and c`. */
export function listWords(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Says when a range cuts its first or last period, so that a short bar is not read as a fall. */
export function cutWords({ from, to, grain }: DateRange & { grain: Grain }): string {
  const cut = [startOf(grain, from) !== from && 'first', startOf(grain, to) !== to && 'last'].filter(Boolean);
  return cut.length === 0
    ? ''
    : ` The ${cut.join(' and the ')} ${grainWord(grain)} ${cut.length > 1 ? 'are' : 'is'} cut by the period.`;
}

/** A filter in words, `channel Chat or Phone, market Sweden`; empty without one. */
export function filterWords(filter: Filter = {}): string {
  const entries = Object.entries(filter) as [Dimension, string[]][];
  return entries
    .map(
      ([name, values]) => `${dimensionWord(name).toLowerCase()} ${values.map((v) => valueWord(name, v)).join(' or ')}`,
    )
    .join(', ');
}

/** What a page is compared with, in words; an event by its date. */
export function compareWord(choice: string): string {
  if (choice === 'none') return 'compared with nothing';
  if (choice.startsWith('event:')) return `compared with before ${formatDate(choice.slice(6))}`;
  const words = { previous_year: 'the year before', baseline: 'the baseline' }[choice];
  return `compared with ${words ?? 'the period before'}`;
}
