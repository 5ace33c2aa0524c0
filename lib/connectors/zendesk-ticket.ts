import { type Asked, after, Choices, customerBy, scalarOf } from './asked';
import { type RawRecord, Refusal, type Row, Skip } from './define';
import { earliest, isoOf as iso, timeOf } from './times';
import { idOf, isObject, objectsIn, slug, textOf } from './values';
import { endOf, type Knowledge, type Known } from './zendesk-known';
import { csatOf, isDone, isTrue, languageOf } from './zendesk-values';

/** A ticket cut down to what its record needs. */
export interface Ticket {
  id: string;
  createdAt: number;
  requester: string;
  customer: string;
  assignee: string | null;
  isDone: boolean;
  /** an agent has worked on it, as its status says */
  isWorked: boolean;
  channel: string | null;
  /** it came through the bot, which had answered before there was a ticket */
  isFromBot: boolean;
  language: string | null;
  tags: string[];
  topic: string | null;
  rating: { score: unknown; at: number | null } | null;
  /** the opening message asks for a person */
  asks: boolean;
  /** what stands in the ticket itself of metrics and comments */
  inside: { metrics: Row | null; comments: Row[] };
}

/** Tags Zendesk sets itself: `ar_` since they are called autoreplies, `ab_` while they were Answer Bot's. */
const CONFIRMED = ['ar_marked_helpful', 'ab_marked_helpful', 'ab_resolved'];
const UNHELPFUL = ['ar_marked_unhelpful', 'ab_marked_unhelpful'];
const RESOLVED = ['ai_agent_automated_resolution', ...CONFIRMED];
const ANSWERED = ['ar_suggest_true', 'ab_suggest_true', ...RESOLVED, ...UNHELPFUL];
const MERGED = 'closed_by_merge';
const ZENDESKS_OWN = /^(a[rb]_|ai_agent_|answer_bot_|closed_by_merge$)/;

/** What of a row is a ticket, or why there is none. */
export function ticketOf(row: Row, asked: Asked): Ticket | Refusal | Skip {
  const id = idOf(row.id);
  if (id === null) return new Refusal('id', 'id is missing');
  if (row.status === 'deleted' || isTrue(row._fivetran_deleted)) return new Skip('deleted tickets');
  const tags = Array.isArray(row.tags) ? row.tags.filter((tag): tag is string => typeof tag === 'string') : [];
  if (tags.includes(MERGED)) return new Skip('tickets merged into another');
  const createdAt = timeOf(row.created_at);
  if (createdAt === null)
    return new Refusal('created_at', `created_at is ${(row.created_at ?? '') === '' ? 'missing' : 'not a time'}`);
  const person = isObject(row.requester) ? row.requester : {};
  const requester = idOf(row.requester_id) ?? idOf(person.id);
  if (requester === null) return new Refusal('requester_id', 'requester_id is missing: nothing names the customer');
  const submitter = idOf(row.submitter_id);
  const assignee = idOf(row.assignee_id) ?? (isObject(row.assignee) ? idOf(row.assignee.id) : null);
  const rating = isObject(row.satisfaction_rating) ? row.satisfaction_rating : null;
  return {
    ...{ id, createdAt, requester, assignee, tags },
    customer: asked.customer === null ? requester : customerBy(fieldOf(row, asked.customer), requester, 'requester')!,
    isDone: isDone(row.status),
    isWorked: assignee !== null && assignee !== requester && (isDone(row.status) || row.status === 'pending'),
    channel: channelOf(row),
    isFromBot: viaOf(row)?.startsWith('answer_bot') ?? false,
    language: languageOf(person.locale),
    topic: asked.topic === null || asked.topic === 'tag' ? null : scalarOf(fieldOf(row, asked.topic)),
    rating: rating && csatOf(rating.score) !== null ? { score: rating.score, at: timeOf(rating.updated_at) } : null,
    // One that an agent wrote for a customer holds the agent's words.
    asks: (submitter ?? requester) === requester && messagesOf(row).some((text) => asked.asksForPerson?.(text)),
    inside: { metrics: isObject(row.metric_set) ? row.metric_set : null, comments: objectsIn(row.comments) },
  };
}

export const messagesOf = ({ subject, description }: Row): string[] =>
  [subject, description].flatMap((text) => textOf(text) ?? []);

/** A field an administrator chose, out of what `choicesOf` offers. */
function fieldOf(row: Row, id: string): unknown {
  const field = after('field', id);
  if (field === null) return id === 'sender' ? senderOf(row) : PLAIN.includes(id) ? row[id] : null;
  const own = [...objectsIn(row.custom_fields), ...objectsIn(row.fields)].find((one) => idOf(one.id) === field);
  return own ? own.value : row[field];
}

const senderOf = (row: Row): string | null => {
  const source = isObject(row.via) && isObject(row.via.source) ? row.via.source : {};
  const from = isObject(source.from) ? textOf(source.from.address) : textOf(row.via_source_from_address);
  return from?.toLowerCase() ?? null;
};

const PLAIN = ['type', 'ticket_form_id', 'brand_id', 'organization_id', 'requester_id', 'external_id'];

function customFields(choices: Choices, row: Row): void {
  for (const { id, value } of objectsIn(row.custom_fields)) {
    const field = idOf(id);
    if (field !== null) choices.see(`field:${field}`, `Custom field ${field}`, value);
  }
  // A table has a column for each.
  for (const name in row)
    if (/^custom_(?!fields$|status_id$)/.test(name)) choices.see(`field:${name}`, name, row[name]);
}

export function topicsIn(rows: readonly Row[]) {
  const choices = new Choices();
  for (const row of rows) {
    choices.see('tag', 'First tag', tagOf(Array.isArray(row.tags) ? (row.tags as string[]) : []));
    choices.see('type', 'Type', row.type).see('ticket_form_id', 'Form', row.ticket_form_id);
    choices.see('brand_id', 'Brand', row.brand_id);
    customFields(choices, row);
  }
  return choices.list();
}

export function customersIn(rows: readonly Row[]) {
  const choices = new Choices();
  for (const row of rows) {
    choices
      .see('requester_id', 'Requester', row.requester_id)
      .see('organization_id', 'Organization', row.organization_id);
    choices.see('sender', 'Sender’s address', senderOf(row)).see('external_id', 'External id', row.external_id);
    customFields(choices, row);
  }
  return choices.list();
}

const tagOf = (tags: readonly string[]) =>
  tags.find((tag) => typeof tag === 'string' && !ZENDESKS_OWN.test(tag)) ?? null;

const CHANNELS: Record<string, string> = {
  ...{
    native_messaging: 'chat',
    messaging: 'chat',
    chat_transcript: 'chat',
    voice: 'phone',
    phone: 'phone',
    mail: 'email',
  },
  ...{ phone_call_inbound: 'phone', voicemail: 'phone', answer_bot_for_web_widget: 'chat', answer_bot_for_sdk: 'chat' },
};

function viaOf({ via, via_channel: column }: Row): string | null {
  return isObject(via) ? textOf(via.channel) : textOf(column);
}

function channelOf(row: Row): string | null {
  const channel = viaOf(row);
  if (channel === null) return null;
  return CHANNELS[channel] ?? slug(channel);
}

type Answer = { at: number | null; id: string | null } | null;

/** The record of a ticket, with all that the files of the run say of it. */
export function recordOf(ticket: Ticket, knowledge: Knowledge, asked: Asked): RawRecord | Skip {
  const known = knowledge.withInside(ticket.id, ticket.inside.metrics, ticket.inside.comments);
  const tags = [...ticket.tags, ...known.tags];
  if (tags.includes(MERGED)) return new Skip('tickets merged into another');
  const chats = known.chats.map((id) => knowledge.chat(id));
  // A chat of several tickets does not say which of them a message belongs to.
  const own = chats.filter((chat) => chat.tickets === 1);
  const startedAt = earliest(ticket.createdAt, ...own.map(({ beganAt }) => beganAt))!;
  const ai = aiAnswer(ticket.isFromBot, tags, chats, own);
  const human = humanAnswer(ticket, known, chats, own, knowledge, tags);
  const end = endOf(known.changes);
  const endedAt = ticket.isDone ? (known.solvedAt ?? end?.at ?? null) : null;
  const isHandedOver = chats.some((chat) => chat.isHandedOver);
  const humanFirst = human && (!ai || (ai.at !== null && human.at !== null && human.at < ai.at));
  const rating = known.rating ?? ticket.rating;
  const topic = asked.topic === 'tag' ? tagOf(tags) : ticket.topic;
  return {
    type: 'conversation',
    id: ticket.id,
    customer_id: ticket.customer,
    started_at: iso(startedAt),
    ended_at: iso(endedAt),
    first_reply_at: iso(firstReply(ai, human)),
    channel: ticket.channel,
    language: ticket.language ?? knowledge.user(ticket.requester)?.language ?? null,
    intent: topic === null ? null : slug(topic),
    first_handler: humanFirst ? 'human' : ai ? 'ai' : 'none',
    ai_involved: ai !== null,
    human_involved: human !== null,
    ...outcomeOf(endedAt, end?.byRule ?? false, ai, human, tags, isHandedOver),
    human_requested_at: iso(askedAt(ticket, known, own, startedAt)),
    human_joined_at: iso(human?.at ?? null),
    human_agent: human?.id ?? null,
    escalation_reason: ai && isHandedOver ? 'department_transfer' : null,
    csat: rating ? csatOf(rating.score) : null,
    csat_at: rating ? iso(rating.at) : null,
  };
}

type Chat = ReturnType<Knowledge['chat']>;

function aiAnswer(fromBot: boolean, tags: string[], chats: Chat[], own: Chat[]): Answer {
  const at = earliest(...own.map(({ botAt }) => botAt));
  if (at !== null) return { at, id: null };
  const told = fromBot || tags.some((tag) => ANSWERED.includes(tag)) || chats.some(({ botAt }) => botAt !== null);
  return told ? { at: null, id: null } : null;
}

function humanAnswer(
  { requester, assignee, createdAt, isWorked }: Ticket,
  known: Readonly<Known>,
  chats: Chat[],
  own: Chat[],
  knowledge: Knowledge,
  tags: string[],
): Answer {
  const isAgent = (author: string) => {
    if (author === requester || !/^\d+$/.test(author)) return false;
    const role = knowledge.user(author)?.role ?? null;
    return role !== null ? role !== 'end-user' : author === assignee || !knowledge.knowsUsers;
  };
  const answers = [...(known.said ?? [])].filter(([author]) => isAgent(author)).map(([id, { at }]) => ({ at, id }));
  for (const chat of chats)
    for (const [id, { at }] of chat.said)
      if (chat.agents.has(id) || (knowledge.user(id)?.role ?? 'end-user') !== 'end-user')
        answers.push({ at: own.includes(chat) ? at : Number.NaN, id });
  const first = answers.filter(({ at }) => !Number.isNaN(at)).sort((a, b) => a.at - b.at)[0];
  if (first) return first;
  if (answers.length > 0) return { at: null, id: answers[0]!.id };
  if (known.repliedAt !== null) return { at: known.repliedAt, id: assignee };
  if (known.replyMinutes !== null) return { at: createdAt + known.replyMinutes * 60_000, id: assignee };
  if ((known.replies ?? 0) > 0) return { at: null, id: assignee };
  const nothingTells = known.said === null && known.replies === null && chats.every(({ beganAt }) => beganAt === null);
  return nothingTells && isWorked && !tags.some((tag) => RESOLVED.includes(tag)) ? { at: null, id: assignee } : null;
}

/** The first answer's time, where each side's is known. */
function firstReply(ai: Answer, human: Answer): number | null {
  const times = [ai, human].flatMap((answer) => (answer ? [answer.at] : []));
  return times.includes(null) ? null : earliest(...times);
}

function outcomeOf(
  endedAt: number | null,
  byRule: boolean,
  ai: Answer,
  human: Answer,
  tags: string[],
  isHandedOver: boolean,
): { outcome: string; outcome_basis?: string } {
  if (endedAt === null || (!ai && !human)) return { outcome: 'unknown' };
  if (human) return { outcome: 'resolved', outcome_basis: byRule ? 'assumed' : 'closed_by_agent' };
  if (tags.some((tag) => CONFIRMED.includes(tag))) return { outcome: 'resolved', outcome_basis: 'confirmed' };
  if (isHandedOver || tags.some((tag) => UNHELPFUL.includes(tag))) return { outcome: 'unresolved' };
  return { outcome: 'resolved', outcome_basis: 'assumed' };
}

function askedAt(ticket: Ticket, known: Readonly<Known>, own: Chat[], startedAt: number): number | null {
  const inTicket = known.said?.get(ticket.requester)?.askedAt;
  const inChats = own.flatMap((chat) =>
    [...chat.said].flatMap(([id, { askedAt: at }]) => (chat.agents.has(id) || id === ticket.assignee ? [] : [at])),
  );
  return earliest(ticket.asks ? Math.max(ticket.createdAt, startedAt) : null, inTicket, ...inChats);
}
