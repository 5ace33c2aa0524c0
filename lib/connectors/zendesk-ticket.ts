import { type Asked, after, Choices, customerBy, scalarOf } from './asked';
import { Refusal, type Row, Skip } from './define';
import { isDeleted } from './fivetran';
import { timeOf } from './times';
import { idOf, isObject, objectsIn, slug, textOf } from './values';
import { csatOf, isDone, languageOf } from './zendesk-values';

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
export const CONFIRMED = ['ar_marked_helpful', 'ab_marked_helpful', 'ab_resolved'];
export const UNHELPFUL = ['ar_marked_unhelpful', 'ab_marked_unhelpful'];
export const RESOLVED = ['ai_agent_automated_resolution', ...CONFIRMED];
export const ANSWERED = ['ar_suggest_true', 'ab_suggest_true', ...RESOLVED, ...UNHELPFUL];
export const MERGED = 'closed_by_merge';
const ZENDESKS_OWN = /^(a[rb]_|ai_agent_|answer_bot_|closed_by_merge$)/;

/** What of a row is a ticket, or why there is none. */
export function ticketOf(row: Row, asked: Asked): Ticket | Refusal | Skip {
  const id = idOf(row.id);
  if (id === null) return new Refusal('id', 'id is missing');
  if (row.status === 'deleted' || isDeleted(row)) return new Skip('deleted tickets');
  const tags = Array.isArray(row.tags) ? row.tags.filter((tag): tag is string => typeof tag === 'string') : [];
  if (tags.includes(MERGED)) return new Skip('tickets merged into another');
  const createdAt = timeOf(row.created_at);
  if (createdAt === null)
    return new Refusal('created_at', `created_at is ${(row.created_at ?? '') === '' ? 'missing' : 'not a time'}`);
  const person = isObject(row.requester) ? row.requester : {};
  const requester = idOf(row.requester_id) ?? idOf(person.id);
  if (requester === null) return new Refusal('requester_id', 'requester_id is missing: nothing names the customer');
  const submitter = idOf(row.submitter_id) ?? (isObject(row.submitter) ? idOf(row.submitter.id) : null);
  const assignee = idOf(row.assignee_id) ?? (isObject(row.assignee) ? idOf(row.assignee.id) : null);
  const rating = isObject(row.satisfaction_rating) ? row.satisfaction_rating : null;
  return {
    id,
    createdAt,
    requester,
    assignee,
    tags,
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
    choices
      .see('sender', 'Sender’s address', senderOf(row))
      .see('external_id', 'External id of the ticket', row.external_id);
    customFields(choices, row);
  }
  return choices.list();
}

export const tagOf = (tags: readonly string[]) =>
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
