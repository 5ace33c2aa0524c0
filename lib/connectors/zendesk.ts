import { TandemError } from '@/lib/core/errors';
import { type Asked, askedOf } from './asked';
import {
  type Answers,
  defineConnector,
  GATHERED,
  type Gathered,
  type Head,
  type RawRecord,
  Refusal,
  type Row,
  type Session,
  Skip,
  type Translate,
} from './define';
import { idOf, isObject, objectsIn, reduce, type Shape, scalars } from './values';
import { type Kind, kindOf, kindOfNames, kindsIn, ROWS_IN, ticketsIn, unnamed } from './zendesk-kinds';
import { Knowledge } from './zendesk-known';
import { recordsOf } from './zendesk-records';
import { customersIn, messagesOf, type Ticket, ticketOf, topicsIn } from './zendesk-ticket';

/**
 * Zendesk tickets: the API's JSON (one ticket, lists, incremental pages, with sideloads) and the tables Fivetran copies
 * (CSV). A ticket is one record, and one more each time its customer reopens it: `<id>`, `<id>#2`, `<id>#3`. Metrics, metric events, ratings, audits, comments, users, chats, tags and the history
 * of fields complete the tickets of the same run; they are read first, and alone they give nothing.
 */
export const zendesk = defineConnector({
  id: 'zendesk',
  title: 'Zendesk tickets (API JSON with metrics, ratings, audits, users; Fivetran tables as CSV)',
  vendor: 'Zendesk',
  about: {
    reads: [
      'One record for each ticket: from its creation, or the first message of its chat, to when it was last solved. Where audits, ticket_events or ticket_field_history tell that the customer reopened it, another from there.',
      'Files that complete tickets, sent in the same run: ticket_metrics, ticket_metric_events, satisfaction_ratings, survey_responses, audits, ticket_events, comments with a ticket_id and users; as tables ticket_comment, ticket_field_history, ticket_chat, ticket_chat_event, ticket_tag, satisfaction_rating and user.',
      'People: the first public comment or chat message of an agent, else the reply_time metric (to the minute), else that replies were counted. Where no file tells who answered, a pending or solved ticket counts as answered by its assignee, at an unknown time.',
      'AI: a chat message whose source is zd:answerBot, a ticket that came by an answer_bot channel, or a tag that Zendesk’s autoreplies set (ar_suggest_true, ar_marked_helpful, ar_marked_unhelpful, ai_agent_automated_resolution, and their older ab_ names). ChatDepartmentTransfer is a hand-off.',
      'End: solved_at of the metrics, else the last change of status to solved. A ticket that was closed days after it was solved ended when it was solved.',
      'Outcome: solved with a person’s answer is resolved, closed by agent, or assumed where a rule solved it; solved by AI alone is resolved, confirmed where the customer marked the answer helpful, else assumed; solved by the customer is confirmed; handed over or marked unhelpful without a person’s answer is unresolved; anything else is unknown.',
      'Rating: good counts as 5 and bad as 1, for AI and people alike, so the mean is 1 + 4 × the share of good ratings and is comparable only within Zendesk’s good/bad surveys; the share of 4 and 5 is exactly the share of good. A rating in numbers is taken as it is. “offered” is no rating.',
      'Language: the locale of the requester.',
    ],
    drops: [
      'Subjects, descriptions, comments, chat messages, attachments and remarks to ratings.',
      'Names, e-mail and other addresses, phone numbers, locations. Requesters and agents are stored as keyed hashes only.',
      'Deleted tickets, and tickets merged into another (closed_by_merge): counted, not read.',
      'Groups, organizations, brands and forms.',
    ],
    cannotKnow: [
      'Without audits, ticket_events and ticket_field_history: where a reopened ticket was cut. It is then one conversation to when it was last solved, so send the same files every time: read without them later, the whole would come back beside its parts.',
      'The topic, until an administrator says which tag or field tells it. When the customer asked for a person, until an administrator says by which words.',
      'A ticket sent again without the files that complete it is what it then says by itself: send them together every time.',
      'Whether the customer or the company began: a ticket that an agent opened counts as well.',
      'When a ticket ended whose solving no file of the run tells: it counts as open. Archived tickets are not among ticket_metrics.',
      'An AI agent that writes as an ordinary agent and leaves none of the signs above: it counts as a person.',
      'Without the users: which authors are agents. Then every author of a public comment but the requester is taken for one.',
      'Working time (agent_wait_time and the others are elapsed time), what the AI cost, which version answered, the market.',
      'On which scale a rating in numbers was asked for: 1 to 5 is supposed.',
    ],
  },
  yields: ['conversation'],
  settlesAfterDays: 0,
  rowsIn: ROWS_IN,
  reads: (head) => kindsIn(head).some((kind) => kind !== undefined && kind !== 'other'),
  declines,
  order: (head) => (kindsIn(head).includes('ticket') ? 1 : 0),
  begin: (answers) => new ZendeskRun(answers),
  asks: {
    topic: (rows) => topicsIn(ticketsIn(rows)),
    customer: (rows) => customersIn(ticketsIn(rows)),
    messages: (row) => ticketsIn([row]).flatMap(messagesOf),
  },
  keep: (row) => reduce(unnamed(row).row, KEPT) as Row,
  keepsUnreadable: false,
});

/** Most tickets of one page that wait for the sideloads which may follow them. The API gives at most 1,000. */
const MOST_HELD = 10_000;

const NOT_WAITED_FOR: Kind[] = ['ticket', 'other'];
const TOO_LATE = 'it completes tickets that stand before it in the file: send it as a file of its own, or put it first';

class ZendeskRun implements Session {
  private readonly asked: Asked;
  private readonly knowledge: Knowledge;
  /** tickets of wrapped pages: what completes them may stand behind them */
  private held: { ticket: Ticket; line: number }[] = [];
  /** tickets that stand alone with their sideloads, by number */
  private readonly lone = new Map<string, { ticket: Ticket | Refusal; line: number }>();
  private wrapper: Row | undefined;
  private hasRead = false;

  constructor(answers?: Answers) {
    this.asked = askedOf(answers);
    this.knowledge = new Knowledge(this.asked);
  }

  open(head: Head): Translate {
    const kinds = kindsIn(head);
    if (this.hasRead && !kinds.includes('ticket'))
      throw new TandemError(422, 'It completes tickets that were read before it: name it before them.');
    const inTable = head.carrier === 'csv' ? kindOfNames((name) => head.fields.includes(name)) : undefined;
    const page = { around: undefined as Row | undefined, isFull: false };
    // Rows of several kinds by themselves are as one page; tickets alone need not wait.
    const isMixed =
      kinds.includes('ticket') && kinds.some((kind) => kind !== undefined && !NOT_WAITED_FOR.includes(kind));
    const whole: Row = {};
    let isRead = false;
    // Where all of its sideloads are empty no row would tell of it.
    if (ROWS_IN.some((name) => Array.isArray(head.rows[0]?.[name]))) this.noteLone(head.rows[0], 1);
    return (given, around, line = 1) => {
      if (inTable) return inTable === 'ticket' ? this.readNow(given) : this.knowledge.take(inTable, given);
      const { row, kind: named } = unnamed(given);
      const kind = named ?? kindOf(row, around) ?? (kinds.includes('ticket') ? 'ticket' : undefined);
      if (kind === undefined) return new Refusal(null, 'the row is of no kind of Zendesk’s that is read');
      if (kind === 'ticket' && (around || isMixed)) return this.hold(row, around ?? whole, line, page);
      if (kind === 'ticket') {
        isRead = true;
        return this.readNow(row);
      }
      if (kind !== 'other' && (page.isFull || isRead)) return new Refusal(null, TOO_LATE);
      const taken = this.knowledge.take(kind, row);
      this.noteLone(around, line);
      return taken;
    };
  }

  *finish(): Generator<Gathered> {
    for (const { ticket, line } of [...this.held, ...this.lone.values()]) {
      const records = ticket instanceof Refusal ? [ticket] : recordsOf(ticket, this.knowledge, this.asked);
      // One merged into another by a tag in a file of its own gives nothing.
      if (!(records instanceof Skip)) for (const record of records) yield { record, line };
    }
  }

  private readNow(row: Row): RawRecord[] | Refusal | Skip {
    this.hasRead = true;
    const ticket = ticketOf(row, this.asked);
    return ticket instanceof Refusal || ticket instanceof Skip ? ticket : recordsOf(ticket, this.knowledge, this.asked);
  }

  private hold(row: Row, around: Row, line: number, page: { around?: Row; isFull: boolean }): ReturnType<Translate> {
    const isNext = page.around !== around;
    page.around = around;
    if (isNext) page.isFull = false;
    const ticket = ticketOf(row, this.asked);
    if (ticket instanceof Refusal || ticket instanceof Skip) return ticket;
    if (page.isFull) return recordsOf(ticket, this.knowledge, this.asked);
    if (this.held.length < MOST_HELD) {
      this.held.push({ ticket, line });
      return GATHERED;
    }
    // The pages before are complete; a page longer than any of the API's goes on without sideloads.
    page.isFull = !isNext;
    const waited = this.held.map((one) => one.ticket);
    this.held = page.isFull ? [] : [{ ticket, line }];
    return (page.isFull ? [...waited, ticket] : waited).flatMap((one) => {
      const records = recordsOf(one, this.knowledge, this.asked);
      return records instanceof Skip ? [] : records;
    });
  }

  /** `{"ticket": {…}, "users": […]}`: the ticket stands in what wraps its sideloads. */
  private noteLone(wrapper: Row | undefined, line: number): void {
    if (wrapper === this.wrapper || !isObject(wrapper?.ticket)) return;
    this.wrapper = wrapper;
    const ticket = ticketOf(wrapper.ticket, this.asked);
    if (!(ticket instanceof Skip)) this.lone.set(idOf(wrapper.ticket.id) ?? '', { ticket, line });
  }
}

const INSTEAD =
  'Tandem reads tickets: the answers of GET /api/v2/tickets or /api/v2/incremental/tickets/cursor, or the table ticket';
const LISTS: Record<string, string> = {
  groups: 'groups',
  organizations: 'organizations',
  brands: 'brands',
  ticket_fields: 'ticket fields',
  ticket_forms: 'ticket forms',
  macros: 'macros',
  views: 'views',
  triggers: 'triggers',
};
const TABLES: [names: readonly string[], what: string][] = [
  [['sla_policy_id'], 'service level policies'],
  [['start_time_utc', 'end_time_utc', 'time_zone'], 'schedules'],
  [['_fivetran_synced', 'shared_tickets', 'shared_comments'], 'organizations'],
  [['_fivetran_synced', '_fivetran_deleted', 'name', 'url', 'created_at'], 'groups'],
];

function declines(head: Head): string | undefined {
  if (head.carrier === 'csv') {
    const found = TABLES.find(([names]) => names.every((name) => head.fields.includes(name)));
    return found && `This is Zendesk’s table of ${found[1]}, not tickets. ${INSTEAD}.`;
  }
  for (const row of head.rows) {
    if (objectsIn(row.comments).some((comment) => 'author_id' in comment && 'public' in comment))
      return 'These are the comments of a Zendesk ticket, which do not say of which: take GET /api/v2/tickets/{id}/audits or /api/v2/incremental/ticket_events?include=comment_events, and send them with the tickets.';
    for (const list in LISTS)
      if (objectsIn(row[list]).some(({ url }) => typeof url === 'string' && url.includes('/api/v2/')))
        return `These are Zendesk’s ${LISTS[list]}, not tickets. ${INSTEAD}.`;
  }
  return undefined;
}

const VIA: Shape = scalars('channel');

/** Enough to see why a row was refused: numbers, times and states, no words and no addresses. */
const KEPT: Shape = {
  ...scalars('id', 'ticket_id', 'created_at', 'updated_at', 'status', 'requester_id', 'submitter_id', 'assignee_id'),
  ...scalars('via_channel', 'score', 'solved_at', 'replies', 'metric', 'instance_id', 'type', 'time', 'chat_id'),
  ...scalars('field_name', 'updated', 'created', 'public', 'role', 'locale', 'author_id'),
  via: VIA,
  satisfaction_rating: scalars('score', 'updated_at'),
};
