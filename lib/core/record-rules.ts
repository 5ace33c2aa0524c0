import { type FIELDS, fieldsOf, type RecordType } from './record';

/** Why a row was refused. `reason` is a plain sentence's end that begins with the field where there is one. */
export class Refusal {
  constructor(
    readonly field: string | null,
    readonly reason: string,
  ) {}
}

/**
 * A checked record: its values in the order of its fields, null where absent. Times are microseconds and dates days
 * since 1970 UTC, decimals as given, secrets still in clear.
 */
export type Values = unknown[];

export interface RuleContext {
  /** no time may be later; microseconds since 1970 */
  latest: number;
  /** ISO 4217, the workspace's */
  currency: string;
}

/** The place of every field in `Values`: `at('conversation').csat`. */
function places<Type extends RecordType>(type: Type): { [Name in keyof (typeof FIELDS)[Type]]: number } {
  return Object.fromEntries(fieldsOf(type).map(({ name }, index) => [name, index])) as never;
}

const C = places('conversation');
const A = places('tool_activity');
const S = places('seat');
const F = places('financials');
const TIMES = fieldsOf('conversation').flatMap(({ name, field }, index) =>
  field.kind === 'time' ? [{ name, index }] : [],
);

const refuse = (field: string, reason: string) => new Refusal(field, `${field} ${reason}`);

function conversation(values: Values, { latest }: RuleContext): Refusal | null {
  const ended = values[C.ended_at] as number | null;
  const ai = values[C.ai_involved];
  const human = values[C.human_involved];
  if (ended !== null && ended < (values[C.started_at] as number)) return refuse('ended_at', 'is before started_at');
  if (ended === null && values[C.outcome] === 'resolved') return refuse('ended_at', 'is missing though it is resolved');
  const first = values[C.first_handler];
  if (first === 'ai' && !ai) return refuse('first_handler', 'is ai, but ai_involved is false');
  if (first === 'human' && !human) return refuse('first_handler', 'is human, but human_involved is false');
  if (first === 'none' && ai) return refuse('first_handler', 'is none, but ai_involved is true');
  if (first === 'none' && human) return refuse('first_handler', 'is none, but human_involved is true');
  if (values[C.human_joined_at] !== null && !human)
    return refuse('human_joined_at', 'is given, but human_involved is false');
  for (let i = 0; i < TIMES.length; i++) {
    const { name, index } = TIMES[i]!;
    const time = values[index] as number | null;
    if (time !== null && time > latest) return refuse(name, 'is more than 24 hours in the future');
    // 0001-01-01 is how some systems write "never".
    if (time !== null && time < 0) return refuse(name, 'is before 1970');
  }
  return null;
}

function toolActivity(values: Values): Refusal | null {
  values[A.period_days] ??= 1;
  return values[A.employee_id] === null && values[A.email] === null ? refuse('employee_id', 'is missing') : null;
}

function seat(values: Values): Refusal | null {
  return values[S.employee_id] === null && values[S.email] === null ? refuse('employee_id', 'is missing') : null;
}

function financials(values: Values, { currency }: RuleContext): Refusal | null {
  const given = values[F.currency];
  return given === currency ? null : refuse('currency', `is ${given}, but the workspace's is ${currency}`);
}

/** What must hold between the fields of one record, and absent values that mean something. Null = all well. */
export const RULES: Record<RecordType, (values: Values, context: RuleContext) => Refusal | null> = {
  conversation,
  tool_activity: toolActivity,
  employee: () => null,
  seat,
  financials,
};
