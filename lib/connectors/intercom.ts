import { type Asked, askedOf } from './asked';
import { defineConnector, type Head, type RawRecord, Refusal, type Row, Skip } from './define';
import { customersMessages, type Episode, episodesOf } from './intercom-episodes';
import { customerOf, customersIn, intentOf, topicsIn } from './intercom-fields';
import { isoOf, LATEST_SECONDS } from './times';
import { idOf, isObject, numberOf, objectsIn, reduce, type Shape, scalars, slug, textOf } from './values';

const ROWS = 'conversations';

/**
 * Intercom conversations as its REST API answers (2.15, 2.16, Unstable): `GET /conversations` and
 * `POST /conversations/search` (`conversation.list`, without parts), `GET /conversations/{id}` (one with its parts);
 * also many of these one a line or in an array.
 *
 * An episode begins with a customer's message and ends with a closing. With parts, a customer who writes again after a
 * closing begins a new episode: `<id>`, `<id>#2`, `<id>#3`. Messages sent out that nobody answered are no conversation.
 */
export const intercom = defineConnector({
  id: 'intercom',
  title: 'Intercom conversations (list, search, single with parts; JSON, NDJSON)',
  vendor: 'Intercom',
  about: {
    reads: [
      'One record for each episode: from the customer’s first message to the closing (close part, else statistics.last_close_at).',
      'AI: ai_agent_participated with an answer. People: a teammate’s reply among the parts, else statistics.first_admin_reply_at.',
      'Outcome: confirmed_resolution is resolved, confirmed by the customer; assumed_resolution is resolved, assumed from silence; closed by a teammate who answered is resolved, closed by agent; escalated, procedure_handoff and negative_feedback without a person’s answer are unresolved; anything else is unknown.',
      'Rating: conversation_rating, else the AI agent’s own rating where no person answered; given when it was last updated.',
      'Topic: an AI topic or topic, else the earliest tag set before the first answer. Tags set later are not used: they would depend on who answered.',
      'Working time: adjusted_handling_time. Language and market where the contact is included.',
      'When the customer asked for a person: the first of their messages that has one of the administrator’s words for it. From a list only the opening message.',
    ],
    drops: [
      'Message bodies, subjects, titles, attachments, links, remarks to ratings, custom attributes that no answer names.',
      'Names, e-mail addresses and external ids of customers and teammates. Their Intercom ids are stored as keyed hashes only.',
      'Messages sent out that no customer answered: counted, not read.',
    ],
    cannotKnow: [
      'From a list: when the AI answered, and where a reopened conversation was cut. Take single conversations with parts, and always the same way: a list read later would put the whole stretch back in one.',
      'When the customer asked for a person, without words to look for; how complex the matter was, what the AI cost and which version answered.',
      'Whether a teammate or a rule closed a listed conversation: last_closed_by_id is taken for a teammate.',
      'The end of a conversation that is closed but has neither a close part nor statistics yet: it counts as open.',
      'A person’s share of the time in conversations of several episodes; handling_time, which is elapsed time.',
    ],
  },
  yields: ['conversation'],
  settlesAfterDays: 0,
  rowsIn: [ROWS],
  reads: (head) => head.carrier === 'json' && beginning(head).some(isConversation),
  declines,
  begin(answers) {
    const asked = askedOf(answers);
    return { open: () => (row) => translate(row, asked) };
  },
  asks: {
    topic: (rows) => topicsIn(conversationsIn(rows)),
    customer: (rows) => customersIn(conversationsIn(rows)),
    messages: (row) => conversationsIn([row]).flatMap((one) => customersMessages(one).map(({ text }) => text)),
  },
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const isList = (row: Row) => Array.isArray(row[ROWS]);
const conversationsIn = (rows: readonly Row[]) => rows.flatMap((row) => (isList(row) ? objectsIn(row[ROWS]) : [row]));
const beginning = ({ rows }: Head): Row[] =>
  rows.flatMap((row) => (isList(row) ? [row, ...objectsIn(row[ROWS])] : [row]));

/** A canonical conversation has the same `type`, but says `started_at` and `customer_id`. */
const isConversation = (row: Row) =>
  (row.type === 'conversation.list' && isList(row)) ||
  (row.type === 'conversation' &&
    !('started_at' in row) &&
    ['source', 'contacts', 'conversation_parts', 'statistics', 'ai_agent_participated'].some((name) => name in row));

const KINDS = /^(ticket|contact|admin|team|company|tag|segment|note|user|lead|activity_log)(\.list)?$/;
const INSTEAD =
  'Tandem reads conversations: the answers of GET /conversations, POST /conversations/search or GET /conversations/{id}';

function declines(head: Head): string | undefined {
  if (head.carrier === 'csv')
    return ['conversation_id', 'source_delivered_as'].some((name) => head.fields.includes(name))
      ? `This is a table of Intercom’s (${head.fields.slice(0, 4).join(', ')}, …), not the API’s answer. ${INSTEAD}.`
      : undefined;
  const kind = head.rows.map(({ type }) => type).find((type) => typeof type === 'string' && KINDS.test(type));
  const isIntercom = head.rows.some(
    (row) => 'workspace_id' in row || 'pages' in row || textOf(row.type)?.endsWith('.list'),
  );
  return kind !== undefined &&
    (isIntercom || head.rows.some((row) => 'ticket_state' in row || 'has_inbox_seat' in row || 'admin_ids' in row))
    ? `This is Intercom’s ${kind}, not conversations. ${INSTEAD}.`
    : undefined;
}

function translate(row: Row, asked: Asked): RawRecord[] | Refusal | Skip {
  const id = idOf(row.id);
  if (id === null) return new Refusal('id', 'id is missing');
  if (row.created_at === undefined || row.created_at === null)
    return new Refusal('created_at', 'created_at is missing');
  if (!((numberOf(row.created_at) ?? LATEST_SECONDS) < LATEST_SECONDS))
    return new Refusal('created_at', 'created_at is not a time in unix seconds');
  const episodes = episodesOf(row);
  if (episodes.length === 0) return new Skip('messages sent out that no customer answered');
  const customer = customerOf(row, asked);
  if (customer === null) return new Refusal('contacts', 'contacts is missing: nothing names the customer');
  const common = { ...placeOf(row), customer_id: customer, channel: channelOf(row) };
  // A reopened matter is the same matter.
  const intent = intentOf(row, decidedBy(episodes[0]!), asked);
  const requests = requestsIn(row, episodes, asked);
  const rated = ratedEpisode(row, episodes);
  return episodes.map((episode, i) => {
    const isLast = i === episodes.length - 1;
    const record = recordOf(episode, isLast ? resolutionOf(row) : null);
    record.id = i === 0 ? id : `${id}#${i + 1}`;
    if (requests[i] !== undefined) record.human_requested_at = iso(requests[i]);
    Object.assign(record, common, { intent }, i === rated ? ratingOf(row, episode) : null);
    if (episodes.length === 1 && episode.human && isObject(row.statistics))
      record.handle_seconds = numberOf(row.statistics.adjusted_handling_time);
    return record;
  });
}

const HANDED_OVER = ['escalated', 'procedure_handoff', 'negative_feedback'];

function recordOf(episode: Episode, resolution: string | null): RawRecord {
  const { ai, human } = episode;
  const humanFirst = human && (!ai || (ai.at !== null && human.at !== null && human.at < ai.at));
  return {
    type: 'conversation',
    started_at: iso(episode.startedAt),
    ended_at: iso(episode.closedAt),
    first_reply_at: iso(firstReply(episode)),
    first_handler: humanFirst ? 'human' : ai ? 'ai' : 'none',
    ai_involved: ai !== null,
    human_involved: human !== null,
    ...outcomeOf(episode, resolution),
    human_joined_at: iso(human?.at),
    human_agent: human?.id,
    escalation_reason: ai && HANDED_OVER.includes(resolution ?? '') ? resolution : null,
  };
}

/** The first answer's time. Where the AI answered at a time nobody tells, the first is unknown. */
function firstReply({ ai, human }: Episode): number | null {
  const times = [ai, human].flatMap((answer) => (answer ? [answer.at] : []));
  return times.length === 0 || times.includes(null) ? null : Math.min(...(times as number[]));
}

/** Until when what is said of its topic rests on the customer's words alone. */
const decidedBy = (episode: Episode) =>
  episode.ai || episode.human ? (firstReply(episode) ?? Number.NEGATIVE_INFINITY) : Number.POSITIVE_INFINITY;

function outcomeOf({ closedAt, closedByHuman, ai, human }: Episode, resolution: string | null) {
  if (closedAt === null) return { outcome: 'unknown' };
  if (human) return closedByHuman ? { outcome: 'resolved', outcome_basis: 'closed_by_agent' } : { outcome: 'unknown' };
  if (!ai) return { outcome: 'unknown' };
  if (resolution === 'confirmed_resolution') return { outcome: 'resolved', outcome_basis: 'confirmed' };
  if (resolution === 'assumed_resolution') return { outcome: 'resolved', outcome_basis: 'assumed' };
  return { outcome: HANDED_OVER.includes(resolution ?? '') ? 'unresolved' : 'unknown' };
}

const resolutionOf = ({ ai_agent: agent }: Row) => (isObject(agent) ? textOf(agent.resolution_state) : null);

/** The first message of each episode that asks for a person, in unix seconds. */
function requestsIn(row: Row, episodes: Episode[], { asksForPerson }: Asked): (number | undefined)[] {
  if (!asksForPerson) return [];
  const requests: (number | undefined)[] = [];
  for (const { at, text } of customersMessages(row)) {
    const i = episodes.findLastIndex(({ startedAt }) => (startedAt as number) <= at);
    if (i >= 0 && !(requests[i]! <= at) && asksForPerson(text)) requests[i] = at;
  }
  return requests;
}

const CHANNELS: Record<string, string> = { conversation: 'chat', phone_call: 'phone', phone_switch: 'phone' };

function channelOf({ source }: Row): string | null {
  const type = isObject(source) ? textOf(source.type) : null;
  return type === null ? null : (CHANNELS[type] ?? slug(type));
}

/** Where a full contact stands in the place of its reference. */
function placeOf({ contacts }: Row): { language: string | null; market: string | null } {
  const contact = (isObject(contacts) ? objectsIn(contacts.contacts)[0] : undefined) ?? {};
  const language = textOf(contact.language_override) ?? textOf(contact.browser_language);
  const country = isObject(contact.location) ? textOf(contact.location.country_code) : null;
  return {
    language: language?.split(/[-_]/)[0]?.toLowerCase() ?? null,
    market: country !== null && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null,
  };
}

/** A rating belongs to the last episode that had begun when it was asked for. */
function ratedEpisode({ conversation_rating: rating }: Row, episodes: Episode[]): number {
  const asked = isObject(rating) ? numberOf(rating.created_at) : null;
  const found = asked === null ? -1 : episodes.findLastIndex(({ startedAt }) => (startedAt as number) <= asked);
  return found < 0 ? episodes.length - 1 : found;
}

function ratingOf({ conversation_rating: own, ai_agent: agent }: Row, { ai, human }: Episode): Partial<RawRecord> {
  const rating = hasRating(own) ? own : ai && !human && hasRating(agent) ? agent : null;
  if (!rating) return {};
  return { csat: rating.rating, csat_at: iso(rating.updated_at ?? rating.created_at) };
}

const hasRating = (value: unknown): value is Row => isObject(value) && (value.rating ?? null) !== null;

const MOST_SECONDS = 8.64e12;

/** Unix seconds as ISO 8601; what is none stays as it is, so that the check names it. */
function iso(seconds: unknown): unknown {
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= MOST_SECONDS)) return seconds;
  return isoOf(seconds * 1000);
}

const AUTHOR = scalars('type', 'id', 'from_ai_agent', 'is_ai_answer');

/** Enough to see why a row was refused, and to send it again. */
const KEPT: Shape = {
  ...scalars('type', 'id', 'created_at', 'updated_at', 'open', 'state', 'admin_assignee_id', 'ai_agent_participated'),
  source: { ...scalars('type', 'delivered_as'), author: AUTHOR },
  contacts: { contacts: [scalars('id')] },
  first_contact_reply: scalars('created_at'),
  statistics: {
    ...scalars('first_contact_reply_at', 'first_admin_reply_at', 'time_to_admin_reply', 'last_close_at'),
    ...scalars('last_closed_by_id', 'count_reopens', 'adjusted_handling_time'),
  },
  conversation_rating: scalars('rating', 'created_at', 'updated_at'),
  ai_agent: scalars('last_answer_type', 'resolution_state', 'rating', 'created_at', 'updated_at'),
  tags: { tags: [scalars('name', 'applied_at')] },
  conversation_parts: {
    total_count: true,
    conversation_parts: [{ ...scalars('part_type', 'created_at'), author: AUTHOR }],
  },
};
