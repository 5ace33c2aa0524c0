import { type FIELDS, type Field, fieldsOf, RECORD_TYPES, type RecordType } from './record';

/** Refused rows are let go of after so many days. */
export const REFUSED_ROW_DAYS = 30;

/** What each kept field says, in words for the people it is about. A field without words does not compile. */
const MEANINGS: { [Type in RecordType]: { [Name in keyof (typeof FIELDS)[Type]]: string } } = {
  conversation: {
    id: 'The source’s number for it',
    customer_id: 'Which customer asked',
    started_at: 'When the customer first wrote or called',
    ended_at: 'When it ended',
    first_reply_at: 'When anybody first answered',
    channel: 'Chat, e-mail, phone …',
    market: 'The customer’s country',
    language: 'The language spoken',
    intent: 'The topic, as a short label',
    complexity: 'Simple, moderate or complex',
    first_handler: 'Whether AI or a person answered first',
    ai_involved: 'Whether AI answered at all',
    human_involved: 'Whether a person answered at all',
    assignment: 'Whether chance decided who answered first',
    outcome: 'Solved, not solved, abandoned, unknown',
    outcome_basis: 'What “solved” rests on',
    human_requested_at: 'When the customer asked for a person',
    human_joined_at: 'When a person first answered',
    human_agent: 'Which person answered; no figure can be asked by it, it tells whether enough people are behind one',
    escalation_reason: 'Why it was handed over, as a short label',
    handle_seconds: 'How long people worked on it',
    csat: 'The customer’s rating, 1 to 5',
    csat_at: 'When the rating was given',
    ai_cost: 'What the AI’s part cost',
    ai_version: 'Which version of the AI answered',
    agent_pool: 'Own, outsourced or flexible people',
  },
  tool_activity: {
    employee_id: 'Which employee',
    email: 'The same, where the tool knows only an address',
    tool: 'Which AI tool',
    date: 'Which day, or the first day of the time reported',
    interactions: 'How many times it was used, not for what',
    cost: 'What the use cost',
    period_days: 'How many days the row is about',
    last_active_on: 'The last day of use inside a longer time',
  },
  employee: {
    employee_id: 'Which employee',
    email: 'To match what tools report by address',
    department: 'Department',
    team: 'Team',
    is_tech: 'Whether the job is in tech',
    country: 'Country',
    employment: 'Employee or contractor',
    valid_from: 'Since when this holds',
    valid_to: 'Until when',
  },
  seat: {
    employee_id: 'Who holds the licence',
    email: 'The same, where the vendor knows only an address',
    tool: 'Which AI tool',
    assigned_on: 'Since when',
    revoked_on: 'Until when',
    monthly_cost: 'What it costs a month',
  },
  financials: {
    quarter: 'Which quarter',
    revenue: 'Revenue',
    customer_service_cost: 'Cost of customer service',
    transactions: 'Transactions',
    currency: 'Currency',
  },
};

export interface KeptField {
  name: string;
  meaning: string;
  /** `hashed`: nobody can read from it who it was; `kept`: stored as sent */
  how: 'hashed' | 'kept';
}

const howKept = ({ kind }: Field): KeptField['how'] => (kind === 'secret' ? 'hashed' : 'kept');

/** Every field Tandem stores of a record, and how. What is not among them is dropped when a file is read. */
export function keptFields(type: RecordType): KeptField[] {
  const meanings: Record<string, string> = MEANINGS[type];
  return fieldsOf(type).map(({ name, field }) => ({ name, meaning: meanings[name]!, how: howKept(field) }));
}

/** How many fields are stored of all records, and how many of them only as a hash. */
export function countKept(): { all: number; hashed: number } {
  const fields = RECORD_TYPES.flatMap(keptFields);
  return { all: fields.length, hashed: fields.filter(({ how }) => how === 'hashed').length };
}
