import type { Generated } from 'kysely';
import type { ServiceDimension } from '@/lib/core/dimensions';
import type { Activity } from '@/lib/core/sources';
import type { ArrivalKind } from './rollups/conversations/facts';
import type { Count, HistogramName, SumColumn, TallyColumn } from './rollups/conversations/measures';

/** Tables as kysely sees them; the truth is in migrations/. Dates are `YYYY-MM-DD` strings, instants are Date. */
export interface Database {
  source: {
    id: Generated<number>;
    name: string;
    activity: Generated<Activity>;
    unsettled_from: string | null;
    created_at: Generated<Date>;
  };
  run: RunTable;
  rejected_row: {
    run_id: number;
    file: string;
    line: number;
    field: string | null;
    reason: string;
    raw: string;
    at: Generated<Date>;
  };
  conversation: ConversationTable;
  tool_activity: {
    source_id: number;
    run_id: number;
    person: string;
    tool: string;
    date: string;
    period_days: number;
    interactions: number | null;
    cost: number | null;
    last_active_on: string | null;
  };
  employee: EmployeeTable;
  seat: {
    source_id: number;
    run_id: number;
    person: string;
    tool: string;
    assigned_on: string;
    revoked_on: string | null;
    monthly_cost: number | null;
  };
  financials: {
    source_id: number;
    run_id: number;
    quarter: string;
    revenue: number;
    customer_service_cost: number;
    transactions: number;
    currency: string;
  };
  conversation_cell: ConversationCellTable & { set_id: number };
  conversation_cell_full: ConversationCellTable;
  arrival_cell: ArrivalCellTable;
  return_cell: {
    day: string;
    handled_by: string;
    dimension: string;
    value: string;
    ended_on: string;
    n: number;
    returned: number[];
  };
  answering_agents: { day: string; channel: string; language: string; complexity: string; agents: string[] };
  source_state: {
    source_id: number;
    type: string;
    records: number;
    waiting: Generated<number>;
    first_on: string | null;
    last_on: string | null;
  };
  own_population: { source_id: number; begins_on: string; ends_on: string; people: number; active: number };
  source_person: { source_id: number; type: string; person: string; records: number };
  conversation_span: { source_id: number; first_at: Date; last_at: Date };
  rollup_state: {
    type: string;
    first_at: Date | null;
    watermark: Date | null;
    version: number;
    is_outdated: Generated<boolean>;
  };
  banked_record: {
    quarter: string;
    assumptions_version: number;
    answer: unknown;
    recorded_at: Generated<Date>;
  };
  alias: { alias: string; person: string; added_at: Generated<Date>; added_by: string };
  pushed: { source: string; kind: string; part: string; id: Buffer; thread: Buffer | null; body: Buffer };
  pushed_part: {
    source: string;
    kind: string;
    part: string;
    changed_at: Generated<Date>;
    taken_at: Date | null;
    tried_at: Date | null;
  };
  parity_record: { quarter: string; answer: unknown; recorded_at: Generated<Date> };
  app_user: UserTable;
  user_grant: {
    id: Generated<number>;
    user_id: string;
    role: string;
    departments: string[];
    until: string | null;
    granted_at: Generated<Date>;
  };
  api_key: KeyTable;
  sign_in_attempt: { id: Generated<number>; account: Buffer; address: string; at: Generated<Date> };
  first_admin_token: { hash: Buffer; created_at: Generated<Date> };
  invite: InviteTable;
  access_log: {
    id: Generated<number>;
    at: Generated<Date>;
    viewer_kind: string;
    viewer: string;
    road: string;
    action: string;
    metrics: string[];
    request: unknown;
    rows: number | null;
  };
  person: { person_no: Generated<number>; hash: string };
  activity_rollup: { source_id: number; tool: string; date: string; period_days: number; entries: Buffer };
  setting: { name: string; version: number; value: unknown; changed_at: Generated<Date>; changed_by: string };
  source_setup: {
    source: string;
    version: number;
    connector: string;
    mapping: unknown;
    answers: unknown;
    complexity: unknown;
    changed_at: Generated<Date>;
    changed_by: string;
  };
  pull: PullTable;
  pull_file: {
    pull_id: number;
    name: string;
    size: number;
    modified_at: Date;
    seen_at: Date;
    hash: Buffer | null;
    taken_at: Date | null;
    run_id: number | null;
    error: string | null;
  };
  recomputation: {
    id: Generated<number>;
    setting: string;
    value: unknown;
    state: Generated<'running' | 'succeeded' | 'failed'>;
    started_by: string;
    started_at: Generated<Date>;
    finished_at: Date | null;
    error: string | null;
  };
}

export interface PullTable {
  id: Generated<number>;
  source: string;
  vendor: string;
  options: unknown;
  credentials: Buffer | null;
  memory: Buffer | null;
  schedule: string;
  since: string | null;
  paused_at: Date | null;
  next_at: Date | null;
  pulled_until: Date | null;
  progress: unknown;
  failures: Generated<number>;
  state: Generated<string>;
  said: string | null;
  said_at: Date | null;
  succeeded_at: Date | null;
  run_id: number | null;
  created_at: Generated<Date>;
  created_by: string;
}

export interface ArrivalCellTable {
  day: string;
  channel: string;
  language: string;
  complexity: string;
  kind: ArrivalKind;
  /** by half-hour of the day; those after the last arrival are left out */
  half_hours: number[];
  n: number;
  served_n: number;
  service_microseconds_sum: number;
  handle_n: number;
  handle_microseconds_sum: number;
}

export interface RunTable {
  id: Generated<number>;
  source_id: number;
  road: string;
  state: Generated<'running' | 'succeeded' | 'failed'>;
  started_at: Generated<Date>;
  finished_at: Date | null;
  read: Generated<number>;
  accepted: Generated<number>;
  updated: Generated<number>;
  duplicate: Generated<number>;
  rejected: Generated<number>;
  unknown_fields: Generated<unknown>;
  seconds: number | null;
  split: Generated<unknown>;
  files: Generated<unknown>;
  warnings: Generated<unknown>;
  error: string | null;
  phase: string | null;
  rows_so_far: Generated<number>;
  bytes_so_far: Generated<number>;
  bytes_total: number | null;
  upload: string | null;
  /** of what an administrator said of the source, the version its rows were read with */
  setup_version: number | null;
  cancelled_by: string | null;
}

export interface EmployeeTable {
  source_id: number;
  run_id: number;
  employee: string;
  email: string | null;
  department: string;
  team: string | null;
  is_tech: boolean;
  country: string | null;
  employment: 'employee' | 'contractor';
  valid_from: string;
  valid_to: string | null;
}

export interface ConversationTable {
  source_id: number;
  run_id: number;
  id: string;
  customer: string;
  human_agent: string | null;
  started_at: Date;
  ended_at: Date | null;
  first_reply_at: Date | null;
  human_requested_at: Date | null;
  human_joined_at: Date | null;
  csat_at: Date | null;
  handle_seconds: number | null;
  csat: number | null;
  ai_involved: boolean;
  human_involved: boolean;
  channel: string | null;
  market: string | null;
  language: string | null;
  intent: string | null;
  complexity: string | null;
  first_handler: string;
  assignment: string | null;
  outcome: string;
  outcome_basis: string | null;
  escalation_reason: string | null;
  ai_version: string | null;
  agent_pool: string | null;
  ai_cost: number | null;
}

export interface UserTable {
  id: Generated<string>;
  email: string;
  /** null until somebody invited chose one */
  password_hash: string | null;
  session_version: Generated<number>;
  version: Generated<number>;
  disabled_at: Date | null;
  created_at: Generated<Date>;
  last_sign_in_at: Date | null;
}

export interface InviteTable {
  id: Generated<number>;
  user_id: string;
  hash: Buffer;
  created_at: Generated<Date>;
  created_by: string;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

export interface KeyTable {
  id: Generated<number>;
  name: string;
  hash: Buffer;
  scope: 'ingest' | 'query';
  role: string | null;
  departments: string[];
  created_at: Generated<Date>;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

/** What is 0 is null. A dimension is null where the cell's set has it not. */
export type ConversationCellTable = { day: string; n: number; ai_hours: number | null } & Record<
  ServiceDimension,
  string | null
> &
  Record<Exclude<Count, 'n'> | SumColumn, number | null> &
  Record<HistogramName | TallyColumn, Buffer | null>;
