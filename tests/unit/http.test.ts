import { existsSync, mkdirSync, mkdtempSync, promises, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { TandemError } from '@/lib/core/errors';
import { readEnv } from '@/lib/env';
import { readBytes, readJson } from '@/lib/http/body';
import { assertSameOrigin } from '@/lib/http/caller';
import { problem } from '@/lib/http/problem';
import { methods, openRoute } from '@/lib/http/route';
import { spooled } from '@/lib/http/spool';
import { streamed } from '@/lib/http/stream';

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://127.0.0.1:3000/x', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

const chunks = (...parts: (string | Error)[]) =>
  new ReadableStream({
    start(controller) {
      for (const part of parts) {
        if (part instanceof Error) return controller.error(part);
        controller.enqueue(new TextEncoder().encode(part));
      }
      controller.close();
    },
  });

describe('a problem document', () => {
  test('has type, title, status, detail and the fields that do not hold', async () => {
    const errors = [{ field: 'from', detail: 'must be before to' }];
    const response = problem(new TandemError(422, 'from: must be before to.', errors));
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Cannot be answered',
      status: 422,
      detail: 'from: must be before to.',
      errors,
    });
  });

  test('tells how to come in, and how long to wait', () => {
    expect(problem(new TandemError(401, 'x')).headers.get('www-authenticate')).toBe('Bearer');
    expect(problem(new TandemError(429, 'x')).headers.get('retry-after')).toBe('900');
  });

  test('says nothing of an unexpected error: no message, no stack', async () => {
    const { GET } = methods({
      GET: openRoute(async () => {
        throw new Error('secret detail');
      }),
    });
    const response = await GET(new Request('http://x/api'), { params: Promise.resolve({}) });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/secret|stack|at .*\.ts/);
    expect(JSON.parse(text)).toMatchObject({ status: 500, title: 'Failed' });
  });

  test('answers a method that is not there with 405 and those that are', async () => {
    const { DELETE } = methods({ GET: openRoute(async () => ({})), POST: openRoute(async () => ({})) });
    const response = await DELETE(new Request('http://x/api', { method: 'DELETE' }), { params: Promise.resolve({}) });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
  });
});

describe('a JSON body', () => {
  test('is read', async () => {
    expect(await readJson(post('{"a":"é"}'))).toEqual({ a: 'é' });
  });

  test('that is no JSON, or empty, is a 400', async () => {
    await expect(readJson(post('{"a":'))).rejects.toMatchObject({ status: 400 });
    await expect(readJson(post(''))).rejects.toMatchObject({ status: 400 });
  });

  test('that trickles in is a 408, one that breaks off a 400', async () => {
    const silent = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) });
    await expect(readBytes(post(silent), 1024, 50)).rejects.toMatchObject({ status: 408 });
    await expect(readBytes(post(chunks('{', new Error('gone'))), 1024)).rejects.toMatchObject({ status: 400 });
  });

  test('above the limit is a 413, whether it says its length or not', async () => {
    const large = JSON.stringify('x'.repeat(2000));
    await expect(readJson(post(large, { 'content-length': '2002' }), 1024)).rejects.toMatchObject({ status: 413 });
    await expect(readJson(post(chunks(large)), 1024)).rejects.toMatchObject({ status: 413 });
    await expect(readJson(post(large, { 'content-length': '5' }), 1024)).rejects.toMatchObject({ status: 413 });
  });
});

describe('a write with a cookie', () => {
  const env = readEnv({});
  const from = (headers: Record<string, string>, at = env) => {
    assertSameOrigin(post('', { host: 'tandem.example:3000', ...headers }), at);
    return true;
  };

  test.each([
    ['a page of ours', { 'sec-fetch-site': 'same-origin', origin: 'http://tandem.example:3000' }],
    ['a page of ours in an older browser', { origin: 'http://tandem.example:3000' }],
    ['a program', {}],
  ])('from %s goes through', (_, headers) => {
    expect(from(headers)).toBe(true);
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }],
    ['a neighbour of the same site', { 'sec-fetch-site': 'same-site', origin: 'http://other.example' }],
    ['another site in an older browser', { origin: 'http://evil.example' }],
    ['another port', { origin: 'http://tandem.example:4000' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['something that pretends', { 'sec-fetch-site': 'none', origin: 'http://tandem.example:3000' }],
  ])('from %s is refused', (_, headers) => {
    expect(() => from(headers)).toThrow('another site');
  });

  test('behind a proxy is held against the public address', () => {
    const proxied = readEnv({ TANDEM_URL: 'https://numbers.example' });
    expect(from({ origin: 'https://numbers.example' }, proxied)).toBe(true);
    expect(() => from({ origin: 'http://tandem.example:3000' }, proxied)).toThrow('another site');
  });
});

describe('an upload', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-spool-'));
  const env = readEnv({ TANDEM_DATA_DIR: folder });
  const left = () => (existsSync(path.join(folder, 'spool')) ? readdirSync(path.join(folder, 'spool')) : []);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('arrives whole, byte for byte, and leaves nothing behind', async () => {
    const bytes = Buffer.from([0x1f, 0x8b, 0, 255, 10, 13]);
    const seen = await spooled(post(bytes), env, { name: 'a.gz' }, async (file) => {
      expect(path.basename(file)).toBe('a.gz');
      return readFileSync(file);
    });
    expect(seen).toEqual(bytes);
    expect(left()).toEqual([]);
  });

  test('that breaks off is not looked at', async () => {
    const looked: string[] = [];
    const look = async (file: string) => looked.push(file);
    const broken = [
      post(chunks('one line\n', new Error('connection lost'))),
      post(chunks('one line\n'), { 'content-length': '5000' }),
    ];
    for (const request of broken)
      await expect(spooled(request, env, { name: 'a' }, look)).rejects.toMatchObject({ status: 400 });
    expect(looked).toEqual([]);
    expect(left()).toEqual([]);
  });

  test('above the limit is a 413, announced or not', async () => {
    const use = async () => 'used';
    const announced = post('123456', { 'content-length': '6' });
    await expect(spooled(announced, env, { name: 'a', limit: 5 }, use)).rejects.toMatchObject({ status: 413 });
    await expect(spooled(post(chunks('123', '456')), env, { name: 'a', limit: 5 }, use)).rejects.toMatchObject({
      status: 413,
    });
    expect(await spooled(post(chunks('123', '45')), env, { name: 'a', limit: 5 }, use)).toBe('used');
    expect(left()).toEqual([]);
  });

  test('that stalls, or trickles in, is given up with a 408 and leaves nothing behind', async () => {
    const pace = { everyMs: 60, leastBytes: 100 };
    const trickle = new ReadableStream({
      async pull(controller) {
        await sleep(10);
        controller.enqueue(new TextEncoder().encode('x'));
      },
    });
    const silent = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('x')) });
    for (const body of [trickle, silent])
      await expect(spooled(post(body), env, { name: 'a', pace }, async () => 'used')).rejects.toMatchObject({
        status: 408,
        detail: 'The upload stalled and was given up. Nothing was stored; send it again.',
      });
    expect(left()).toEqual([]);
  });

  test('is refused while the disk is nearly full, told before or on the way', async () => {
    const GIB = 1024 ** 3;
    const disk = (free: number) => ({ bavail: free, blocks: 100 * GIB, bsize: 1 });
    const statfs = vi.spyOn(promises, 'statfs');
    const use = async () => 'used';
    const full = { status: 503, detail: expect.stringContaining('has no room for this upload') };
    try {
      statfs.mockResolvedValue(disk(GIB / 2) as never);
      await expect(spooled(post('x'), env, { name: 'a' }, use)).rejects.toMatchObject(full);
      statfs.mockResolvedValue(disk(2 * GIB) as never);
      const large = post('x', { 'content-length': String(1.5 * GIB) });
      await expect(spooled(large, env, { name: 'a' }, use)).rejects.toMatchObject(full);
      expect(await spooled(post('x'), env, { name: 'a' }, use)).toBe('used');
      statfs.mockResolvedValueOnce(disk(2 * GIB) as never).mockResolvedValue(disk(GIB / 2) as never);
      const growing = post(chunks(...new Array(40).fill('x'.repeat(1024 ** 2))));
      await expect(spooled(growing, env, { name: 'a' }, use)).rejects.toMatchObject(full);
    } finally {
      statfs.mockRestore();
    }
    expect(left()).toEqual([]);
  });

  test('is removed when what follows fails, and after a day when the server was killed', async () => {
    await expect(
      spooled(post('x'), env, { name: 'a' }, async () => {
        throw new Error('ingestion failed');
      }),
    ).rejects.toThrow('ingestion failed');
    for (const name of ['old', 'young']) mkdirSync(path.join(folder, 'spool', name));
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    utimesSync(path.join(folder, 'spool', 'old'), twoDaysAgo, twoDaysAgo);
    await spooled(post('x'), env, { name: 'a' }, async () => undefined);
    expect(left()).toEqual(['young']);
  });
});

describe('a streamed answer', () => {
  test('breaks off at a fault instead of ending as if it were whole', async () => {
    async function* parts() {
      yield 'first,';
      throw new Error('the database went away');
    }
    await expect(streamed(parts(), {}).text()).rejects.toThrow();
  });

  test('lets go of its source when the caller leaves', async () => {
    let released = false;
    async function* parts() {
      try {
        for (;;) yield 'row\n';
      } finally {
        released = true;
      }
    }
    const reader = streamed(parts(), {}).body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(released).toBe(true);
  });
});
