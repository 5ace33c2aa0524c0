import { unix } from '../days';
import type { Cursor, Puller, Pulling, Step } from '../define';
import { nextAfter, partsIf, type Row, rowOf, rowsIn, textOf } from '../rows';

const hostOf = ({ options }: Pick<Pulling, 'options'>) => `${options.subdomain}.zendesk.com`;
const headersOf = ({ credentials: { email, token } }: Pick<Pulling, 'credentials'>) => ({
  authorization: `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`,
  accept: 'application/json',
});
const RATED = ['good', 'bad', 'good_with_comment', 'bad_with_comment'];
const MANY = 100;
const NO_RATINGS = 'no ratings';

/**
 * Tickets by the time they were last changed, with their metrics, and the ratings given since. A ticket and its rating
 * have to be in one run whichever of them changed: what is missing on either side is asked for one by one.
 */
export const zendesk: Puller = {
  id: 'zendesk',
  title: 'Zendesk',
  gives: 'Tickets with their metrics, satisfaction ratings',
  fields: [
    {
      name: 'subdomain',
      label: 'Subdomain',
      hint: 'The first part of your address: acme for acme.zendesk.com',
      pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
      wrong: 'only the part before .zendesk.com',
    },
    {
      name: 'email',
      label: 'Administrator’s e-mail',
      hint: 'Of the one whose token it is.',
      pattern: '^[^@:]+@[^@:]+$',
      wrong: 'an e-mail address is needed',
    },
    { name: 'token', label: 'API token', secret: true },
  ],
  guide: [
    'In the Admin Center open Apps and integrations → APIs → API tokens and allow access by API token.',
    'Add a token called Tandem and copy it; it is shown once.',
    'Incremental exports need an administrator: the e-mail is that of an active administrator of your account.',
  ],
  documentation: 'Zendesk Developer Docs, “Incremental Exports”',
  schedule: 'six_hours',
  trailingDays: 1,
  firstDays: 90,
  renew: 'it needs an API token that is active, and the e-mail of an administrator',
  hosts: (options) => [hostOf({ options })],
  async check(asked) {
    const start = Math.floor(Date.now() / 1000) - 3600;
    const url = `https://${hostOf(asked)}/api/v2/incremental/tickets/cursor.json?start_time=${start}&per_page=1`;
    await asked.client.json(url, { headers: headersOf(asked) });
  },
  async *steps(pulling) {
    const stage = pulling.cursor?.stage ?? 'tickets';
    if (stage === 'tickets') yield* tickets(pulling, pulling.cursor);
    if (stage === 'tickets' || stage === 'ratings')
      yield* ratings(pulling, stage === 'ratings' ? pulling.cursor : null);
    if (stage !== 'done') yield* missing(pulling);
  },
};

async function* tickets(pulling: Pulling, cursor: Cursor | null): AsyncGenerator<Step> {
  const base = `https://${hostOf(pulling)}/api/v2/incremental/tickets/cursor.json`;
  let after = textOf(cursor?.after);
  for (;;) {
    const where = after === null ? `start_time=${unix(pulling.window.from)}` : `cursor=${encodeURIComponent(after)}`;
    const page = await pulling.client.json(`${base}?${where}&per_page=1000&include=metric_sets,users`, {
      headers: headersOf(pulling),
    });
    const next = page.end_of_stream === true ? null : nextAfter(after, page.after_cursor);
    const found = rowsIn(page.tickets);
    yield {
      parts: partsIf(found, 'tickets', page),
      keys: found.flatMap((ticket) => ticketKeys(ticket)),
      next: next === null ? { stage: 'ratings', after: null } : { stage: 'tickets', after: next },
    };
    if (next === null) return;
    after = next;
  }
}

/** The ticket, and the rating it says it has. */
function ticketKeys({ id, satisfaction_rating }: Row): string[] {
  const { id: rating, score } = rowOf(satisfaction_rating);
  const isRated = textOf(rating) !== null && RATED.includes(String(score));
  return [`ticket ${id}`, ...(isRated ? [`needs rating ${rating}`] : [])];
}

const ratingKeys = ({ id, ticket_id }: Row): string[] => [
  `rating ${id}`,
  ...(textOf(ticket_id) === null ? [] : [`needs ticket ${ticket_id}`]),
];

async function* ratings(pulling: Pulling, cursor: Cursor | null): AsyncGenerator<Step> {
  const base = `https://${hostOf(pulling)}/api/v2/satisfaction_ratings.json`;
  let after = textOf(cursor?.after);
  for (;;) {
    const query = new URLSearchParams({ start_time: String(unix(pulling.window.from)), 'page[size]': '100' });
    if (after !== null) query.set('page[after]', after);
    const answer = await pulling.client.ask(`${base}?${query}`, { headers: headersOf(pulling), accept: [403, 404] });
    if (answer.status >= 400) {
      const note = 'Zendesk gives no satisfaction ratings for this account: tickets came without them.';
      yield { parts: [], note, keys: [NO_RATINGS], next: { stage: 'done' } };
      return;
    }
    const page = answer.json();
    const found = rowsIn(page.satisfaction_ratings);
    const { has_more, after_cursor } = rowOf(page.meta);
    const next = has_more === true ? nextAfter(after, after_cursor) : null;
    yield {
      parts: partsIf(found, 'satisfaction ratings', page),
      keys: found.flatMap(ratingKeys),
      next: next === null ? { stage: 'missing' } : { stage: 'ratings', after: next },
    };
    if (next === null) return;
    after = next;
  }
}

/** Ratings of tickets that changed though they were rated before, and tickets of ratings that did not change. */
async function* missing(pulling: Pulling): AsyncGenerator<Step> {
  const base = `https://${hostOf(pulling)}/api/v2`;
  const keys = await pulling.keys();
  const lacking = (what: string) =>
    [...keys].flatMap((key) => {
      const id = key.startsWith(`needs ${what} `) ? key.slice(`needs ${what} `.length) : null;
      return id !== null && !keys.has(`${what} ${id}`) ? id : [];
    });
  if (keys.has(NO_RATINGS)) return;
  for (const ids of inParts(lacking('rating'))) {
    const found: unknown[] = [];
    for (const id of ids) {
      const url = `${base}/satisfaction_ratings/${encodeURIComponent(id)}.json`;
      const answer = await pulling.client.ask(url, { headers: headersOf(pulling), accept: [404] });
      if (answer.status === 200) found.push(answer.json().satisfaction_rating);
    }
    yield {
      parts: partsIf(found, 'satisfaction ratings', { satisfaction_ratings: found }),
      keys: ids.map((id) => `rating ${id}`),
      next: { stage: 'missing' },
    };
  }
  for (const ids of inParts(lacking('ticket'))) {
    const url = `${base}/tickets/show_many.json?ids=${ids.join(',')}&include=metric_sets,users`;
    const page = await pulling.client.json(url, { headers: headersOf(pulling) });
    yield {
      parts: partsIf(page.tickets, 'tickets', page),
      keys: ids.map((id) => `ticket ${id}`),
      next: { stage: 'missing' },
    };
  }
}

function* inParts(ids: string[]): Generator<string[]> {
  for (let from = 0; from < ids.length; from += MANY) yield ids.slice(from, from + MANY);
}
