import type { Asked } from './asked';
import { type RawRecord, Skip } from './define';
import { earliest, isoOf } from './times';
import { slug } from './values';
import { type Chat, type Knowledge, type Known, type Stretch, stretchesOf } from './zendesk-known';
import { ANSWERED, CONFIRMED, MERGED, RESOLVED, type Ticket, tagOf, UNHELPFUL } from './zendesk-ticket';
import { csatOf } from './zendesk-values';

type Answer = { at: number | null; id: string | null } | null;

/** All that is known of a ticket. */
interface Whole {
  ticket: Ticket;
  known: Readonly<Known>;
  tags: string[];
  chats: Chat[];
  /** chats of this ticket alone; one of several tickets does not say which of them a message belongs to */
  own: Chat[];
  roleOf(author: string): string | null;
  isAgent(author: string): boolean;
}

/** The records of a ticket, one for each stretch, with all that the files of the run say of it. */
export function recordsOf(ticket: Ticket, knowledge: Knowledge, asked: Asked): RawRecord[] | Skip {
  const known = knowledge.withInside(ticket.id, ticket.inside.metrics, ticket.inside.comments);
  const tags = [...ticket.tags, ...known.tags];
  if (tags.includes(MERGED)) return new Skip('tickets merged into another');
  const chats = known.chats.map((id) => knowledge.chat(id));
  const own = chats.filter((chat) => chat.tickets === 1);
  const roleOf = (author: string) => knowledge.user(author)?.role ?? null;
  const isAgent = (author: string) => {
    if (author === ticket.requester || !/^\d+$/.test(author)) return false;
    const role = roleOf(author);
    return role !== null ? role !== 'end-user' : author === ticket.assignee || !knowledge.knowsUsers;
  };
  const whole: Whole = { ticket, known, tags, chats, own, roleOf, isAgent };
  const startedAt = earliest(ticket.createdAt, ...own.map(({ beganAt }) => beganAt))!;
  const stretches = stretchesOf(known.changes, startedAt, ticket.requester);
  const topic = asked.topic === 'tag' ? tagOf(tags) : ticket.topic;
  const language = ticket.language ?? knowledge.user(ticket.requester)?.language ?? null;
  const intent = topic === null ? null : slug(topic);
  const rating = known.rating ?? ticket.rating;
  const rated = stretches.findLastIndex(({ from }) => from <= (rating?.at ?? Number.POSITIVE_INFINITY));
  return stretches.map((stretch, i) => {
    const record = recordOf(whole, stretch, i, language, intent);
    if (rating && i === Math.max(rated, 0)) {
      record.csat = csatOf(rating.score);
      record.csat_at = isoOf(rating.at);
    }
    return record;
  });
}

/** A stretch's, still without its rating. What bears no time (tags, metrics, ways in) is the first one's. */
function recordOf(
  whole: Whole,
  stretch: Stretch,
  index: number,
  language: string | null,
  intent: string | null,
): RawRecord {
  const { known, ticket, chats, own } = whole;
  const isFirst = index === 0;
  const ai = aiAnswer(whole, stretch, isFirst);
  const human = humanAnswer(whole, stretch, isFirst);
  const endedAt = endOf(ticket, known, stretch);
  const times = (isFirst ? chats : own).flatMap(({ handedOverAt }) => handedOverAt);
  const isHandedOver =
    isFirst && own.length < chats.length ? times.length > 0 : within(stretch, times, isFirst) !== null;
  const humanFirst = human && (!ai || (ai.at !== null && human.at !== null && human.at < ai.at));
  const { outcome, outcome_basis } = outcomeOf(endedAt, stretch, ai, human, whole, isFirst, isHandedOver);
  // In one literal without a spread: what is added after one takes most of the time of reading a short row.
  return {
    type: 'conversation',
    id: isFirst ? ticket.id : `${ticket.id}#${index + 1}`,
    customer_id: ticket.customer,
    channel: ticket.channel,
    language,
    intent,
    started_at: isoOf(stretch.from),
    ended_at: isoOf(endedAt),
    first_reply_at: isoOf(firstReply(ai, human)),
    first_handler: humanFirst ? 'human' : ai ? 'ai' : 'none',
    ai_involved: ai !== null,
    human_involved: human !== null,
    outcome,
    outcome_basis,
    human_requested_at: isoOf(askedAt(whole, stretch, isFirst)),
    human_joined_at: isoOf(human?.at),
    human_agent: human?.id ?? null,
    escalation_reason: ai && isHandedOver ? 'department_transfer' : null,
    csat: null,
    csat_at: null,
  };
}

/** The earliest of times that lie in a stretch; the first reaches back as far as there is anything. */
function within({ from, until }: Stretch, times: readonly number[], isFirst: boolean): number | null {
  let found: number | null = null;
  for (const at of times) if ((isFirst || at >= from) && at < until && (found === null || at < found)) found = at;
  return found;
}

function endOf({ isDone }: Ticket, { solvedAt }: Readonly<Known>, { from, until, end }: Stretch): number | null {
  if (until !== Number.POSITIVE_INFINITY) return end?.at ?? null;
  if (!isDone) return null;
  return solvedAt !== null && solvedAt >= from ? solvedAt : (end?.at ?? null);
}

function aiAnswer({ ticket, tags, chats, own }: Whole, stretch: Stretch, isFirst: boolean): Answer {
  const times = own.flatMap(({ botAt }) => botAt);
  const at = within(stretch, times, isFirst);
  if (at !== null) return { at, id: null };
  const told = ticket.isFromBot || tags.some((tag) => ANSWERED.includes(tag));
  const isShared = chats.some((chat) => !own.includes(chat) && chat.botAt.length > 0);
  return isFirst && (told || isShared) ? { at: null, id: null } : null;
}

function humanAnswer(whole: Whole, stretch: Stretch, isFirst: boolean): Answer {
  const { ticket, known, chats, own, isAgent } = whole;
  const { assignee, createdAt, requester } = ticket;
  let first: Answer = null;
  const take = (id: string, times: readonly number[]) => {
    const at = within(stretch, times, isFirst);
    if (at !== null && (first === null || first.at === null || at < first.at)) first = { at, id };
  };
  for (const [author, { at }] of known.said ?? []) if (isAgent(author)) take(author, at);
  const shared: string[] = [];
  for (const chat of chats)
    for (const [author, { at }] of chat.said)
      if (writesForUs(whole, chat, author))
        if (own.includes(chat)) take(author, at);
        else shared.push(author);
  if (first) return first;
  if (!isFirst) {
    // Who solved it again worked on it, where no messages tell.
    const { end } = stretch;
    const isTold = known.said !== null || chats.length > 0;
    return !isTold && end && !end.byRule && end.by && end.by !== requester ? { at: null, id: end.by } : null;
  }
  if (shared.length > 0) return { at: null, id: shared[0]! };
  const replied = known.repliedAt ?? (known.replyMinutes === null ? null : createdAt + known.replyMinutes * 60_000);
  if (replied !== null) return replied < stretch.until ? { at: replied, id: assignee } : null;
  return isCounted(whole) ? { at: null, id: assignee } : null;
}

/** In a chat visitors have numbers of no user: an agent is who is marked as one, or known from elsewhere. */
const writesForUs = ({ ticket, roleOf }: Whole, { agents }: Chat, author: string) =>
  agents.has(author) ||
  (author !== ticket.requester && (author === ticket.assignee || (roleOf(author) ?? 'end-user') !== 'end-user'));

/** Whether replies were counted, or, where nothing at all tells, the ticket was worked on. */
function isCounted({ ticket, known, chats, tags }: Whole): boolean {
  if (known.replies !== null) return known.replies > 0;
  if (known.said !== null || chats.some(({ beganAt }) => beganAt !== null)) return false;
  return ticket.isWorked && !tags.some((tag) => RESOLVED.includes(tag));
}

/** The first answer's time, where each side's is known. */
function firstReply(ai: Answer, human: Answer): number | null {
  const times = [ai, human].flatMap((answer) => (answer ? [answer.at] : []));
  return times.includes(null) ? null : earliest(...times);
}

function outcomeOf(
  endedAt: number | null,
  { end }: Stretch,
  ai: Answer,
  human: Answer,
  { ticket, tags }: Whole,
  isFirst: boolean,
  isHandedOver: boolean,
): { outcome: string; outcome_basis?: string } {
  if (endedAt === null || (!ai && !human)) return { outcome: 'unknown' };
  if (end && end.by === ticket.requester) return { outcome: 'resolved', outcome_basis: 'confirmed' };
  if (human) return { outcome: 'resolved', outcome_basis: end?.byRule ? 'assumed' : 'closed_by_agent' };
  const isTagged = (some: readonly string[]) => isFirst && tags.some((tag) => some.includes(tag));
  if (isTagged(CONFIRMED)) return { outcome: 'resolved', outcome_basis: 'confirmed' };
  if (isHandedOver || isTagged(UNHELPFUL)) return { outcome: 'unresolved' };
  return { outcome: 'resolved', outcome_basis: 'assumed' };
}

function askedAt(whole: Whole, stretch: Stretch, isFirst: boolean): number | null {
  const { ticket, known, own } = whole;
  const times = [...(known.said?.get(ticket.requester)?.askedAt ?? [])];
  for (const chat of own)
    for (const [author, { askedAt: asked }] of chat.said) if (!writesForUs(whole, chat, author)) times.push(...asked);
  if (isFirst && ticket.asks) times.push(Math.max(ticket.createdAt, stretch.from));
  return within(stretch, times, isFirst);
}
