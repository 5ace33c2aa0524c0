import { describe, expect, it } from 'vitest';
import { intercom } from '@/lib/pulling/vendors/intercom';
import { zendesk } from '@/lib/pulling/vendors/zendesk';
import { clockOf, partsOf, type Reply, stepsOf, type VendorRequest } from '../support/fake-vendor';
import { asking, expectSameInterrupted, useFakeVendor } from '../support/pullers';
import { chat, intercomAnswers } from '../support/vendors/intercom';

const vendor = useFakeVendor();

const DAY = 86_400;
const FROM = Date.parse('2026-11-01T00:00:00Z') / 1000;

describe('Intercom', () => {
  const given = asking(vendor, intercom, { options: { region: 'us' }, credentials: { token: 'good' } });
  const chats = () => Array.from({ length: 120 }, (_, i) => chat(1000 + i, FROM + 60 * (i + 1)));
  const idsIn = (steps: Awaited<ReturnType<typeof stepsOf>>) =>
    partsOf(steps).flatMap(({ text }) => text.split('\n').map((line) => JSON.parse(line).id as string));

  it('lists by change and fetches each with its parts, one a line, in the version it was written for', async () => {
    vendor.answer = intercomAnswers([...chats(), chat(1, FROM - DAY), chat(2, FROM + 9 * DAY)]);
    const steps = await stepsOf(intercom, given());
    expect(idsIn(steps)).toEqual(chats().map(({ id }) => id));
    expect(partsOf(steps)[0]!.name).toBe('conversations');
    expect(partsOf(steps)[0]!.text).toContain('conversation_parts');
    expect(new Set(vendor.requests.map(({ headers }) => headers['intercom-version']))).toEqual(new Set(['2.15']));
    expect(vendor.requests.every(({ host }) => host === 'api.intercom.io')).toBe(true);
  });

  it('misses nothing and takes nothing twice when conversations change while it pages', async () => {
    const all = chats();
    // After each of the first pages the earliest ones are answered: they leave the window, and all others move up.
    const onPage = (page: number) => {
      if (page <= 2) for (const one of all.slice((page - 1) * 10, page * 10)) one.updated_at = FROM + 30 * DAY;
    };
    vendor.answer = intercomAnswers(all, { onPage });
    const steps = await stepsOf(intercom, given());
    const ids = idsIn(steps);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => Number(id) >= 1020).length).toBe(100);
  });

  it('goes on where another process stood, without asking for what is there', async () => {
    vendor.answer = intercomAnswers(chats());
    const before = await stepsOf(intercom, given({ most: 1 }));
    vendor.requests.length = 0;
    const after = await stepsOf(intercom, given({ before }));
    expect(idsIn([...before, ...after])).toEqual(chats().map(({ id }) => id));
    expect(vendor.requests.filter(({ method }) => method === 'GET')).toHaveLength(70);
  });

  it('lets go of a conversation that was deleted since it was listed', async () => {
    const all = chats().slice(0, 3);
    const answers = intercomAnswers(all);
    vendor.answer = (request) => (request.path === '/conversations/1001' ? { status: 404 } : answers(request));
    expect(idsIn(await stepsOf(intercom, given()))).toEqual(['1000', '1002']);
  });

  it('asks the region of the workspace, and never more than four at once', async () => {
    let [now, most] = [0, 0];
    const answers = intercomAnswers(chats());
    vendor.answer = async (request) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
      return answers(request);
    };
    await stepsOf(intercom, given({ options: { region: 'eu' } }));
    expect(new Set(vendor.requests.map(({ host }) => host))).toEqual(new Set(['api.eu.intercom.io']));
    expect(most).toBe(4);
  });

  it('tells a token that no longer works', async () => {
    vendor.answer = intercomAnswers(chats());
    const check = (token: string) => {
      const { client } = given();
      return intercom.check({ client, options: { region: 'us' }, credentials: { token } });
    };
    await expect(check('old')).rejects.toMatchObject({ kind: 'credentials' });
    await check('good');
  });
});

describe('Zendesk', () => {
  const rated = (id: number, ticket_id: number) => ({
    id,
    ticket_id,
    score: 'good',
    created_at: '2026-11-02T00:00:00Z',
  });
  const ticket = (id: number, rating?: number) => ({
    ...{ id, status: 'solved', updated_at: '2026-11-02T00:00:00Z' },
    satisfaction_rating: rating ? { id: rating, score: 'good' } : { score: 'unoffered' },
  });
  /** Two pages of tickets; the rating of one was given long before, and one rating is of a ticket that did not change. */
  function answers({ path, query, headers }: VendorRequest): Reply {
    if (headers.authorization !== `Basic ${Buffer.from('ops@acme.example/token:good').toString('base64')}`)
      return { status: 401 };
    if (path.startsWith('/api/v2/incremental/tickets/cursor.json')) {
      const second = query.get('cursor') === 'two=';
      return {
        body: {
          tickets: second ? [ticket(3, 33)] : [ticket(1, 11), ticket(2)],
          metric_sets: [],
          ...{ after_cursor: second ? 'end' : 'two=', after_url: 'https://elsewhere.example/', end_of_stream: second },
        },
      };
    }
    if (path.startsWith('/api/v2/satisfaction_ratings.json'))
      return query.get('page[after]') === 'b'
        ? { body: { satisfaction_ratings: [rated(99, 9)], meta: { has_more: false } } }
        : { body: { satisfaction_ratings: [rated(11, 1)], meta: { has_more: true, after_cursor: 'b' } } };
    const one = /^\/api\/v2\/satisfaction_ratings\/(\d+)\.json$/.exec(path)?.[1];
    if (one) return { body: { satisfaction_rating: rated(Number(one), 3) } };
    if (path.startsWith('/api/v2/tickets/show_many.json'))
      return { body: { tickets: [ticket(9, 99)], metric_sets: [] } };
    return { status: 404 };
  }
  const given = asking(vendor, zendesk, {
    options: { subdomain: 'acme', email: 'ops@acme.example' },
    credentials: { email: 'ops@acme.example', token: 'good' },
  });
  const rows = (steps: Awaited<ReturnType<typeof stepsOf>>, name: string, list: string) =>
    partsOf(steps)
      .filter((part) => part.name === name)
      .flatMap(({ text }) => (JSON.parse(text)[list] as { id: number }[]).map(({ id }) => id));

  it('brings tickets and ratings together, whichever of them changed', async () => {
    vendor.answer = answers;
    const steps = await stepsOf(zendesk, given());
    expect(rows(steps, 'tickets', 'tickets')).toEqual([1, 2, 3, 9]);
    expect(rows(steps, 'satisfaction ratings', 'satisfaction_ratings')).toEqual([11, 99, 33]);
    const [first] = vendor.requests;
    expect(first!.query.get('start_time')).toBe(String(FROM));
    expect(first!.query.get('include')).toBe('metric_sets,users');
    expect(new Set(vendor.requests.map(({ host }) => host))).toEqual(new Set(['acme.zendesk.com']));
  });

  it('can be interrupted after every step, and comes to the same', async () => {
    vendor.answer = answers;
    await expectSameInterrupted(zendesk, given);
  });

  it('waits as long as its limit says', async () => {
    let calls = 0;
    vendor.answer = (request) => (++calls === 2 ? { status: 429, headers: { 'retry-after': '59' } } : answers(request));
    const clock = clockOf(vendor);
    await stepsOf(zendesk, given({ client: clock.client(zendesk, { subdomain: 'acme' }) }));
    expect(clock.waited).toEqual([59_125]);
  });

  it('says so where an account has no ratings, and brings the tickets', async () => {
    vendor.answer = (request) => (request.path.includes('satisfaction') ? { status: 403 } : answers(request));
    const steps = await stepsOf(zendesk, given());
    expect(rows(steps, 'tickets', 'tickets')).toEqual([1, 2, 3]);
    expect(steps.map(({ note }) => note).filter(Boolean)).toEqual([
      'Zendesk gives no satisfaction ratings for this account: tickets came without them.',
    ]);
  });
});
