import { TandemError } from '@/lib/core/errors';
import { parseDay } from '@/lib/core/instant';
import { startOf, startOfNext } from '@/lib/core/period';
import { absent, badCount, countOf } from './counts';
import { defineConnector, type Head, type RawRecord, Refusal, type Row, type Translate } from './define';
import { personOf } from './user-days';
import { reduce, scalars, textOf } from './values';

const COUNT = 'messages';
const EXPORT = 'in the workspace’s settings under Analytics, export the users, weekly or monthly';

/**
 * The users export of ChatGPT Enterprise's workspace analytics: a row for each member and week or month. Columns are
 * found by their names, in any order; OpenAI lists them nowhere, so any but the person, the period's first day and the
 * messages may be missing.
 */
export const chatgptWorkspace = defineConnector({
  id: 'chatgpt-workspace',
  title: 'ChatGPT Enterprise workspace analytics, users (weekly or monthly CSV)',
  vendor: 'OpenAI',
  about: {
    reads: [
      'One record for each member and week or month: interactions = messages. A member listed as not active has 0.',
      'The period is kept as it is: a week is never divided into days, nor between two months. The last active day (last_day_active_in_period, else last_day_active) tells the days on which somebody counts as active.',
      'A week or month that is not over yet counts as the whole one, so that the later export of it takes its place.',
      'The employee is the e-mail address; where it is missing, the member’s id (public_id).',
    ],
    drops: [
      'Names, roles, departments, groups, and which models, GPTs, tools and projects were used: their counts are parts of messages.',
    ],
    cannotKnow: [
      'Single days: daily figures leave ChatGPT out, weekly ones need the weekly export.',
      'In which time zone OpenAI’s weeks begin; Tandem takes its dates as they are.',
      'Cost: the export holds none.',
      'That the Compliance API’s conversations are the same messages: both are of the tool chatgpt. Load one of the two; which goes before the other, where a company sends both, is not decided here.',
      'A person in two workspaces of the company: give each workspace a source of its own (--source), else the later row takes the place of the earlier.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 1,
  rowsIn: [],
  reads: (head) => head.carrier === 'csv' && isUsers(columnsOf(head)),
  declines: (head) => (head.carrier === 'csv' ? declines(columnsOf(head)) : undefined),
  open,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const KEPT = scalars('cadence', 'period_start', 'period_end', 'is_active', 'last_day_active_in_period', COUNT);

/** Column names as the known export writes them → as this file does. */
type Columns = ReadonlyMap<string, string>;

const columnsOf = ({ fields }: Head): Columns =>
  new Map(fields.map((field) => [field.toLowerCase().replace(/[\s-]+/g, '_'), field]));

const PERSON = ['email', 'public_id'];
const has = (columns: Columns, ...names: string[]) => names.every((name) => columns.has(name));
const isOther = (columns: Columns) => columns.has('gpt_name') || columns.has('project_name');

const isUsers = (columns: Columns) =>
  has(columns, 'period_start', COUNT) && PERSON.some((name) => columns.has(name)) && !isOther(columns);

function declines(columns: Columns): string | undefined {
  if (has(columns, 'gpt_name') && (has(columns, 'messages_workspace') || has(columns, 'unique_messagers_workspace')))
    return `This is ChatGPT’s list of GPTs, it names no users: ${EXPORT}.`;
  if (
    has(columns, 'project_id', 'project_name') &&
    (columns.has('project_url') || columns.has('project_creator_email'))
  )
    return `This is ChatGPT’s list of projects, it says nothing of who used them: ${EXPORT}.`;
  return undefined;
}

function open(head: Head): Translate {
  const columns = columnsOf(head);
  if (!has(columns, 'period_end') && !has(columns, 'cadence'))
    throw new TandemError(422, 'It says neither how long its periods are (cadence) nor when they end (period_end).');
  const named = (name: string) => columns.get(name) ?? name;
  const names = { email: named('email'), id: named('public_id'), active: named('is_active'), messages: named(COUNT) };
  const [start, end, cadence] = [named('period_start'), named('period_end'), named('cadence')];
  const [lastInPeriod, last] = [named('last_day_active_in_period'), named('last_day_active')];
  // A file has few periods and many members.
  const periods = new Map<string, Period | Refusal>();
  const periodOf = (row: Row) => {
    const key = `${row[start]}\n${row[end]}\n${row[cadence]}`;
    let period = periods.get(key);
    if (period === undefined) {
      if (periods.size > 1000) periods.clear();
      period = periodIn(row[start], row[end], textOf(row[cadence]));
      periods.set(key, period);
    }
    return period;
  };
  return (row) => {
    const person = personOf(row[names.email], row[names.id]);
    if (person === null) return new Refusal('email', 'email is missing');
    const period = periodOf(row);
    if (period instanceof Refusal) return period;
    const active = dayWithin(row[lastInPeriod], period) ?? dayWithin(row[last], period);
    const given = row[names.messages];
    const isIdle = isNo(row[names.active]);
    const messages = absent(given) && isIdle ? 0 : countOf(given);
    if (messages === undefined && !(absent(given) && active !== undefined)) return badCount(COUNT, given);

    const record: RawRecord = { type: 'tool_activity', ...person, tool: 'chatgpt', date: period.from };
    if (period.days > 1) record.period_days = period.days;
    if (messages !== undefined) record.interactions = messages;
    // Who wrote nothing may still have opened it.
    if (messages !== 0 && active !== undefined) record.last_active_on = active;
    return record;
  };
}

const isNo = (value: unknown) => value === '0' || (typeof value === 'string' && /^(0(\.0+)?|false)$/i.test(value));

interface Period {
  from: string;
  days: number;
  /** its days, counted as parseDay does, the end exclusive */
  first: number;
  end: number;
}

function periodIn(start: unknown, end: unknown, cadence: string | null): Period | Refusal {
  const from = dayIn(start);
  if (from === undefined)
    return new Refusal('period_start', `period_start is ${absent(start) ? 'missing' : 'not a date'}`);
  const days = daysOf(from, end, cadence);
  return days instanceof Refusal ? days : { from, days, first: parseDay(from), end: parseDay(from) + days };
}

/** `2026-03-02`, also with the midnight that some tools write behind it. */
function dayIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const day = value.length === 10 ? value : value.trim().replace(/[T ]00:00\S*$/, '');
  return Number.isNaN(parseDay(day)) || day < '1900' || day >= '2200' ? undefined : day;
}

function dayWithin(value: unknown, { first, end }: Period): string | undefined {
  const day = dayIn(value);
  if (day === undefined) return undefined;
  const number = parseDay(day);
  return number >= first && number < end ? day : undefined;
}

/** How long a period is. Its end is its last day; an export that names the day after it means the same. */
function daysOf(from: string, end: unknown, cadence: string | null): number | Refusal {
  const whole = wholeOf(from, cadence);
  if (absent(end)) return whole ?? new Refusal('period_end', 'period_end is missing, and so is cadence');
  const to = dayIn(end);
  if (to === undefined) return new Refusal('period_end', 'period_end is not a date');
  const days = parseDay(to) - parseDay(from) + 1;
  if (days < 1) return new Refusal('period_end', 'period_end is before period_start');
  return whole !== null && days <= whole + 1 ? whole : days;
}

/** A week, or the month that begins on that day; null where the cadence tells neither. */
function wholeOf(from: string, cadence: string | null): number | null {
  if (/^week/i.test(cadence ?? '')) return 7;
  if (!/^month/i.test(cadence ?? '') || startOf('month', from) !== from) return null;
  return parseDay(startOfNext('month', from)) - parseDay(from);
}
