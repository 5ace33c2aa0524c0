import { dayOfSeconds } from './days';
import { defineConnector, GATHERED, type Head, Refusal, type Row, type Session, Skip } from './define';
import { inPages } from './pages';
import { personOf, UserDays } from './user-days';
import { idOf, isObject, objectsIn, reduce, type Shape, scalars, textOf } from './values';

const ROWS = 'data';
const USER = 'organization.user';
const USAGE = 'organization.usage.';
const INSTEAD =
  'take GET /v1/organization/usage/completions (and the other kinds) with group_by=user_id, and GET /v1/organization/users beside it';

/**
 * OpenAI's Admin API: usage pages of any kind, grouped by user, and the list of users, which tells whose address is
 * behind a user_id. A bucket holds a result for each user, model and project; what matters is who is named on a day.
 */
export const openaiUsage = defineConnector({
  id: 'openai-usage',
  title: 'OpenAI API usage by user (Admin API usage pages and users, JSON)',
  vendor: 'OpenAI',
  about: {
    reads: [
      'One record for each user and day in UTC on which at least one request was made in the user’s name, of the tool openai-api: active, without a number of interactions.',
      'All kinds of usage grouped by user_id, over models and projects; buckets without results hold nothing.',
      'The employee is the e-mail address, where the list of users (organization/users) is in the same run; else the user_id, to be matched by the table of logins.',
    ],
    drops: [
      'Tokens, numbers of requests, models, projects, API keys, service tiers.',
      'Names and roles of users; results that name no user are counted, not read.',
    ],
    cannotKnow: [
      'How often a person acted: a request is made by a program, one prompt may be hundreds of them, and a nightly job asks while its owner sleeps. So no number of interactions is given, and the day is in no average.',
      'Whether the person was there: a program that runs under somebody’s key makes their day active.',
      'Cost: OpenAI’s costs are by project and line item, never by user.',
      'Use by service accounts and project keys without a user.',
      'Buckets of more than 1 MiB, some 1,600 results: each is a rejected row; ask for bucket_width=1h, hours of a day are added up.',
      'The running day: its bucket is not full yet, so load it again the day after.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 1,
  rowsIn: [ROWS],
  reads,
  declines,
  begin,
  // The list of users completes the usage.
  order: (head) => (inPages(head, ROWS).some(isUser) ? 0 : 1),
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const KEPT: Shape = {
  ...scalars('object', 'id', 'start_time', 'end_time'),
  results: [scalars('object', 'num_model_requests', 'num_requests')],
};

const isUser = (row: Row) => row.object === USER;
const isBucket = (row: Row) => row.object === 'bucket' && Array.isArray(row.results);
const resultsIn = (head: Head) => inPages(head, ROWS).flatMap((row) => (isBucket(row) ? objectsIn(row.results) : []));
const isUsage = ({ object }: Row) => typeof object === 'string' && object.startsWith(USAGE);

/** What says that nobody used anything. */
const isEmpty = (head: Head) =>
  inPages(head, ROWS).some((row) => isBucket(row) || (row.object === 'page' && Array.isArray(row[ROWS]))) &&
  resultsIn(head).length === 0;

function reads(head: Head): boolean {
  if (head.carrier !== 'json') return false;
  return (
    inPages(head, ROWS).some(isUser) ||
    resultsIn(head).some((result) => isUsage(result) && idOf(result.user_id) !== null) ||
    isEmpty(head)
  );
}

const OTHERS: [kind: RegExp, sentence: string][] = [
  [/^organization\.costs\./, 'This is what OpenAI’s API cost by project, and no person’s use'],
  [/^organization\.usage\./, 'This is OpenAI’s usage without users: it is a total'],
  [/^organization\.(project|audit_log|invite|admin_api_key)/, 'This is a list of the OpenAI organization’s settings'],
];

function declines(head: Head): string | undefined {
  if (head.carrier !== 'json') return undefined;
  const kinds = [...resultsIn(head), ...inPages(head, ROWS)].map(({ object }) => textOf(object) ?? '');
  for (const [kind, sentence] of OTHERS) if (kinds.some((one) => kind.test(one))) return `${sentence}; ${INSTEAD}.`;
  return undefined;
}

const NOBODY = 'usage that names no user: service accounts, project keys, kinds that know none';
const COUNTS = ['num_model_requests', 'num_requests', 'num_sessions'] as const;

function begin(): Session {
  const days = new UserDays();
  const addresses = new Map<string, string>();

  const take = (result: Row, date: string, line: number) => {
    const id = idOf(result.user_id);
    if (!isUsage(result) || id === null) return days.note(new Skip(NOBODY), line);
    const requests = COUNTS.map((name) => result[name]).find((value) => value !== undefined && value !== null);
    if (requests === 0) return days.note(new Skip('usage of no requests'), line);
    const person = personOf(addresses.get(id), id);
    if (person !== null) days.of(person, 'openai-api', date, line).isUsed = true;
  };

  return {
    open:
      () =>
      (row, _around, line = 1) => {
        if (isUser(row)) {
          const id = idOf(row.id);
          if (id === null) return new Refusal('id', 'id is missing');
          const email = textOf(row.email) ?? (isObject(row.user) ? textOf(row.user.email) : null);
          if (email === null) return new Skip('users without an e-mail address');
          addresses.set(id, email);
          return GATHERED;
        }
        if (!isBucket(row)) return new Refusal('object', 'object is neither a bucket with its results nor a user');
        const date = dayOfSeconds(row.start_time);
        if (date === undefined) return new Refusal('start_time', 'start_time is not a time in unix seconds');
        if (typeof row.end_time !== 'number' || dayOfSeconds(row.end_time - 1) !== date)
          return new Refusal('end_time', 'the bucket is not within one day in UTC: take buckets of a day or less');
        const results = objectsIn(row.results);
        if (results.length === 0) return new Skip('days without any usage');
        for (const result of results) take(result, date, line);
        return GATHERED;
      },
    finish: () => days.records(),
  };
}
