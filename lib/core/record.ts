/**
 * The five canonical records, declared once. Types, zod schemas, the fast check, CSV cells, staging tables and the
 * binary COPY all follow these tables: a field is added here, in a migration, and nowhere else.
 */
export type Field<Required extends boolean = boolean> = { required: Required } & FieldShape;

export type FieldShape =
  | { kind: 'text'; longest: number }
  /** stored only as a keyed hash of its domain */
  | { kind: 'secret'; domain: SecretDomain }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'time' }
  | { kind: 'date' }
  | { kind: 'quarter' }
  | { kind: 'boolean' }
  | { kind: 'integer'; least: number; most: number }
  /** a double; JSON numbers only */
  | { kind: 'number'; least: number }
  /** kept exactly: a JSON number or a text of digits */
  | { kind: 'decimal'; least?: number };

export type SecretDomain = 'customer' | 'agent' | 'employee' | 'email';

// A B-tree entry holds 2,704 bytes at most; an id of 600 four-byte characters and two dimensions of 255 stay below.
const text = (longest = 255) => ({ kind: 'text', longest }) as const;
const secret = (domain: SecretDomain) => ({ kind: 'secret', domain }) as const;
const oneOf = <Choice extends string>(...choices: Choice[]) => ({ kind: 'choice', choices }) as const;
const time = { kind: 'time' } as const;
const date = { kind: 'date' } as const;
const boolean = { kind: 'boolean' } as const;
const integer = (least: number, most: number = Number.MAX_SAFE_INTEGER) => ({ kind: 'integer', least, most }) as const;
const decimal = (least?: number) => ({ kind: 'decimal', least }) as const;

const required = <Shape extends FieldShape>(shape: Shape) => ({ ...shape, required: true as const });
const optional = <Shape extends FieldShape>(shape: Shape) => ({ ...shape, required: false as const });

export const FIELDS = {
  conversation: {
    id: required(text(600)),
    customer_id: required(secret('customer')),
    started_at: required(time),
    ended_at: optional(time),
    first_reply_at: optional(time),
    channel: optional(text()),
    market: optional(text()),
    language: optional(text()),
    intent: optional(text()),
    complexity: optional(oneOf('simple', 'moderate', 'complex')),
    first_handler: required(oneOf('ai', 'human', 'none')),
    ai_involved: required(boolean),
    human_involved: required(boolean),
    assignment: optional(oneOf('random')),
    outcome: required(oneOf('resolved', 'unresolved', 'abandoned', 'unknown')),
    outcome_basis: optional(oneOf('confirmed', 'assumed', 'closed_by_agent', 'judged_by_model')),
    human_requested_at: optional(time),
    human_joined_at: optional(time),
    human_agent: optional(secret('agent')),
    escalation_reason: optional(text()),
    handle_seconds: optional({ kind: 'number', least: 0 }),
    csat: optional(integer(1, 5)),
    csat_at: optional(time),
    ai_cost: optional(decimal(0)),
    ai_version: optional(text()),
    agent_pool: optional(oneOf('in_house', 'outsourced', 'flexible')),
  },
  tool_activity: {
    // One of the two is needed: vendors that know no employee numbers give an address.
    employee_id: optional(secret('employee')),
    email: optional(secret('email')),
    tool: required(text()),
    date: required(date),
    interactions: optional(integer(0)),
    cost: optional(decimal(0)),
    period_days: optional(integer(1, 36_525)),
    last_active_on: optional(date),
  },
  employee: {
    employee_id: required(secret('employee')),
    email: optional(secret('email')),
    department: required(text()),
    team: optional(text()),
    is_tech: required(boolean),
    country: optional(text()),
    employment: required(oneOf('employee', 'contractor')),
    valid_from: required(date),
    valid_to: optional(date),
  },
  seat: {
    employee_id: optional(secret('employee')),
    email: optional(secret('email')),
    tool: required(text()),
    assigned_on: required(date),
    revoked_on: optional(date),
    monthly_cost: optional(decimal()),
  },
  financials: {
    quarter: required({ kind: 'quarter' }),
    revenue: required(decimal()),
    customer_service_cost: required(decimal()),
    transactions: required(integer(1)),
    currency: required(text(3)),
  },
} as const satisfies Record<string, Record<string, Field>>;

export type RecordType = keyof typeof FIELDS;
export const RECORD_TYPES = Object.keys(FIELDS) as RecordType[];
export const isRecordType = (name: unknown): name is RecordType => RECORD_TYPES.includes(name as RecordType);

/** What makes a record the same record again, beside its source. `person` is employee_id, or email without one. */
export const NATURAL_KEYS = {
  conversation: ['id'],
  tool_activity: ['person', 'tool', 'date', 'period_days'],
  employee: ['employee', 'valid_from'],
  seat: ['person', 'tool', 'assigned_on'],
  financials: ['quarter'],
} as const satisfies Record<RecordType, readonly string[]>;

type Value<F> = F extends { kind: 'choice'; choices: readonly (infer Choice)[] }
  ? Choice
  : F extends { kind: 'boolean' }
    ? boolean
    : F extends { kind: 'integer' | 'number' }
      ? number
      : F extends { kind: 'decimal' }
        ? number | string
        : string;
type RequiredNames<Fields> = { [N in keyof Fields]: Fields[N] extends { required: true } ? N : never }[keyof Fields];

/** A record as it travels, e.g. `CanonicalRecord<'seat'>`: times ISO 8601 with an offset, dates `YYYY-MM-DD`. */
export type CanonicalRecord<Type extends RecordType = RecordType> = Type extends RecordType
  ? { type: Type } & { [N in RequiredNames<(typeof FIELDS)[Type]>]: Value<(typeof FIELDS)[Type][N]> } & {
      [N in Exclude<keyof (typeof FIELDS)[Type], RequiredNames<(typeof FIELDS)[Type]>>]?: Value<
        (typeof FIELDS)[Type][N]
      > | null;
    }
  : never;

/** A type's fields in order, as a list. */
export function fieldsOf(type: RecordType): { name: string; field: Field }[] {
  return Object.entries(FIELDS[type]).map(([name, field]) => ({ name, field: field as Field }));
}
