import { absent, badCount, countOf, isSome } from './counts';
import { dayOfText } from './days';
import { add, amountOf, type Decimal, isDollars, ZERO } from './decimal';
import { defineConnector, GATHERED, Refusal, type Row, type Session, Skip } from './define';
import { inPages } from './pages';
import { RowNames } from './row-names';
import { addCost, personOf, type UserDay, UserDays } from './user-days';
import { isObject, objectsIn, reduce, type Shape, scalars } from './values';

const ROWS = 'data';
const TELLING = ['core_metrics', 'tool_actions', 'model_breakdown', 'terminal_type'];

/**
 * Claude Code's analytics (`usage_report/claude_code`): a row for each person, day, terminal and kind of plan, in pages,
 * one a line or in an array.
 *
 *   interactions = accepted edits of files (edit, multi-edit, write and notebook tools), over all rows of the day
 *
 * Sessions are no interactions, but prove use: a day with sessions and without accepted edits is active, of unknown
 * amount.
 */
export const claudeCode = defineConnector({
  id: 'claude-code',
  title: 'Claude Code analytics (usage_report/claude_code, JSON)',
  vendor: 'Anthropic',
  about: {
    reads: [
      'One record for each person and day in UTC: interactions = accepted edits of files (tool_actions: edit, multi-edit, write and notebook tools), added up over terminals and kinds of plan.',
      'A day with sessions, commits or model use but without an accepted edit is active, without a number of interactions.',
      'Cost: estimated_cost of all models in US dollars, added up exactly.',
      'A row that comes again in another file of the run (a window of days that was loaded twice) counts once, with its later figures.',
      'The employee is the e-mail address of the actor.',
    ],
    drops: [
      'Tokens, lines of code, commits and pull requests, models, terminals, rejected edits, ids of the organization.',
      'Use by API keys: counted, not read, as a key names no person.',
    ],
    cannotKnow: [
      'How many prompts were sent: Anthropic tells sessions, not prompts. The OpenTelemetry logs of Claude Code do tell them.',
      'Whether an edit was accepted by hand or by a setting that accepts all.',
      'What was paid: the cost is an estimate at list price, without discounts, and not the invoice; Tandem does not convert it from dollars.',
      'Use through Bedrock or Vertex: it is missing.',
      'The last day: its figures may still grow, so load it again the day after.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 1,
  rowsIn: [ROWS],
  reads: (head) => head.carrier === 'json' && inPages(head, ROWS).some(isUse),
  begin,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const isUse = (row: Row) => isObject(row.actor) && 'date' in row && TELLING.some((name) => name in row);

const ACTIONS: Shape = scalars('accepted', 'rejected');
const KEPT: Shape = {
  ...scalars('date', 'customer_type'),
  actor: scalars('type'),
  core_metrics: scalars('num_sessions'),
  tool_actions: { edit_tool: ACTIONS, multi_edit_tool: ACTIONS, write_tool: ACTIONS, notebook_edit_tool: ACTIONS },
  model_breakdown: [{ estimated_cost: scalars('amount', 'currency') }],
};

/** What one row of a person's day tells. */
interface Part {
  day: UserDay;
  accepted: number;
  isUsed: boolean;
  /** null: it tells none */
  cost: Decimal | null;
}

function begin(): Session {
  const days = new UserDays();
  const parts = new Map<string, Part>();
  return {
    open() {
      const names = new RowNames();
      return (row, _around, line = 1) => {
        if (!isObject(row.actor)) return new Refusal('actor', 'actor is missing');
        const person = personOf(row.actor.email_address ?? row.actor.email, row.actor.user_id);
        if (person === null)
          return row.actor.type === 'api_actor' || !absent(row.actor.api_key_name)
            ? new Skip('use by an API key, which names no person')
            : new Refusal('actor.email_address', 'actor.email_address is missing');
        const date = dayOfText(row.date);
        if (date === undefined) return new Refusal('date', `date is ${absent(row.date) ? 'missing' : 'not a date'}`);
        const accepted = acceptedIn(row.tool_actions);
        if (accepted instanceof Refusal) return accepted;
        const cost = costOf(row.model_breakdown);
        if (cost instanceof Refusal) return cost;
        const day = days.of(person, 'claude-code', date, line);
        const name = names.nameOf(row);
        if (name !== null) parts.set(name, { day, accepted, isUsed: isUsed(row), cost });
        return GATHERED;
      };
    },
    *finish() {
      for (const { day, accepted, isUsed, cost } of parts.values()) {
        day.interactions += accepted;
        day.isUsed ||= isUsed;
        addCost(day, cost ?? undefined);
      }
      yield* days.records();
    },
  };
}

/** Accepted edits over all tools; the analytics of an enterprise call them `accepted_count`. */
export function acceptedIn(actions: unknown): number | Refusal {
  if (!isObject(actions)) return 0;
  let accepted = 0;
  for (const [tool, decisions] of Object.entries(actions)) {
    if (!isObject(decisions)) continue;
    const given = decisions.accepted ?? decisions.accepted_count;
    const count = countOf(given);
    if (count === undefined) return badCount(`tool_actions.${tool}.accepted`, given);
    accepted += count;
  }
  return accepted;
}

function isUsed({ core_metrics: core, model_breakdown: models }: Row): boolean {
  const counts = isObject(core) ? [core.num_sessions, core.commits_by_claude_code] : [];
  return counts.some(isSome) || objectsIn(models).some(({ tokens }) => isObject(tokens) && isSome(tokens.output));
}

/** The sum over models, from cents; null where no breakdown is given. */
function costOf(models: unknown): Decimal | null | Refusal {
  if (!Array.isArray(models)) return null;
  let sum = ZERO;
  for (const { estimated_cost: cost } of objectsIn(models)) {
    if (!isObject(cost)) return null;
    const amount = amountOf(cost.amount, 2);
    if (amount === undefined) return new Refusal(COST, `${COST}.amount is not an amount of cents`);
    if (!isDollars(cost.currency)) return new Refusal(COST, `${COST}.currency is not USD: only US dollars are read`);
    sum = add(sum, amount);
  }
  return sum;
}

const COST = 'model_breakdown.estimated_cost';
