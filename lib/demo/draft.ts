/** One conversation before it is written down. Times are seconds since 1970; -1 stands for absent. */
export interface Draft {
  id: string;
  customer_id: string;
  started_at: number;
  ended_at: number;
  first_reply_at: number;
  channel: string;
  market: string;
  language: string | null;
  intent: string | null;
  complexity: string | null;
  first_handler: 'ai' | 'human' | 'none';
  ai_involved: boolean;
  human_involved: boolean;
  outcome: 'resolved' | 'unresolved' | 'abandoned' | 'unknown';
  outcome_basis: string | null;
  human_requested_at: number;
  human_joined_at: number;
  human_agent: string | null;
  escalation_reason: string | null;
  handle_seconds: number;
  csat: number;
  csat_at: number;
  ai_cost: number;
  ai_version: string | null;
  agent_pool: string | null;
}

/** A customer's matter on its way in: what is known before anybody answers. */
export interface Matter {
  started_at: number;
  market: number;
  customer: number;
  intent: number;
  complexity: number;
  /** an index into CHANNELS, as the others are into their lists */
  channel: number;
}

export const CHANNELS = ['chat', 'email', 'phone', 'messaging'] as const;
export const [CHAT, EMAIL, PHONE, MESSAGING] = [0, 1, 2, 3];

export const DAY = 86_400;
/** No conversation lasts longer, in seconds. */
export const LONGEST = 4 * DAY;
