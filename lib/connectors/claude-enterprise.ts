import { TandemError } from '@/lib/core/errors';
import { acceptedIn } from './claude-code';
import { absent, badCount, countOf, isSome } from './counts';
import { dayOfText } from './days';
import { defineConnector, type Head, type RawRecord, Refusal, type Row, Skip } from './define';
import { inPages } from './pages';
import { measuresOf, personOf } from './user-days';
import { isObject, reduce, type Shape, scalars } from './values';

const ROWS = 'data';
const CODE = 'claude_code_metrics';
const MEMBERS = ['chat_metrics', CODE, 'cowork_metrics', 'design_metrics', 'office_metrics'];

/**
 * Claude Enterprise's analytics of users (`/v1/organizations/analytics/users?date=`): a row for each member, of one day.
 * The answer does not repeat the day it was asked for, so it must be written before the rows:
 * `{"date": "2026-03-02", "data": [ … ]}`, or into each row.
 */
export const claudeEnterprise = defineConnector({
  id: 'claude-enterprise',
  title: 'Claude Enterprise analytics, users (analytics/users with its date, JSON)',
  vendor: 'Anthropic',
  about: {
    reads: [
      'Two records for each member and day. Claude: interactions = messages sent (message_count of chat, cowork, design and the Office apps). Claude Code: interactions = accepted edits of files.',
      'A member listed with zeros has 0. One with sessions or actions of cowork, Office or Claude Code and no message or accepted edit is active, without a number of interactions.',
      'The day is the one the answer was asked for: write it before the rows, {"date": "2026-03-02", "data": […]}, or into each row.',
      'The employee is the e-mail address of the user; where it is missing, the user’s id.',
    ],
    drops: [
      'Counts of conversations, projects, files, artifacts, skills, connectors, searches, thinking messages and lines of code: they are parts of messages, or no actions.',
      'Totals of groups: counted, not read, as they name no person.',
    ],
    cannotKnow: [
      'Its own day: a file without one is not read.',
      'How many prompts were sent to Claude Code; it tells sessions, not prompts.',
      'Cost: see the cost report by user.',
      'The last three days: Anthropic answers only for days that are at least three days old.',
      'Use of Claude Code that the Claude Code analytics tell as well: both are of the tool claude-code. Load one of the two.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 3,
  rowsIn: [ROWS],
  reads: (head) => head.carrier === 'json' && inPages(head, ROWS).some(isMember),
  declines,
  open(head) {
    if (!inPages(head, ROWS).some((row) => 'date' in row)) throw new TandemError(422, `${DAYLESS}.`);
    return translate;
  },
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const isMember = (row: Row) => !('actor' in row) && MEMBERS.some((name) => isObject(row[name]));

const KEPT: Shape = { ...scalars('date'), chat_metrics: scalars('message_count') };

/** Its other answers, by names that only they have. */
const TOTALS = ['daily_active_user_count', 'distinct_user_count', 'assigned_seat_count'];

function declines(head: Head): string | undefined {
  return head.carrier === 'json' && inPages(head, ROWS).some((row) => TOTALS.some((name) => name in row))
    ? 'This is a total of Claude Enterprise’s analytics, it names no users: take /v1/organizations/analytics/users?date=… instead.'
    : undefined;
}

const DAYLESS =
  'It does not say its day, as Claude’s answer does not repeat what it was asked for: write {"date": "2026-03-02", "data": before its rows, or the date into each row';

function translate(row: Row, around: Row = {}): RawRecord[] | Refusal | Skip {
  const user = isObject(row.user) ? row.user : {};
  const person = personOf(user.email_address, user.id);
  if (person === null)
    return Object.keys(row).some((name) => name.startsWith('rbac_group') || name === 'product')
      ? new Skip('totals of a group, which name no person')
      : new Refusal('user.email_address', 'user.email_address is missing, and so is user.id');
  const given = row.date ?? around.date;
  const date = dayOfText(given);
  if (date === undefined) return new Refusal('date', `date is ${absent(given) ? 'missing' : 'not a date'}`);
  const records: RawRecord[] = [];
  for (const [tool, made] of [
    ['claude', messagesOf(row)],
    ['claude-code', editsOf(row[CODE])],
  ] as const) {
    if (made instanceof Refusal) return made;
    if (made)
      records.push({ type: 'tool_activity', ...person, tool, date, ...measuresOf({ ...made, cost: null }, date) });
  }
  return records.length > 0 ? records : new Skip('members without any figures');
}

interface Made {
  interactions: number;
  isUsed: boolean;
}

/** Messages over the parts of Claude, Office apps each for itself; null where no part is given. */
function messagesOf(row: Row): Made | null | Refusal {
  const parts = Object.entries(row).flatMap(([name, part]) =>
    name === CODE || !name.endsWith('_metrics') || !isObject(part)
      ? []
      : [[name, part] as const, ...Object.entries(part).map(([inner, of]) => [`${name}.${inner}`, of] as const)],
  );
  let made: Made | null = null;
  for (const [name, part] of parts) {
    if (!isObject(part)) continue;
    made ??= { interactions: 0, isUsed: false };
    if (name !== 'chat_metrics') made.isUsed ||= [part.action_count, part.distinct_session_count].some(isSome);
    if (absent(part.message_count)) {
      if (name === 'chat_metrics') return badCount('chat_metrics.message_count', undefined);
      continue;
    }
    const count = countOf(part.message_count);
    if (count === undefined) return badCount(`${name}.message_count`, part.message_count);
    made.interactions += count;
  }
  return made;
}

function editsOf(code: unknown): Made | null | Refusal {
  if (!isObject(code)) return null;
  const accepted = acceptedIn(code.tool_actions);
  if (accepted instanceof Refusal) return accepted;
  const core = isObject(code.core_metrics) ? code.core_metrics : {};
  const signs = [core.distinct_session_count, core.num_sessions, core.commit_count, core.pull_request_count];
  return { interactions: accepted, isUsed: signs.some(isSome) };
}
