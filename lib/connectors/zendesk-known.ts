import type { Asked } from './asked';
import { countOf } from './counts';
import { GATHERED, Refusal, type Row, Skip } from './define';
import { earliest, timeOf } from './times';
import { idOf, isObject, isTrue, numberOf, objectsIn, textOf } from './values';
import type { Kind } from './zendesk-kinds';
import { csatOf, isDone, isOfBot, isRule, languageOf } from './zendesk-values';

/** What one person wrote in a ticket that its customer could read. Times are milliseconds. */
interface Said {
  at: number[];
  /** when they asked for a person, in the administrator's words */
  askedAt: number[];
}

/** A change of status: solved (or closed) or open again. */
interface Change {
  at: number;
  isDone: boolean;
  /** a trigger or an automation did it */
  byRule: boolean;
  /** whoever did it, where the file tells */
  by: string | null;
  /** a metric event, which follows the status but does not tell who changed it */
  isMetric: boolean;
}

/** From a beginning, or from a customer's reopening, to the next. */
export interface Stretch {
  from: number;
  until: number;
  /** the change that solved it, after which it stayed so */
  end: Change | null;
}

/** What the other files of the run say of one ticket. */
export interface Known {
  solvedAt: number | null;
  /** from the metrics: that agents answered, and after how many minutes */
  replies: number | null;
  replyMinutes: number | null;
  /** from the metric events */
  repliedAt: number | null;
  changes: Change[];
  said: Map<string, Said> | null;
  rating: { score: unknown; at: number | null } | null;
  tags: string[];
  chats: string[];
}

const nothing = (): Known => ({
  ...{ solvedAt: null, replies: null, replyMinutes: null, repliedAt: null, changes: [], said: null },
  ...{ rating: null, tags: [], chats: [] },
});
const NOTHING = nothing();

/** What a chat tells: when the bot wrote, when each person did, and hand-offs to a department. */
export interface Chat {
  tickets: number;
  beganAt: number | null;
  botAt: number[];
  said: Map<string, Said>;
  agents: Set<string>;
  handedOverAt: number[];
}

/** What completes tickets. Of a message only its time is kept, of a change of status little more. */
export class Knowledge {
  private readonly tickets = new Map<string, Known>();
  private readonly chats = new Map<string, Chat>();
  private readonly users = new Map<string, { role: string | null; language: string | null }>();

  constructor(private readonly asked: Asked) {}

  get knowsUsers(): boolean {
    return this.users.size > 0;
  }

  user(id: string | null) {
    return id === null ? undefined : this.users.get(id);
  }

  /** What is known of a ticket, to read. */
  known(id: string): Readonly<Known> {
    return this.tickets.get(id) ?? NOTHING;
  }

  /** What is known of a ticket, to add to. */
  ticket(id: string): Known {
    let known = this.tickets.get(id);
    if (!known) {
      known = nothing();
      this.tickets.set(id, known);
    }
    return known;
  }

  /** What is known of a ticket that brings metrics and comments itself. */
  withInside(id: string, metrics: Row | null, comments: readonly Row[]): Readonly<Known> {
    const outside = this.known(id);
    if (!metrics && comments.length === 0) return outside;
    const said =
      outside.said &&
      new Map([...outside.said].map(([author, { at, askedAt }]) => [author, { at: [...at], askedAt: [...askedAt] }]));
    const known: Known = { ...outside, said };
    if (metrics) takeMetric(known, metrics);
    for (const comment of comments) this.takeComment(known, comment, {});
    return known;
  }

  chat(id: string): Chat {
    let chat = this.chats.get(id);
    if (!chat) {
      chat = {
        ...{ tickets: 0, beganAt: null, botAt: [], said: new Map(), agents: new Set(), handedOverAt: [] },
      };
      this.chats.set(id, chat);
    }
    return chat;
  }

  /** Takes a row that completes a ticket. */
  take(kind: Exclude<Kind, 'ticket'>, row: Row): Refusal | Skip | typeof GATHERED {
    if (kind === 'other') return new Skip('groups, organizations, brands and forms');
    if (kind === 'user') return this.takeUser(row);
    if (kind === 'chat_event') return this.takeChatEvent(row);
    if (kind === 'survey') return this.takeSurvey(row);
    const id = idOf(row.ticket_id);
    if (id === null) return new Refusal('ticket_id', 'ticket_id is missing');
    const known = this.ticket(id);
    switch (kind) {
      case 'metric':
        takeMetric(known, row);
        break;
      case 'metric_event':
        takeMetricEvent(known, row);
        break;
      case 'rating':
        rate(known, row.score, timeOf(row.updated_at ?? row.created_at));
        break;
      case 'audit':
        this.takeAudit(known, row);
        break;
      case 'comment':
        this.takeComment(known, row, row);
        break;
      case 'history':
        takeHistory(known, row);
        break;
      case 'tag':
        if (typeof row.tag === 'string' && !known.tags.includes(row.tag)) known.tags.push(row.tag);
        break;
      case 'chat': {
        const chat = idOf(row.chat_id);
        if (chat === null) return new Refusal('chat_id', 'chat_id is missing');
        if (!known.chats.includes(chat)) {
          known.chats.push(chat);
          this.chat(chat).tickets++;
        }
      }
    }
    return GATHERED;
  }

  /** A comment, of its own or inside a ticket or an audit, which then tells the author and the time. */
  private takeComment(known: Known, comment: Row, around: Row): void {
    known.said ??= new Map();
    if (!isTrue(comment.public)) return;
    const author = idOf(comment.author_id ?? comment.user_id ?? around.author_id ?? around.updater_id);
    const at = timeOf(comment.created_at ?? comment.created ?? around.created_at ?? around.timestamp);
    if (author !== null && at !== null)
      this.say(known.said, author, at, comment.plain_body ?? comment.body ?? comment.html_body);
  }

  private say(said: Map<string, Said>, author: string, at: number, message: unknown): void {
    const one = said.get(author) ?? { at: [], askedAt: [] };
    one.at.push(at);
    if (this.asked.asksForPerson?.(message)) one.askedAt.push(at);
    said.set(author, one);
  }

  private takeUser(row: Row): Refusal | typeof GATHERED {
    const id = idOf(row.id);
    if (id === null) return new Refusal('id', 'id is missing');
    this.users.set(id, { role: textOf(row.role), language: languageOf(row.locale) });
    return GATHERED;
  }

  private takeSurvey(row: Row): typeof GATHERED | Skip {
    const rated = objectsIn(row.answers).find(({ rating }) => numberOf(rating) !== null);
    const subject = objectsIn(row.subjects).find(
      ({ type, zrn }) => type === 'ticket' || /:ticket:/.test(textOf(zrn) ?? ''),
    );
    const id = idOf(subject?.id) ?? idOf(/:ticket:(\d+)$/.exec(textOf(subject?.zrn) ?? '')?.[1]);
    if (!rated || id === null) return new Skip('survey responses without a rating of a ticket');
    rate(this.ticket(id), rated.rating, timeOf(rated.updated_at ?? rated.created_at));
    return GATHERED;
  }

  private takeAudit(known: Known, row: Row): void {
    for (const event of [...objectsIn(row.events), ...objectsIn(row.child_events)]) {
      const type = event.type ?? event.event_type;
      if (type === 'Comment' || type === 'VoiceComment') this.takeComment(known, event, row);
      // `ticket_events` name the field itself: {"status": "solved", "previous_value": "open"}
      const status = event.field_name === 'status' ? event.value : event.status;
      const at = timeOf(row.created_at ?? row.timestamp);
      if ((type === 'Change' || type === 'Create') && typeof status === 'string' && at !== null)
        known.changes.push({
          ...{ at, isDone: isDone(status), byRule: isRule(event.via ?? row.via), isMetric: false },
          by: idOf(row.author_id ?? row.updater_id),
        });
    }
  }

  private takeChatEvent(row: Row): Refusal | typeof GATHERED {
    const id = idOf(row.chat_id);
    if (id === null) return new Refusal('chat_id', 'chat_id is missing');
    const at = timeOf(row.created_at);
    if (at === null) return new Refusal('created_at', 'created_at is missing or not a time');
    const chat = this.chat(id);
    if (isTrue(row.is_history_context)) return GATHERED;
    if (row.type === 'ChatDepartmentTransfer') chat.handedOverAt.push(at);
    if (row.type !== 'ChatMessage') return GATHERED;
    chat.beganAt = earliest(chat.beganAt, at);
    const actor = textOf(row.actor_id) ?? '';
    if (isOfBot(row.original_message)) chat.botAt.push(at);
    else if (/^(?:agent:)?\d+$/.test(actor)) {
      const person = actor.replace('agent:', '');
      if (actor !== person) chat.agents.add(person);
      this.say(chat.said, person, at, row.message);
    }
    return GATHERED;
  }
}

function takeMetric(known: Known, row: Row): void {
  known.solvedAt = timeOf(row.solved_at) ?? known.solvedAt;
  const minutes = isObject(row.reply_time_in_minutes) ? countOf(row.reply_time_in_minutes.calendar) : undefined;
  // Messaging has it to the second; 0 there is how other tickets say nothing.
  const seconds = isObject(row.reply_time_in_seconds) ? countOf(row.reply_time_in_seconds.calendar) : undefined;
  known.replyMinutes = seconds ? seconds / 60 : (minutes ?? known.replyMinutes);
  const told = isObject(row.reply_time_in_minutes) ? (minutes === undefined ? 0 : 1) : null;
  known.replies = countOf(row.replies) ?? known.replies ?? told;
}

/** Work on a ticket ends when it is solved and begins again when it is reopened. */
const WORK = ['agent_work_time', 'requester_wait_time', 'resolution_time'];

function takeMetricEvent(known: Known, { metric, type, time }: Row): void {
  const at = timeOf(time);
  if (at === null || (type !== 'fulfill' && type !== 'activate')) return;
  if (metric === 'reply_time' && type === 'fulfill') known.repliedAt = earliest(known.repliedAt, at);
  if (WORK.includes(metric as string))
    known.changes.push({ at, isDone: type === 'fulfill', byRule: false, by: null, isMetric: true });
}

function takeHistory(known: Known, { field_name: field, value, updated, user_id: user }: Row): void {
  const at = timeOf(updated);
  if (field === 'status' && typeof value === 'string' && at !== null)
    known.changes.push({ at, isDone: isDone(value), byRule: user === '-1', by: idOf(user), isMetric: false });
  if (field === 'satisfaction_score') rate(known, value, at);
}

/** Of several ratings the last counts; "offered" is none. */
function rate(known: Known, score: unknown, at: number | null): void {
  if (csatOf(score) !== null && !(known.rating && (known.rating.at ?? 0) > (at ?? 0))) known.rating = { score, at };
}

/**
 * The stretches of a ticket: a new one begins where the customer reopens it; a reopening by anybody else takes the end
 * back. Closing after days of having been solved is not the end.
 */
export function stretchesOf(changes: readonly Change[], startedAt: number, requester: string): Stretch[] {
  const logged = changes.filter(({ isMetric }) => !isMetric);
  const used = logged.length > 0 ? logged : [...changes];
  const stretches: Stretch[] = [{ from: startedAt, until: Number.POSITIVE_INFINITY, end: null }];
  for (const change of used.sort((a, b) => a.at - b.at || Number(a.isDone) - Number(b.isDone))) {
    const last = stretches.at(-1)!;
    if (change.isDone) last.end ??= change;
    else if (last.end && change.by === requester) {
      last.until = change.at;
      stretches.push({ from: change.at, until: Number.POSITIVE_INFINITY, end: null });
    } else last.end = null;
  }
  return stretches;
}
