import type { Puller, Pulling, Step } from '../define';
import { partsIf, type Row, rowsIn, throughPages } from '../rows';
import { Once, ofOnePiece } from '../same-pages';

const API = 'https://api.openai.com/v1/organization';
const DAY = 86_400;
/** Days of one request, the most it gives. */
const BUCKETS = 31;
const RESULTS = 500;

const headersOf = ({ credentials }: Pick<Pulling, 'credentials'>) => ({
  authorization: `Bearer ${credentials.key}`,
  accept: 'application/json',
});

/** Requests by user and day, and the users behind the ids. Months are read whole: a bucket twice would be added twice. */
export const openai: Puller = {
  id: 'openai',
  title: 'OpenAI usage',
  gives: 'API use by user and day',
  fields: [{ name: 'key', label: 'Admin API key', secret: true }],
  guide: [
    'Sign in at platform.openai.com as an owner of the organization.',
    'Open Settings → Organization → Admin keys and make one called Tandem with the permissions “Usage: read” and “Users: read”.',
    'Copy the key, which begins with sk-admin-. A project’s key does not work here.',
  ],
  documentation: 'OpenAI API reference, “Usage”',
  schedule: 'day',
  trailingDays: 3,
  firstDays: 90,
  renew: 'it needs an admin key (sk-admin-…) that may read usage and users',
  hosts: () => ['api.openai.com'],
  async check(asked) {
    const start = Math.floor(Date.now() / 1000 / DAY - 1) * DAY;
    const url = `${API}/usage/completions?start_time=${start}&bucket_width=1d&limit=1`;
    await asked.client.json(url, { headers: headersOf(asked) });
    await asked.client.json(`${API}/users?limit=1`, { headers: headersOf(asked) });
  },
  async *steps(pulling) {
    const { window, cursor } = pulling;
    // The day under way is told once it is over.
    const end = Math.floor(window.until.getTime() / 1000 / DAY) * DAY;
    const begin = Math.floor(window.from.getTime() / 1000 / DAY) * DAY;
    for (let from = Number(cursor?.from ?? begin); from < end; from += BUCKETS * DAY) {
      const to = Math.min(end, from + BUCKETS * DAY);
      const pages = await ofOnePiece('OpenAI', () => usageOf(pulling, from, to));
      const parts = pages
        .filter(({ data }) => rowsIn(data).some(({ results }) => rowsIn(results).length > 0))
        .map((page) => ({ name: 'completions', body: JSON.stringify(inShortBuckets(page)) }));
      yield { parts, next: { from: from + BUCKETS * DAY } };
    }
    if (cursor?.users !== true) yield await usersOf(pulling, end);
  },
};

/** A row of a file has at most 1 MiB; a day of thousands of users is told as several buckets of it. */
function inShortBuckets(page: Row) {
  const data = rowsIn(page.data).flatMap((bucket) => {
    const results = rowsIn(bucket.results);
    const count = Math.max(1, Math.ceil(results.length / RESULTS));
    return Array.from({ length: count }, (_, i) => ({
      ...bucket,
      results: results.slice(i * RESULTS, (i + 1) * RESULTS),
    }));
  });
  return { ...page, data };
}

async function usageOf(pulling: Pulling, from: number, to: number): Promise<Row[]> {
  const once = new Once();
  const pages: Row[] = [];
  const query = new URLSearchParams({
    ...{ start_time: String(from), end_time: String(to), bucket_width: '1d', limit: String(BUCKETS) },
    'group_by[]': 'user_id',
  });
  await throughPages(async (page) => {
    if (page !== null) query.set('page', page);
    const answer = await pulling.client.json(`${API}/usage/completions?${query}`, { headers: headersOf(pulling) });
    pages.push(answer);
    for (const { start_time, results } of rowsIn(answer.data))
      for (const { user_id } of rowsIn(results)) once.take(`${start_time} ${user_id}`);
    return answer.has_more === true && answer.next_page;
  });
  return pages;
}

async function usersOf(pulling: Pulling, end: number) {
  const parts: Step['parts'][number][] = [];
  await throughPages(async (after) => {
    const url = `${API}/users?limit=100${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
    const answer = await pulling.client.json(url, { headers: headersOf(pulling) });
    parts.push(...partsIf(answer.data, 'users', answer));
    return answer.has_more === true && answer.last_id;
  });
  return { parts, next: { from: end, users: true } };
}
