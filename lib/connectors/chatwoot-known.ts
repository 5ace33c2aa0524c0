import type { Asked } from './asked';
import { GATHERED, Refusal, type Row } from './define';
import { timeOf } from './times';
import { idOf, isObject, numberOf, textOf } from './values';

/** What a row of Chatwoot's is. */
export type Kind = 'conversation' | 'message' | 'event' | 'rating';

const has = (row: Row, ...names: string[]) => names.every((name) => name in row);

export function kindOf(row: Row): Kind | undefined {
  if (has(row, 'name', 'event_start_time', 'conversation_id')) return 'event';
  if (has(row, 'rating', 'conversation_id') && ('message_id' in row || 'feedback_message' in row)) return 'rating';
  if (has(row, 'message_type', 'conversation_id', 'content')) return 'message';
  const isWhole = has(row, 'inbox_id', 'status', 'created_at');
  return isWhole && ['meta', 'messages', 'contact_inbox', 'account_id'].some((name) => name in row)
    ? 'conversation'
    : undefined;
}

/** What messages, reporting events and ratings say of one conversation. Times are milliseconds, in no order. */
export interface Known {
  customerAt: number[];
  /** customer's messages that ask for a person */
  askedAt: number[];
  botAt: number[];
  humans: { at: number; id: string | null }[];
  /** events of the bot's */
  botEventAt: number[];
  handedOverAt: number[];
  resolvedAt: number[];
  rating: { value: unknown; at: number | null } | null;
}

const nothing = (): Known => ({
  ...{ customerAt: [], askedAt: [], botAt: [], humans: [], botEventAt: [], handedOverAt: [], resolvedAt: [] },
  rating: null,
});

const copy = (known: Known): Known => ({
  ...{ customerAt: [...known.customerAt], askedAt: [...known.askedAt], botAt: [...known.botAt] },
  ...{ humans: [...known.humans], botEventAt: known.botEventAt, handedOverAt: known.handedOverAt },
  ...{ resolvedAt: known.resolvedAt, rating: known.rating },
});

/** Of a message only its time and sender are kept. */
export class Knowledge {
  private readonly byId = new Map<string, Known>();

  constructor(private readonly asked: Asked) {}

  take(kind: Exclude<Kind, 'conversation'>, row: Row): Refusal | typeof GATHERED {
    const id = idOf(row.conversation_id);
    if (id === null) return new Refusal('conversation_id', 'conversation_id is missing');
    const known = this.byId.get(id) ?? nothing();
    this.byId.set(id, known);
    if (kind === 'message') this.hear(known, row);
    else if (kind === 'event') takeEvent(known, row);
    else rate(known, row.rating, timeOf(row.created_at));
    return GATHERED;
  }

  /** What is known of a conversation, with the messages and the rating that stand in it. */
  about(id: string, messages: readonly Row[], rating: unknown): Readonly<Known> {
    const known = copy(this.byId.get(id) ?? nothing());
    for (const message of messages) this.hear(known, message);
    if (isObject(rating)) rate(known, rating.rating, timeOf(rating.created_at));
    return known;
  }

  private hear(known: Known, row: Row): void {
    const at = timeOf(row.created_at);
    const answered = isObject(row.content_attributes) ? row.content_attributes.submitted_values : undefined;
    const rating = isObject(answered) ? answered.csat_survey_response : undefined;
    if (isObject(rating)) rate(known, rating.rating, timeOf(row.updated_at));
    if (at === null || row.private === true) return;
    switch (speakerOf(row)) {
      case 'customer':
        known.customerAt.push(at);
        if (this.asked.asksForPerson?.(row.content)) known.askedAt.push(at);
        break;
      case 'bot':
        known.botAt.push(at);
        break;
      case 'human':
        known.humans.push({ at, id: senderOf(row) });
    }
  }
}

const senderOf = ({ sender, sender_id: id }: Row) => (isObject(sender) ? idOf(sender.id) : null) ?? idOf(id);

/** Who wrote a message; activities and templates (greetings, surveys) are nobody's. */
function speakerOf(row: Row): 'customer' | 'bot' | 'human' | null {
  const type = row.message_type;
  if (type === 0 || type === 'incoming') return 'customer';
  if (type !== 1 && type !== 'outgoing') return null;
  const sender = textOf(row.sender_type) ?? (isObject(row.sender) ? textOf(row.sender.type) : null) ?? '';
  if (/^(agent_?bot|captain)/i.test(sender)) return 'bot';
  const attributes = isObject(row.content_attributes) ? row.content_attributes : {};
  const campaign = isObject(row.additional_attributes) ? row.additional_attributes.campaign_id : undefined;
  // Written by an agent: not sent by an automation or a campaign in their name.
  const isAutomatic = (attributes.automation_rule_id ?? campaign ?? null) !== null;
  return /^user$/i.test(sender) && !isAutomatic ? 'human' : null;
}

const RESOLVED = ['conversation_resolved', 'conversation_bot_resolved', 'conversation_captain_inference_resolved'];
const HANDED_OVER = ['conversation_bot_handoff', 'conversation_captain_inference_handoff'];

function takeEvent(known: Known, { name, event_end_time: end, created_at: created, user_id: user }: Row): void {
  const at = timeOf(end) ?? timeOf(created);
  if (at === null || typeof name !== 'string') return;
  if (/_(bot|captain)_/.test(name)) known.botEventAt.push(at);
  if (RESOLVED.includes(name)) known.resolvedAt.push(at);
  if (HANDED_OVER.includes(name)) known.handedOverAt.push(at);
  // Chatwoot counts a person's reply only.
  if (name === 'first_response') known.humans.push({ at, id: idOf(user) });
}

/** The later rating counts. */
function rate(known: Known, value: unknown, at: number | null): void {
  if (numberOf(value) === null) return;
  if (!known.rating || (known.rating.at ?? 0) <= (at ?? 0)) known.rating = { value, at };
}
