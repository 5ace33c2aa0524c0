import type { Head, Row } from './define';
import { isObject, objectsIn } from './values';

/** What a row of Zendesk's is: a ticket, or something that completes tickets. */
export type Kind =
  | 'ticket'
  | 'metric'
  | 'metric_event'
  | 'rating'
  | 'survey'
  | 'audit'
  | 'comment'
  | 'user'
  | 'history'
  | 'chat'
  | 'chat_event'
  | 'tag'
  | 'other';

/** The arrays of the API's answers. Sideloads stand beside tickets, before or after them. */
const LISTS: Record<string, Kind> = {
  tickets: 'ticket',
  ticket_metrics: 'metric',
  metric_sets: 'metric',
  ticket_metric_events: 'metric_event',
  satisfaction_ratings: 'rating',
  survey_responses: 'survey',
  audits: 'audit',
  ticket_audits: 'audit',
  ticket_events: 'audit',
  users: 'user',
  groups: 'other',
  organizations: 'other',
  brands: 'other',
  ticket_forms: 'other',
  last_audits: 'other',
};

/** What a search finds may be of any kind. */
const MIXED = 'results';
export const ROWS_IN = [...Object.keys(LISTS), MIXED];
/** Lists that no other vendor has, so that an empty one is Zendesk's too. */
const DISTINCT = /^(ticket_(metrics|metric_events|audits|events)|satisfaction_ratings)$/;

/** Single objects, named. */
const SINGLES: Record<string, Kind> = {
  ticket: 'ticket',
  ticket_metric: 'metric',
  satisfaction_rating: 'rating',
  survey_response: 'survey',
  audit: 'audit',
  user: 'user',
};

/** By names that only rows of that kind have, of the API's JSON and of the tables Fivetran copies; the first that fits. */
const NAMES: [Kind, has: (name: (...names: string[]) => boolean) => boolean][] = [
  ['metric', (all) => all('ticket_id', 'reply_time_in_minutes')],
  ['metric', (all) => all('ticket_id', 'solved_at', 'assignee_stations')],
  ['metric_event', (all) => all('ticket_id', 'metric', 'instance_id')],
  ['rating', (all) => all('ticket_id', 'score') && !all('requester_id', 'status')],
  ['survey', (all) => all('answers', 'subjects', 'survey')],
  ['audit', (all) => all('ticket_id', 'events', 'author_id') || all('ticket_id', 'child_events')],
  ['history', (all) => all('field_name', 'ticket_id', 'value', 'updated')],
  ['chat_event', (all) => all('chat_id', 'actor_id')],
  ['chat', (all) => all('chat_id', 'ticket_id')],
  ['comment', (all) => all('ticket_id', 'public') && (all('author_id') || all('user_id'))],
  ['tag', (all) => all('tag', 'ticket_id')],
  ['user', (all) => all('role') && (all('ticket_restriction') || all('shared_agent') || all('locale_id'))],
  // Zendesk's own export of all data has people whole in the place of their numbers.
  ['ticket', (all) => all('requester', 'status', 'via')],
  ['ticket', (all) => all('requester_id', 'status') && (all('via') || all('via_channel') || all('submitter_id'))],
];

export function kindOfNames(has: (name: string) => boolean): Kind | undefined {
  return NAMES.find(([, fits]) => fits((...names) => names.every(has)))?.[0];
}

/** The kind of a JSON row: by the array it stands in, which is the last that came of what wraps it, else by its names. */
export function kindOf(row: Row, around?: Row): Kind | undefined {
  if (around) {
    const list = Object.keys(around).at(-1)!;
    if (Object.hasOwn(LISTS, list)) return LISTS[list];
  }
  return kindOfNames((name) => name in row);
}

/** A row in the object that names it, with what stands beside: `{"ticket": {…}, "comments": […]}`. */
export function unnamed(row: Row): { row: Row; kind: Kind | undefined } {
  for (const name in SINGLES) {
    const inner = row[name];
    if (!isObject(inner) || 'id' in row || 'ticket_id' in row) continue;
    const beside = name === 'ticket' && Array.isArray(row.comments) ? { comments: row.comments } : null;
    return { row: beside ? { ...inner, ...beside } : inner, kind: SINGLES[name] };
  }
  return { row, kind: undefined };
}

/** The kinds of rows a file begins with. */
export function kindsIn(head: Head): (Kind | undefined)[] {
  if (head.carrier === 'csv') return [kindOfNames((name) => head.fields.includes(name))];
  return head.rows.flatMap((row) => {
    const lists = ROWS_IN.filter((name) => Array.isArray(row[name]));
    if (lists.length > 0) {
      const rows = lists.flatMap((name) => objectsIn(row[name]).map((one) => kindIn(name, one)));
      // A page of no tickets is a page of tickets all the same.
      const isPage = ['count', 'end_of_stream', 'next_page', 'meta', 'links'].some((name) => name in row);
      const own = lists.find((name) => name === 'tickets' || DISTINCT.test(name));
      if (isObject(row.ticket) && isOwn('ticket', row.ticket)) return [...rows, 'ticket' as const];
      return rows.length === 0 && isPage && own ? [LISTS[own]] : rows;
    }
    const { row: inner, kind } = unnamed(row);
    return [kind && isOwn(kind, inner) ? kind : kindOfNames((name) => name in row)];
  });
}

const kindIn = (list: string, row: Row): Kind | undefined => {
  const kind = LISTS[list] ?? kindOfNames((name) => name in row) ?? 'other';
  return kind !== 'other' && isOwn(kind, row) ? kind : undefined;
};

/** Whether a row that stands under such a name is Zendesk's: other vendors have users and tickets too. */
const isOwn = (kind: Kind, row: Row): boolean =>
  kindOfNames((name) => name in row) === kind || (kind === 'ticket' && 'id' in row && row.status === 'deleted');

/** Rows of a file's beginning, out of what wraps them. */
export const ticketsIn = (rows: readonly Row[]): Row[] =>
  rows.flatMap((row) => {
    const list = row.tickets ?? row[MIXED];
    if (Array.isArray(list)) return objectsIn(list).filter((one) => kindOfNames((name) => name in one) === 'ticket');
    const { row: inner, kind } = unnamed(row);
    return kind === 'ticket' || kindOfNames((name) => name in inner) === 'ticket' ? [inner] : [];
  });
