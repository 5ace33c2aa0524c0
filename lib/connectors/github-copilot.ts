import { parseDay } from '@/lib/core/instant';
import { absent, badCount, countOf } from './counts';
import { defineConnector, type Head, type RawRecord, Refusal, type Row } from './define';
import { idOf, objectsIn, reduce, scalars, textOf } from './values';

const ROWS = 'day_totals';
const COUNTS = ['user_initiated_interaction_count', 'code_acceptance_activity_count'] as const;

const INSTEAD = 'download the users report (users-1-day or users-28-day) instead';

/** Rows of the file's beginning, out of what wraps them. */
const beginning = ({ rows }: Head): Row[] => rows.flatMap((row) => (ROWS in row ? objectsIn(row[ROWS]) : [row]));

const isUserDay = (row: Row) => ('user_login' in row || 'user_id' in row) && COUNTS.some((name) => name in row);
const isEmptyReport = (row: Row) => 'report_start_day' in row && Array.isArray(row[ROWS]) && row[ROWS].length === 0;

/**
 * GitHub Copilot's user reports: `users-1-day` and `users-28-day` of an organization or an enterprise. The same rows
 * come one a line, in an array, or wrapped in one object or one object a line (`day_totals`), and as a table's CSV.
 * A row is one user on one day; a row without `day` is the period its report names, kept as that period.
 *
 *   interactions = user_initiated_interaction_count + code_acceptance_activity_count
 *
 * The breakdowns (`totals_by_…`) overlap each other, so nothing is added up from them.
 */
export const githubCopilot = defineConnector({
  id: 'github-copilot',
  title: 'GitHub Copilot user reports (users-1-day, users-28-day; NDJSON, JSON, CSV)',
  vendor: 'GitHub',
  about: {
    reads: [
      'One record for each user and day: interactions = prompts (user_initiated_interaction_count) + accepted suggestions (code_acceptance_activity_count).',
      'The employee is the GitHub login (user_login): it matches a roster whose employee_id is the login; any other login is counted as unmatched.',
      'A row without a day is kept as the period its report names, never spread over days.',
    ],
    drops: [
      'Every breakdown (editor, feature, language, model, tool and agent names), lines of code, flags and versions.',
      'The ids of the organization and of the enterprise; user_id.',
    ],
    cannotKnow: [
      'Who used only the command line, the coding agent or code review: GitHub lists them with 0 interactions, so they count as not active.',
      'Users with telemetry turned off: they are absent although active.',
      'Cost: AI credits are a quota, not money, and the report holds no price.',
      'That a renamed login is the same person.',
      'The last three days: GitHub’s figures settle after about three days, so load the report again then.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 3,
  rowsIn: [ROWS],
  reads: (head) =>
    head.carrier === 'csv'
      ? COUNTS.every((name) => head.fields.includes(name)) && head.fields.includes('user_login')
      : beginning(head).some(isUserDay) || head.rows.some(isEmptyReport),
  declines: (head) => OTHERS.find(([names]) => (head.carrier === 'csv' ? inCsv : inJson)(head, names))?.[1],
  open: () => translate,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const KEPT = scalars('day', 'report_start_day', 'report_end_day', 'user_id', 'user_login', ...COUNTS);

/** GitHub's other files, by names that only they have, and what to say of them. */
const OTHERS: [names: readonly string[], sentence: string][] = [
  [
    ['download_links'],
    'These are the links to a Copilot report, not the report: open each link and load the file it gives.',
  ],
  [
    ['daily_active_users'],
    `This is the total of a GitHub Copilot organization or enterprise, it names no users: ${INSTEAD}.`,
  ],
  [
    ['copilot_ide_code_completions'],
    `This is the retired Copilot metrics API, it holds totals and names no users: ${INSTEAD}.`,
  ],
  [
    ['total_suggestions_count', 'total_acceptances_count'],
    `This is the retired Copilot usage API, it holds totals and names no users: ${INSTEAD}.`,
  ],
  [
    ['team_id', 'slug', 'user_login'],
    `This says which Copilot users are in which GitHub team, not what they did: ${INSTEAD}. Departments and teams come with the roster (team in employee records).`,
  ],
];

const inCsv = ({ fields }: Head, names: readonly string[]) => names.every((name) => fields.includes(name));
const inJson = (head: Head, names: readonly string[]) =>
  [...head.rows, ...beginning(head)].some((row) => names.every((name) => name in row));

function translate(row: Row, around: Row = {}): RawRecord | Refusal {
  const login = idOf(row.user_login);
  if (login === null)
    return 'daily_active_users' in row
      ? new Refusal('user_login', 'user_login is missing: the row is a total and names no user')
      : new Refusal('user_login', 'user_login is missing');
  let interactions = 0;
  for (const name of COUNTS) {
    const count = countOf(row[name]);
    if (count === undefined) return badCount(name, row[name]);
    interactions += count;
  }
  const record: RawRecord = { type: 'tool_activity', employee_id: login, tool: 'github-copilot', interactions };
  if (!absent(row.day)) {
    record.date = row.day;
    return record;
  }
  const from = textOf(row.report_start_day ?? around.report_start_day);
  const to = textOf(row.report_end_day ?? around.report_end_day);
  const days = parseDay(to ?? '') - parseDay(from ?? '') + 1;
  if (!(days >= 1)) return new Refusal('day', 'day is missing, and so is the period of its report');
  record.date = from;
  if (days > 1) record.period_days = days;
  return record;
}
