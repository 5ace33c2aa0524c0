import type { Row } from './define';
import { idOf, isObject, numberOf, objectsIn, textOf } from './values';

/** One stretch of an Intercom conversation, from a customer's message to its closing. Times are unix seconds. */
export interface Episode {
  startedAt: unknown;
  /** null while open, or where nothing tells */
  closedAt: number | null;
  /** a teammate closed it, not a rule or the AI agent */
  closedByHuman: boolean;
  /** AI and human answers; `at` is null where only the fact is known */
  ai: { at: number | null } | null;
  human: { at: number | null; id: string | null } | null;
}

type By = 'customer' | 'ai' | 'human' | 'other';

interface Event {
  at: number;
  by: By;
  id: string | null;
  kind: 'message' | 'close' | 'open' | 'other';
  closes: boolean;
  /** is_ai_answer: the AI agent wrote it for this customer */
  isMarked: boolean;
}

const CUSTOMERS = ['user', 'lead', 'contact'];
/** Parts that carry a message when they have a body: a reply may close, assign or reopen in one go. */
const WITH_BODY = ['assignment', 'close', 'open', 'snoozed', 'unsnoozed'];

const isClosed = ({ state, open }: Row) => (state === undefined ? open === false : state === 'closed');

/**
 * Whether the AI agent sent an answer. `ai_agent_participated` is Intercom's word on it: `ai_agent` may be filled in
 * without. A participation whose answer and resolution are both told as null sent none.
 */
export function answeredByAi(row: Row): boolean | undefined {
  if (row.ai_agent_participated === false) return false;
  if (row.ai_agent_participated !== true) return undefined;
  if (!isObject(row.ai_agent)) return true;
  const { last_answer_type: type, resolution_state: state } = row.ai_agent;
  return type === undefined || type !== null || (state ?? null) !== null;
}

/**
 * The episodes of a conversation; none when no customer wrote in it. With all its parts it is cut where the customer
 * writes again after a closing; a list tells no parts, so there it is one stretch.
 */
export function episodesOf(row: Row): Episode[] {
  const parts = allParts(row);
  const episodes = parts ? fromParts(row, parts) : [];
  if (episodes.length > 0) return episodes;
  const startedAt = firstMessageAt(row);
  if (startedAt === null) return [];
  return [parts ? fromEvents(row, eventsOf(row, parts), startedAt) : fromStatistics(row, startedAt)];
}

/** The parts, if the conversation brings all of them. */
function allParts({ conversation_parts: list }: Row): Row[] | null {
  if (!isObject(list) || !Array.isArray(list.conversation_parts)) return null;
  const parts = objectsIn(list.conversation_parts);
  return (numberOf(list.total_count) ?? 0) <= parts.length ? parts : null;
}

/** What the customer wrote, with when: the opening message and the parts there are. */
export function customersMessages(row: Row): { at: number; text: string }[] {
  const { source, conversation_parts: list } = row;
  const opening = isObject(source) && isFromCustomer(row) ? [[row.created_at, source.body, source.subject]] : [];
  const parts = objectsIn(isObject(list) ? list.conversation_parts : null);
  const own = parts.filter(({ author }) => isObject(author) && CUSTOMERS.includes(author.type as string));
  return [...opening, ...own.map((part) => [part.created_at, part.body])].flatMap(([at, ...texts]) =>
    texts.flatMap((text) =>
      numberOf(at) === null || textOf(text) === null ? [] : [{ at: at as number, text: text as string }],
    ),
  );
}

/** When the customer first wrote: the beginning, unless the company or a bot began. */
function firstMessageAt(row: Row): unknown {
  const { first_contact_reply: reply, statistics } = row;
  if (isFromCustomer(row)) return row.created_at ?? null;
  const replied = isObject(reply) ? numberOf(reply.created_at) : null;
  return replied ?? (isObject(statistics) ? numberOf(statistics.first_contact_reply_at) : null);
}

/** Whether the opening message is the customer's; one without a source began with them. */
function isFromCustomer({ source }: Row): boolean {
  if (!isObject(source)) return true;
  const author = isObject(source.author) ? source.author.type : undefined;
  if (typeof author === 'string' && author !== '') return CUSTOMERS.includes(author);
  return (source.delivered_as ?? 'customer_initiated') === 'customer_initiated';
}

function eventsOf(row: Row, parts: Row[]): Event[] {
  const events = parts.map((part) => eventOf(part, row.ai_agent_participated !== false));
  // A greeting of the AI agent is no answer, unless it gives no others (custom answers are not marked).
  if (events.some(({ isMarked }) => isMarked))
    for (const event of events) if (event.by === 'ai' && !event.isMarked) event.kind = 'other';
  const at = numberOf(row.created_at);
  if (at !== null && isFromCustomer(row))
    events.unshift({ at, by: 'customer', id: null, kind: 'message', closes: false, isMarked: false });
  return events.filter((event) => !Number.isNaN(event.at)).sort((a, b) => a.at - b.at);
}

function eventOf(part: Row, aiTookPart: boolean): Event {
  const author = isObject(part.author) ? part.author : {};
  const type = textOf(part.part_type) ?? '';
  const isMessage =
    type === 'comment' || type === 'quick_reply' || (WITH_BODY.includes(type) && textOf(part.body) !== null);
  const by = whoIs(author, aiTookPart);
  return {
    at: numberOf(part.created_at) ?? Number.NaN,
    by,
    id: idOf(author.id),
    kind: isMessage ? 'message' : type === 'open' ? 'open' : 'other',
    closes: type === 'close',
    isMarked: by === 'ai' && isMessage && author.is_ai_answer === true,
  };
}

function whoIs(author: Row, aiTookPart: boolean): By {
  if (CUSTOMERS.includes(author.type as string)) return 'customer';
  const isAdmin = author.type === 'admin';
  if (aiTookPart && (author.from_ai_agent === true || (author.is_ai_answer === true && !isAdmin))) return 'ai';
  return isAdmin ? 'human' : 'other';
}

const begun = (startedAt: unknown): Episode => ({
  ...{ startedAt, closedAt: null, closedByHuman: false, ai: null, human: null },
});

function fromParts(row: Row, parts: Row[]): Episode[] {
  const episodes: Episode[] = [];
  for (const event of eventsOf(row, parts)) {
    const last = episodes.at(-1);
    if (event.by === 'customer' && event.kind === 'message') {
      if (!last || last.closedAt !== null) episodes.push(begun(event.at));
    } else if (last) happen(last, event);
  }
  return finish(row, episodes);
}

/** All that happened since `startedAt` as one episode. */
function fromEvents(row: Row, events: Event[], startedAt: unknown): Episode {
  const episode = begun(startedAt);
  for (const event of events) if (event.at >= (startedAt as number)) happen(episode, event);
  return finish(row, [episode])[0]!;
}

function happen(episode: Episode, { at, by, id, kind, closes }: Event): void {
  if (kind === 'message' && by === 'ai') episode.ai ??= { at };
  if (kind === 'message' && by === 'human') episode.human ??= { at, id };
  if (kind === 'open') episode.closedAt = null;
  if (closes) {
    episode.closedAt = at;
    episode.closedByHuman = by === 'human';
  }
}

/** What the conversation itself says of its end and of the AI agent. */
function finish(row: Row, episodes: Episode[]): Episode[] {
  const last = episodes.at(-1);
  if (!last) return episodes;
  if (!isClosed(row)) last.closedAt = null;
  else if (last.closedAt === null) closeByStatistics(row, last);
  const answered = answeredByAi(row);
  // Messages without an answer (a greeting) are no answer; an answer no part shows is one all the same.
  if (answered === false) for (const episode of episodes) episode.ai = null;
  else if (answered && episodes.every(({ ai }) => ai === null)) episodes[0]!.ai = { at: null };
  return episodes;
}

function closeByStatistics({ statistics }: Row, episode: Episode): void {
  if (!isObject(statistics)) return;
  episode.closedAt = numberOf(statistics.last_close_at);
  episode.closedByHuman = idOf(statistics.last_closed_by_id) !== null;
}

function fromStatistics(row: Row, startedAt: unknown): Episode {
  const episode = begun(startedAt);
  const statistics = isObject(row.statistics) ? row.statistics : {};
  const at = numberOf(statistics.first_admin_reply_at);
  if (at !== null || numberOf(statistics.time_to_admin_reply) !== null) episode.human = { at, id: teammate(row) };
  return finish(row, [episode])[0]!;
}

/** The one teammate who wrote, else the one it is assigned to. */
function teammate({ teammates, admin_assignee_id: assignee }: Row): string | null {
  const list = isObject(teammates) ? objectsIn(teammates.admins ?? teammates.teammates) : [];
  return (list.length === 1 ? idOf(list[0]!.id) : null) ?? idOf(assignee);
}
