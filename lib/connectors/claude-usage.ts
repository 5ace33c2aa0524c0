import { absent, isSome } from './counts';
import { DAY_MS, dayOfText } from './days';
import { amountOf, type Decimal, isDollars, ZERO } from './decimal';
import { defineConnector, GATHERED, type Head, Refusal, type Row, type Session, Skip, type Translate } from './define';
import { inPages } from './pages';
import { RowNames } from './row-names';
import { addCost, personOf, type UserDay, UserDays } from './user-days';
import { idOf, isObject, objectsIn, reduce, type Shape, scalars, textOf } from './values';

const ROWS = 'data';
const INSTEAD =
  'take usage_report/claude_code, analytics/users, or user_usage_report and user_cost_report with bucket_width=1d instead';

/**
 * Anthropic's reports of requests and money that name people: `user_usage_report` and `user_cost_report` of a Claude
 * Enterprise organization, and `usage_report/messages` grouped by account. Requests are made by programs as well as by
 * people, so they prove use and count nothing.
 */
export const claudeUsage = defineConnector({
  id: 'claude-usage',
  title: 'Claude usage and cost by user (user_usage_report, user_cost_report, usage_report/messages by account, JSON)',
  vendor: 'Anthropic',
  about: {
    reads: [
      'One record for each person, day in UTC and tool (claude-code, claude for every other product, claude-api for usage by account): active, without a number of interactions, where requests or tokens were used.',
      'Cost: the amounts of user_cost_report in US dollars, added up exactly over products and models; an amount that comes again in another file of the run counts once, the later.',
      'The employee is the e-mail address of the actor; where it is missing, the user_id, and for usage by account the account_id, to be matched by the table of logins.',
    ],
    drops: [
      'Tokens, numbers of requests, models, workspaces, API keys, groups, channels, names.',
      'What names no person (API keys, service accounts): counted, not read.',
    ],
    cannotKnow: [
      'How often a person acted: one prompt may be hundreds of requests. So no number of interactions is given, and the day is in no average.',
      'Periods of more than a day: their rows are rejected; ask for bucket_width=1d.',
      'What is told by the other reports of Claude as well: load this one under its own source, and not beside them for the same tool and days.',
      'Credits: the cost is after discounts and before credits, in US dollars; Tandem does not convert it.',
      'The last three days: Anthropic’s figures settle after about three days, so load the report again then.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 3,
  rowsIn: [ROWS],
  reads: (head) => head.carrier === 'json' && inPages(head, ROWS).some((row) => isUserRow(row) || namesAccounts(row)),
  declines,
  begin,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const isUserRow = (row: Row) =>
  isObject(row.actor) && ['requests', 'total_tokens', 'amount'].some((name) => name in row);
const isBucket = (row: Row) => 'starting_at' in row && Array.isArray(row.results);
const namesAccounts = (row: Row) => isBucket(row) && objectsIn(row.results).some((result) => idOf(result.account_id));

const KEPT: Shape = {
  ...scalars('starting_at', 'ending_at', 'product', 'requests', 'amount', 'currency'),
  actor: scalars('type', 'deleted'),
};

function declines(head: Head): string | undefined {
  if (head.carrier !== 'json') return undefined;
  const buckets = inPages(head, ROWS).filter(isBucket);
  const results = buckets.flatMap((row) => objectsIn(row.results));
  if (results.some((result) => 'cost_type' in result || ('amount' in result && 'currency' in result)))
    return `This is what Claude cost by workspace, and no person’s use; ${INSTEAD}.`;
  if (results.some((result) => 'uncached_input_tokens' in result || 'cache_read_input_tokens' in result))
    return `This is Claude’s usage without people: ask for it with group_by[]=account_id, or ${INSTEAD}.`;
  return buckets.length > 0 && results.length === 0 && 'ending_at' in buckets[0]!
    ? `This is a report of Claude’s in which nobody used anything; ${INSTEAD}.`
    : undefined;
}

const NOBODY = 'usage that names no person: API keys, service accounts';

function begin(): Session {
  const days = new UserDays();
  /** amounts by what they are for, so that one that comes again counts once */
  const amounts = new Map<string, { day: UserDay; cost: Decimal }>();

  const take = (row: Row, line: number, date: string, names: RowNames): ReturnType<Translate> => {
    const actor = row.actor as Row;
    const person = personOf(actor.email ?? actor.email_address, actor.user_id ?? actor.id);
    if (person === null)
      return actor.type === 'user_actor'
        ? new Refusal('actor.email', 'actor.email is missing, and so is actor.user_id')
        : new Skip(NOBODY);
    let cost: Decimal | undefined;
    if ('amount' in row) {
      cost = amountOf(row.amount, 2);
      if (cost === undefined) return new Refusal('amount', 'amount is not an amount of cents');
      if (!isDollars(row.currency)) return new Refusal('currency', 'currency is not USD: only US dollars are read');
    }
    const used = isSome(row.requests) || isSome(row.total_tokens) || isSome(row.output_tokens);
    const tool = textOf(row.product) === 'claude_code' ? 'claude-code' : 'claude';
    const day = days.of(person, tool, date, line);
    day.isUsed ||= used || (cost ?? ZERO).units > 0n;
    const name = cost === undefined ? null : names.nameOf(row);
    if (cost !== undefined && name !== null) amounts.set(name, { day, cost });
    return GATHERED;
  };

  const takeBucket = (results: Row[], line: number, date: string) => {
    if (results.length === 0) return new Skip('days without any usage');
    for (const result of results) {
      const account = personOf(undefined, result.account_id);
      if (account === null) days.note(new Skip(NOBODY), line);
      else days.of(account, 'claude-api', date, line).isUsed = true;
    }
    return GATHERED;
  };

  return {
    open() {
      const names = new RowNames();
      return (row, _around, line = 1) => {
        if (!isBucket(row) && !isObject(row.actor)) return new Refusal('actor', 'actor is missing');
        const date = dayOf(row);
        if (date instanceof Refusal) return date;
        return isBucket(row) ? takeBucket(objectsIn(row.results), line, date) : take(row, line, date, names);
      };
    },
    *finish() {
      for (const { day, cost } of amounts.values()) addCost(day, cost);
      yield* days.records();
    },
  };
}

/** The UTC day that a row's bucket lies in. */
function dayOf({ starting_at: from, ending_at: to }: Row): string | Refusal {
  const date = dayOfText(from);
  if (date === undefined)
    return new Refusal(
      'starting_at',
      `starting_at is ${absent(from) ? 'missing: ask for bucket_width=1d' : 'not a time'}`,
    );
  // The day of its last millisecond.
  const end = dayOfText(to) === undefined ? Number.NaN : Date.parse(to as string);
  if (!(end > Date.parse(from as string)))
    return new Refusal('ending_at', `ending_at is ${absent(to) ? 'missing' : 'not a time after starting_at'}`);
  return end <= Date.parse(date) + DAY_MS
    ? date
    : new Refusal('ending_at', 'the bucket is not within one day in UTC: ask for bucket_width=1d');
}
