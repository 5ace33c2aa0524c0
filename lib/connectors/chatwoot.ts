import { TandemError } from '@/lib/core/errors';
import { type Asked, askedOf } from './asked';
import { customersIn, topicsIn } from './chatwoot-fields';
import { type Kind, Knowledge, kindOf } from './chatwoot-known';
import { recordsOf } from './chatwoot-records';
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
import { idOf, isObject, objectsIn, reduce, type Shape, scalars, textOf } from './values';

/**
 * Chatwoot conversations as its agent API answers: lists (`{"data": {"payload": […]}}`), searches and filters
 * (`{"payload": […]}`), a single one, or its webhooks' conversations, also one a line. Messages, reporting events and
 * CSAT responses complete the conversations of the same run; they are read first, and alone they give nothing. Where
 * the customer wrote again after a resolving a new record begins: `<id>`, `<id>#2`, `<id>#3`.
 */
export const chatwoot = defineConnector({
  id: 'chatwoot',
  title: 'Chatwoot conversations (agent API JSON, with messages, reporting events, CSAT responses)',
  vendor: 'Chatwoot',
  about: {
    reads: [
      'One record for each conversation: from its creation to its resolving (the last resolving among the reporting events, else the last activity of a resolved one). Where events and messages tell that the customer wrote again after a resolving, another from there.',
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
      'Without events and messages: where a reopened conversation was cut. It is then one conversation to its last resolving, so send the same files every time: read without them later, the whole would come back beside its parts.',
      'From a list alone: when a bot answered, whether one had answered what a person holds now, and who resolved. Chatwoot does not tell a resolving after silence from an agent’s.',
      'The topic, until an administrator says which label or attribute tells it: labels bear no time. When the customer asked for a person, until an administrator says by which words; only messages in the files are looked at.',
      'Whether the customer or the company began.',
      'Working time, what the AI cost, which version answered, how complex the matter was.',
      'Conversations of two Chatwoot accounts apart: their numbers are the same, so give each its own source.',
      'Whether a reporting event numbers conversations as the API does: one that begins before the conversation was created is another’s and not used.',
    ],
  },
  yields: ['conversation'],
  settlesAfterDays: 0,
  rowsIn: ['payload', 'data.payload'],
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
        return objectsIn(row.data.payload).flatMap((one) => this.read(one));
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
  private read(row: Row): RawRecord[] {
    this.hasRead = true;
    return kindOf(row) === 'conversation' ? recordsOf(row, this.knowledge, this.asked) : [{ type: 'conversation' }];
  }
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
