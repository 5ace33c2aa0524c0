import { beforeEach, describe, expect, it } from 'vitest';
import { Client } from '@/lib/pulling/client';
import { PullFault } from '@/lib/pulling/faults';
import { askedWait, backOff } from '@/lib/pulling/waits';
import { type Clock, clockOf, fakeVendor, type Reply } from '../support/fake-vendor';
import { useFakeVendor } from '../support/pullers';

const VENDOR = { title: 'Acme', renew: 'it needs a new key', hosts: () => ['api.acme.com', '*.cdn.acme.com'] };
const SECRET = 'sk-very-secret';
const NOW = Date.parse('2026-11-26T12:00:00Z');

const vendor = useFakeVendor();
let clock: Clock;
beforeEach(() => {
  clock = clockOf(vendor, () => NOW);
});

const inTurn = (...replies: Reply[]) => {
  let next = 0;
  vendor.answer = () => replies[Math.min(next++, replies.length - 1)]!;
};
const ask = (url = 'https://api.acme.com/things?token=hidden') =>
  clock.client(VENDOR).ask(url, { headers: { authorization: `Bearer ${SECRET}` } });
const fault = async (asked: Promise<unknown>): Promise<PullFault> => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PullFault);
  return error as PullFault;
};

describe('how long a vendor asks to wait', () => {
  const wait = (headers: Record<string, string>) => askedWait(new Headers(headers), NOW);

  it('is read from seconds, from a date, and from the reset of its limit', () => {
    expect(wait({ 'retry-after': '7' })).toBe(7000);
    expect(wait({ 'retry-after': 'Thu, 26 Nov 2026 12:00:30 GMT' })).toBe(30_000);
    expect(wait({ 'retry-after': 'Thu, 26 Nov 2026 11:00:00 GMT' })).toBe(0);
    expect(wait({ 'x-ratelimit-reset': String(NOW / 1000 + 10) })).toBe(11_000);
  });

  it('is unknown where it does not say, or says nonsense', () => {
    expect(wait({})).toBeNull();
    expect(wait({ 'retry-after': 'soon' })).toBeNull();
    expect(wait({ 'x-ratelimit-reset': 'later' })).toBeNull();
  });

  it('doubles from a second to a minute, with chance in it', () => {
    expect([1, 2, 3, 4].map((tries) => backOff(tries, () => 1))).toEqual([1000, 2000, 4000, 8000]);
    expect(backOff(20, () => 1)).toBe(60_000);
    expect(backOff(3, () => 0)).toBe(2000);
  });
});

describe('a client', () => {
  it('waits as long as Retry-After says, and goes on', async () => {
    inTurn({ status: 429, headers: { 'retry-after': '3' } }, { body: { ok: true } });
    expect((await ask()).json()).toEqual({ ok: true });
    expect(clock.waited).toEqual([3125]);
  });

  it('backs off from 500, 503 and a connection that breaks off in the middle', async () => {
    inTurn({ status: 500 }, { status: 503 }, { body: '{"half', breaksOff: true }, { body: { ok: 1 } });
    expect((await ask()).json()).toEqual({ ok: 1 });
    expect(clock.waited).toEqual([750, 1500, 3000]);
  });

  it('asks again for an answer that is no JSON, and gives up with a sentence', async () => {
    inTurn({ body: '<html>login</html>' }, { body: { ok: 1 } });
    expect(await clock.client(VENDOR).json('https://api.acme.com/x')).toEqual({ ok: 1 });
    inTurn({ body: '<html>login</html>' });
    const { kind, detail } = await fault(clock.client(VENDOR).json('https://api.acme.com/x'));
    expect([kind, detail]).toEqual(['temporary', 'Acme answered with something other than JSON.']);
  });

  it('gives up after six tries, as something that may work later', async () => {
    inTurn({ status: 502 });
    const { kind, detail } = await fault(ask());
    expect(kind).toBe('temporary');
    expect(detail).toBe('Acme answered 502 6 times in a row (api.acme.com/things).');
    expect(vendor.requests).toHaveLength(6);
  });

  it('tells a server that cannot be reached from one that breaks off', async () => {
    const gone = await fakeVendor();
    await gone.close();
    const nobody = new Client({
      ...{ title: 'Acme', renew: '', hosts: VENDOR.hosts(), through: gone.url, tries: 2 },
      wait: async () => undefined,
    });
    const { kind, detail } = await fault(nobody.ask('https://api.acme.com/x'));
    expect(kind).toBe('temporary');
    expect(detail).toBe('Acme could not be reached from this server 2 times in a row (api.acme.com/x).');
  });

  it('comes back later where the wait is long, and knows when', async () => {
    inTurn({ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 1800) } });
    const { kind, until } = await fault(ask());
    expect(kind).toBe('later');
    expect(until?.toISOString()).toBe('2026-11-26T12:30:01.000Z');
    expect(clock.waited).toEqual([]);
  });

  it.each([401, 403])('says what to renew on %i, without the secret or the query, and asks once', async (status) => {
    inTurn({ status, body: { error: `bad key ${SECRET}` } });
    const { kind, detail } = await fault(ask());
    expect(kind).toBe('credentials');
    expect(detail).toMatch(/it needs a new key\.$/);
    expect(detail).not.toMatch(/secret|hidden/);
    expect(vendor.requests).toHaveLength(1);
  });

  it('names what was not found, without ids in it', async () => {
    inTurn({ status: 404 });
    const { kind, detail } = await fault(ask('https://api.acme.com/people/user_1234567890?x=1'));
    expect([kind, detail]).toEqual([
      'refused',
      'Acme has nothing at api.acme.com/people/…: check what was entered and its permission.',
    ]);
  });

  it('follows a redirect to a host it knows, and leaves the credentials behind', async () => {
    inTurn({ status: 302, headers: { location: 'https://a.cdn.acme.com/file?sig=1' } }, { body: 'csv' });
    expect((await ask()).body.toString()).toBe('csv');
    expect(vendor.requests.map(({ host }) => host)).toEqual(['api.acme.com', 'a.cdn.acme.com']);
    expect(vendor.requests[0]!.headers.authorization).toContain(SECRET);
    expect(vendor.requests[1]!.headers.authorization).toBeUndefined();
  });

  it.each([
    'https://evil.example/x',
    'http://api.acme.com/x',
    'https://api.acme.com:8443/x',
    'https://127.0.0.1/x',
    'https://cdn.acme.com.evil.example/x',
    'https://169.254.169.254/latest/meta-data',
  ])('asks nothing of %s', async (location) => {
    inTurn({ status: 302, headers: { location } });
    const { kind, detail } = await fault(ask());
    expect(kind).toBe('refused');
    expect(detail).toContain('is not one of its hosts');
    expect(vendor.requests).toHaveLength(1);
  });

  it('never sends a form on to another host', async () => {
    inTurn({ status: 307, headers: { location: 'https://a.cdn.acme.com/take' } }, { body: { ok: 1 } });
    await clock.client(VENDOR).ask('https://api.acme.com/token', { method: 'POST', body: 'client_secret=x' });
    expect(vendor.requests.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'client_secret=x'],
      ['GET', ''],
    ]);
  });

  it('ends a redirect that has no end', async () => {
    inTurn({ status: 302, headers: { location: 'https://api.acme.com/again' } });
    expect((await fault(ask())).detail).toContain('without end');
  });
});
