import { TandemError } from '@/lib/core/errors';
import { type Asked, askedOf } from './asked';
import { channelOf, customerOf, customersIn, intentOf, placeOf, topicsIn } from './chatwoot-fields';
import { type Kind, Knowledge, type Known, kindOf } from './chatwoot-known';
import {
  type Answers,
  defineConnector,
  type Head,
  type RawRecord,
  Refusal,
  type Row,
  type Session,
  type Translate,
} from './define';
import { earliest, isoOf, timeOf } from './times';
import { idOf, isObject, objectsIn, reduce, type Shape, scalars, textOf } from './values';

/**
 * Chatwoot conversations as its agent API answers: lists (`{"data": {"payload": […]}}`), searches and filters
 * (`{"payload": […]}`), a single one, or its webhooks' conversations, also one a line. Messages, reporting events and
 * CSAT responses complete the conversations of the same run; they are read first, and alone they give nothing.
 */
export const chatwoot = defineConnector({
  id: 'chatwoot',
  title: 'Chatwoot conversations (agent API JSON, with messages, reporting events, CSAT responses)',
  vendor: 'Chatwoot',
  about: {
    reads: [
      'One record for each conversation: from its creation to its resolving (the last resolving among the reporting events, else the last activity of a resolved one).',
      'Files that complete conversations, sent in the same run: messages, reporting events and CSAT responses of the agent API.',
      'People: first_reply_created_at, else an agent’s first message or the first_response event. Messages of automations and campaigns are no answer.',
      'AI: a message of an agent bot or of Captain, a bot’s event, or a conversation assigned to an agent bot (when it answered is then unknown).',
      'Outcome: resolved with a person’s answer is resolved, closed by agent; resolved by the bot alone is resolved, assumed; handed over by the bot without a person’s answer is unresolved, also where the bot had resolved it before; anything else is unknown.',
      'Rating: the CSAT response, 1 to 5. A time of 0 is no time.',
      'Language: conversation_language, else the browser’s. Market: the contact’s country code.',
    ],
    drops: [
      'Message contents, attachments, feedback to ratings, attributes, labels that no question asks for.',
      'Names, e-mail addresses, phone numbers, locations and tokens. Ids of contacts and agents are stored as keyed hashes only.',
    ],
    cannotKnow: [
      'Where a reopened conversation was cut: it is one conversation, to its last resolving.',
      'From a list alone: when a bot answered and who resolved. Chatwoot does not tell a resolving after silence from an agent’s.',
      'The topic, until an administrator says which label or attribute tells it: labels bear no time. When the customer asked for a person, until an administrator says by which words; only messages in the files are looked at.',
      'A conversation sent again without the files that complete it is what it then says by itself: send them together every time.',
      'Whether the customer or the company began.',
      'Working time, what the AI cost, which version answered, how complex the matter was.',
      'Conversations of two Chatwoot accounts apart: their numbers are the same, so give each its own source.',
      'Whether a reporting event numbers conversations as the API does: one that begins before the conversation was created is another’s and not used.',
    ],
  },
  yields: ['conversation'],
  settlesAfterDays: 0,
  rowsIn: ['payload'],
  reads: (head) => kindsIn(head).some((kind) => kind !== undefined),
  declines,
  order: (head) => (kindsIn(head).includes('conversation') ? 1 : 0),
  begin: (answers) => new ChatwootRun(answers),
  asks: {
    topic: (rows) => topicsIn(conversationsIn(rows)),
    customer: (rows) => customersIn(conversationsIn(rows)),
    messages: (row) =>
      rowsOf(row)
        .flatMap((one) => (kindOf(one) === 'message' ? [one] : objectsIn(one.messages)))
        .flatMap((one) => (one.message_type === 0 && one.private !== true ? (textOf(one.content) ?? []) : [])),
  },
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

/** The rows a JSON object holds: itself, or those of a list that is wrapped twice. */
function rowsOf(row: Row): Row[] {
  if (Array.isArray(row.payload)) return objectsIn(row.payload);
  return isObject(row.data) && Array.isArray(row.data.payload) ? objectsIn(row.data.payload) : [row];
}

const conversationsIn = (rows: readonly Row[]) => rows.flatMap(rowsOf).filter((row) => kindOf(row) === 'conversation');

function kindsIn({ carrier, rows }: Head): (Kind | undefined)[] {
  if (carrier === 'csv') return [];
  const isEmptyList = ({ data }: Row) =>
    isObject(data) && Array.isArray(data.payload) && data.payload.length === 0 && isObject(data.meta);
  return rows.flatMap((row) => (isEmptyList(row) ? ['conversation' as const] : rowsOf(row).map(kindOf)));
}

const TOO_LATE =
  'it completes conversations that stand before it in the file: send it as a file of its own, or put it first';

class ChatwootRun implements Session {
  private readonly asked: Asked;
  private readonly knowledge: Knowledge;
  private hasRead = false;

  constructor(answers?: Answers) {
    this.asked = askedOf(answers);
    this.knowledge = new Knowledge(this.asked);
  }

  open(head: Head): Translate {
    const kinds = kindsIn(head);
    if (this.hasRead && !kinds.includes('conversation'))
      throw new TandemError(422, 'It completes conversations that were read before it: name it before them.');
    let isRead = false;
    return (row) => {
      if (isObject(row.data) && Array.isArray(row.data.payload))
        return objectsIn(row.data.payload).map((one) => this.read(one));
      const kind = kindOf(row);
      if (kind === undefined)
        return new Refusal(null, 'the row is no conversation, message, event or rating of Chatwoot’s');
      if (kind !== 'conversation') return isRead ? new Refusal(null, TOO_LATE) : this.knowledge.take(kind, row);
      isRead = true;
      const missing = ['id', 'created_at'].find((name) => idOf(row[name]) === null);
      return missing === undefined ? this.read(row) : new Refusal(missing, `${missing} is missing`);
    };
  }

  /** Of one in a wrapped list that lacks its number or time, or is none, the check says what is missing. */
  private read(row: Row): RawRecord {
    this.hasRead = true;
    return kindOf(row) === 'conversation' ? recordOf(row, this.knowledge, this.asked) : { type: 'conversation' };
  }
}

function recordOf(row: Row, knowledge: Knowledge, asked: Asked): RawRecord {
  const id = idOf(row.id);
  const createdAt = timeOf(row.created_at);
  const meta = isObject(row.meta) ? row.meta : {};
  const known = knowledge.about(id ?? '', objectsIn(row.messages), row.csat_survey_response);
  const ai = aiAnswer(row, meta, known);
  const human = humanAnswer(row, meta, known);
  const handedOverAt = since(createdAt, known.handedOverAt);
  const endedAt = row.status === 'resolved' ? (since(createdAt, known.resolvedAt) ?? lastActivity(row)) : null;
  const humanFirst = human && (!ai || (ai.at !== null && human.at < ai.at));
  return {
    type: 'conversation',
    id,
    customer_id: customerOf(row, meta, asked),
    started_at: isoOf(createdAt) ?? row.created_at,
    ended_at: isoOf(endedAt),
    first_reply_at: ai && ai.at === null ? null : isoOf(earliest(ai?.at, human?.at)),
    channel: channelOf(meta.channel ?? row.channel),
    ...placeOf(row, meta),
    intent: intentOf(row, asked),
    first_handler: humanFirst ? 'human' : ai ? 'ai' : 'none',
    ai_involved: ai !== null,
    human_involved: human !== null,
    ...outcomeOf(endedAt, ai !== null, human !== null, handedOverAt !== null),
    human_requested_at: isoOf(known.askedAt),
    human_joined_at: isoOf(human?.at),
    human_agent: human?.id,
    escalation_reason: ai && handedOverAt !== null ? 'bot_handoff' : null,
    csat: known.rating?.value,
    csat_at: isoOf(known.rating?.at),
  };
}

/** An event that lies before the conversation is another conversation's: some answers number them otherwise. */
const since = (createdAt: number | null, at: number | null) => (at !== null && at >= (createdAt ?? 0) ? at : null);

const lastActivity = (row: Row) => timeOf(row.last_activity_at) ?? timeOf(row.timestamp);

function aiAnswer(row: Row, meta: Row, { botAt, isBots }: Readonly<Known>): { at: number | null } | null {
  if (botAt !== null) return { at: botAt };
  const assigned =
    [row.assignee_type, meta.assignee_type].includes('AgentBot') || idOf(row.assignee_agent_bot_id) !== null;
  return assigned || isBots ? { at: null } : null;
}

function humanAnswer(row: Row, meta: Row, { human, botAt }: Readonly<Known>): { at: number; id: string | null } | null {
  const assignee = isObject(meta.assignee) && meta.assignee.type !== 'agent_bot' ? idOf(meta.assignee.id) : null;
  const replied = timeOf(row.first_reply_created_at);
  // Older versions count the bot's reply as the first.
  const isBots = replied !== null && botAt !== null && Math.abs(replied - botAt) < 1000;
  if (replied === null || isBots) return human && { at: human.at, id: human.id ?? assignee };
  return { at: human ? Math.min(replied, human.at) : replied, id: human?.id ?? assignee };
}

function outcomeOf(endedAt: number | null, ai: boolean, human: boolean, isHandedOver: boolean) {
  if (endedAt === null || (!ai && !human)) return { outcome: 'unknown' };
  if (human) return { outcome: 'resolved', outcome_basis: 'closed_by_agent' };
  return isHandedOver ? { outcome: 'unresolved' } : { outcome: 'resolved', outcome_basis: 'assumed' };
}

const INSTEAD = 'Tandem reads the agent API: the answers of GET /api/v1/accounts/{id}/conversations';

function declines({ carrier, rows }: Head): string | undefined {
  if (carrier === 'csv') return undefined;
  for (const row of rows) {
    if (isObject(row.message) && typeof row.message.event === 'string' && 'identifier' in row)
      return `This is a live event of Chatwoot’s websocket, which does not say when the conversation began. ${INSTEAD}.`;
    if ('contact_last_seen_at' in row && 'inbox_id' in row && !('created_at' in row))
      return `This is a conversation as Chatwoot’s client API shows it to the customer, without its times and who answered. ${INSTEAD}.`;
    if ('pubsub_token' in row && 'source_id' in row)
      return `This is a contact of Chatwoot’s, not a conversation. ${INSTEAD}.`;
  }
  return undefined;
}

const CONVERSATION: Record<string, Shape> = {
  ...scalars('id', 'account_id', 'inbox_id', 'status', 'created_at', 'timestamp', 'last_activity_at'),
  ...scalars('first_reply_created_at', 'assignee_type', 'assignee_agent_bot_id'),
  meta: { ...scalars('channel', 'assignee_type'), sender: scalars('id'), assignee: scalars('id', 'type') },
};

/** Enough to see why a row was refused: no contents, names or addresses. */
const KEPT: Shape = {
  ...CONVERSATION,
  ...scalars('conversation_id', 'rating', 'message_type', 'value', 'event_start_time', 'event_end_time'),
  data: { payload: [CONVERSATION] },
};
