import { unix } from '../days';
import type { Cursor, Puller, Pulling, Step } from '../define';
import { atMost, nextAfter, type Row, rowOf, rowsIn, textOf } from '../rows';

const VERSION = '2.15';
const PAGE = 50;
const AT_ONCE = 4;
/** What is still new at the last look is in the next pull, whose window begins a day earlier. */
const LOOKS = 3;
const HOSTS: Record<string, string> = { us: 'api.intercom.io', eu: 'api.eu.intercom.io', au: 'api.au.intercom.io' };

const hostOf = (options: Pulling['options']) => HOSTS[options.region ?? 'us'] ?? HOSTS.us!;

const headersOf = ({ credentials }: Pick<Pulling, 'credentials'>) => ({
  authorization: `Bearer ${credentials.token}`,
  accept: 'application/json',
  'content-type': 'application/json',
  'intercom-version': VERSION,
});

/**
 * Conversations by the time they were last changed, each with its parts. The search lists them; a conversation that
 * changes meanwhile leaves the window and moves what comes after it, so the list is looked at again until it holds
 * nothing that was not fetched as it now is.
 */
export const intercom: Puller = {
  id: 'intercom',
  title: 'Intercom',
  gives: 'Conversations with their parts',
  fields: [
    {
      name: 'region',
      label: 'Region',
      hint: 'Where your workspace is hosted; the address of the inbox tells: app.intercom.com, app.eu.… or app.au.…',
      choices: [
        { value: 'us', label: 'United States' },
        { value: 'eu', label: 'Europe' },
        { value: 'au', label: 'Australia' },
      ],
    },
    { name: 'token', label: 'Access token', secret: true },
  ],
  guide: [
    'In Intercom open Settings → Integrations → Developer Hub and make a new app for your own workspace.',
    'Under Configure → Authentication leave it the permission “Read conversations”; it needs no other.',
    'Copy the access token shown there. It does not expire; revoking the app ends it.',
  ],
  documentation: 'Intercom API reference, “Search conversations”',
  schedule: 'six_hours',
  trailingDays: 1,
  firstDays: 90,
  renew: 'it needs an access token of an app with the permission “Read conversations”',
  hosts: (options) => [hostOf(options)],
  async check({ options, credentials, client }) {
    const now = Math.floor(Date.now() / 1000);
    await client.json(`https://${hostOf(options)}/conversations/search`, {
      method: 'POST',
      headers: headersOf({ credentials }),
      body: JSON.stringify(search({ from: now - 86_400, until: now, perPage: 1, after: null })),
    });
  },
  async *steps(pulling) {
    const seen = await pulling.keys();
    const begun = pulling.cursor;
    for (let look = Number(begun?.look ?? 1); look <= LOOKS; look++) {
      let found = 0;
      for await (const step of lookedAt(pulling, seen, look, look === begun?.look ? begun : null)) {
        found += step.parts.length;
        yield step;
      }
      if (look > 1 && found === 0) return;
    }
  },
};

async function* lookedAt(
  pulling: Pulling,
  seen: Set<string>,
  look: number,
  cursor: Cursor | null,
): AsyncGenerator<Step> {
  const { options, client, window } = pulling;
  const range = { from: unix(window.from), until: unix(window.until), perPage: look === 1 ? PAGE : 150 };
  let after = textOf(cursor?.after);
  for (;;) {
    const page = await client.json(`https://${hostOf(options)}/conversations/search`, {
      method: 'POST',
      headers: headersOf(pulling),
      body: JSON.stringify(search({ ...range, after })),
    });
    const fresh = rowsIn(page.conversations).filter((one) => !seen.has(keyOf(one)));
    const bodies = await atMost(fresh, AT_ONCE, (one) => withParts(pulling, textOf(one.id)!));
    const keys = fresh.map(keyOf);
    for (const key of keys) seen.add(key);
    const next = nextAfter(after, rowOf(rowOf(page.pages).next).starting_after);
    const cursorAfter = next === null ? { look: look + 1, after: null } : { look, after: next };
    const lines = bodies.filter((body) => body !== null);
    if (lines.length > 0 || look === 1)
      yield {
        parts: lines.length > 0 ? [{ name: 'conversations', body: lines.join('\n') }] : [],
        ...{ keys, next: cursorAfter },
      };
    if (next === null) return;
    after = next;
  }
}

const keyOf = ({ id, updated_at }: Row) => `${id} ${updated_at}`;

/** One line of JSON, or null for a conversation that was deleted since it was listed. */
async function withParts(pulling: Pulling, id: string): Promise<string | null> {
  const url = `https://${hostOf(pulling.options)}/conversations/${encodeURIComponent(id)}`;
  const answer = await pulling.client.ask(url, { headers: headersOf(pulling), accept: [404, 410] });
  return answer.status >= 400 ? null : JSON.stringify(answer.json());
}

function search({
  from,
  until,
  perPage,
  after,
}: {
  from: number;
  until: number;
  perPage: number;
  after: string | null;
}) {
  return {
    query: {
      operator: 'AND',
      value: [
        { field: 'updated_at', operator: '>', value: from - 1 },
        { field: 'updated_at', operator: '<', value: until },
      ],
    },
    sort: { field: 'updated_at', order: 'ascending' },
    pagination: { per_page: perPage, ...(after !== null && { starting_after: after }) },
  };
}
