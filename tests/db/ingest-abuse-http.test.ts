import { existsSync, readdirSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { POST as ingest } from '@/app/api/v1/ingest/[source]/route';
import { createKey } from '@/lib/auth/keys';
import { useServer } from '../support/api';
import { createDatabase } from '../support/database';
import { type HttpServer, serveRoute } from '../support/http-server';
import { conversation, lines, state, take } from '../support/ingest';

const t = useServer();
const servers: HttpServer[] = [];
let authorization: string;

beforeAll(async () => {
  // Two servers on one database: each takes the same road, and neither knows of the other.
  for (const _ of [1, 2])
    servers.push(await serveRoute(ingest, ({ pathname }) => ({ source: pathname.split('/').at(-1)! })));
  authorization = `Bearer ${(await createKey(t.db, { name: 'sender', scope: 'ingest' })).key}`;
});
afterAll(() => Promise.all(servers.map((server) => server.close())));
afterEach(() => t.pool.query('truncate conversation, rejected_row, run, source cascade'));

const post = async (body: Iterable<Buffer> | string, server = 0, headers: Record<string, string> = {}) => {
  const response = await fetch(`${servers[server]!.url}/api/v1/ingest/own`, {
    method: 'POST',
    headers: { authorization, ...headers },
    body: typeof body === 'string' ? body : (Readable.toWeb(Readable.from(body)) as BodyInit),
    duplex: 'half',
  } as RequestInit);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};

const spooled = () => {
  const spool = path.join(t.dataFolder, 'spool');
  return existsSync(spool) ? readdirSync(spool) : [];
};

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds()); await sleep(20))
    if (Date.now() > end) throw new Error('what was waited for did not come about');
}

/** Begins an upload that is left open; `leave` breaks the connection off. */
function begin(bytes: string): { leave(): void } {
  const { hostname, port } = new URL(servers[0]!.url);
  const request = http.request({
    hostname,
    port,
    path: '/api/v1/ingest/own',
    method: 'POST',
    headers: { authorization },
  });
  request.on('error', () => undefined); // we broke it off
  request.write(bytes);
  return { leave: () => request.destroy() };
}

test('50 MB arrive whole: every row is counted', async () => {
  const rows = 5000;
  const notes = 'x'.repeat(10_300);
  const body = (function* () {
    for (let i = 0; i < rows; i++) yield Buffer.from(lines(conversation(`c${i}`, { notes })));
  })();
  const answer = await post(body);
  expect(answer.body).toMatchObject({ read: rows, accepted: rows, rejected: 0, unknownFields: { notes: rows } });
  const { rows: counted } = await t.pool.query('select count(*)::int as n from conversation');
  expect(counted).toEqual([{ n: rows }]);
  expect(spooled()).toEqual([]);
});

test('a connection that breaks off leaves no run, no row and no file; the same again brings everything', async () => {
  const whole = lines(...Array.from({ length: 500 }, (_, i) => conversation(`c${i}`)));
  const upload = begin(whole.slice(0, 40_000));
  await until(() => spooled().length === 1);
  upload.leave();
  await until(() => spooled().length === 0);
  expect((await t.pool.query('select * from run')).rows).toEqual([]);
  expect(await state(t)).toEqual([]);
  expect((await post(whole)).body).toMatchObject({ read: 500, accepted: 500 });
});

test('a third upload by the same key waits its turn: 429 with how long; a place is free when one breaks off', async () => {
  const open = [begin('{'), begin('{')];
  await until(() => spooled().length === 2);
  const third = await post(lines(conversation('1')));
  expect([third.status, third.headers.get('retry-after')]).toEqual([429, '30']);
  expect(third.body).toMatchObject({
    detail: '2 uploads are being taken in already. Try again when one of them is done.',
  });
  for (const one of open) one.leave();
  await until(() => spooled().length === 0);
  expect((await post(lines(conversation('1')))).status).toBe(200);
});

test('two servers at once, with files that meet: as if one had gone after the other', async () => {
  const row = (i: number) => conversation(`c${i}`, { customer_id: `k${i % 40}` });
  const first = lines(...Array.from({ length: 2000 }, (_, i) => row(i)));
  const second = lines(...Array.from({ length: 2000 }, (_, i) => row(i + 1000)));
  const both = await Promise.all([post(first, 0), post(second, 1)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  const sum = (of: string) => both.reduce((total, { body }) => total + (body[of] as number), 0);
  expect([sum('read'), sum('accepted'), sum('duplicate'), sum('updated')]).toEqual([4000, 3000, 1000, 0]);
  const cells = async ({ pool }: Pick<typeof t, 'pool'>) =>
    (await pool.query('select md5(to_jsonb(c)::text) as row from conversation_cell c order by 1')).rows;

  const alone = await createDatabase();
  try {
    const bytes = (name: string, text: string) => ({ name, open: () => Readable.from([Buffer.from(text)]) });
    await take(alone, [bytes('a', first), bytes('b', second)]);
    expect(await cells(t)).toEqual(await cells(alone));
    expect((await state(t)).length).toBe((await state(alone)).length);
  } finally {
    await alone.close();
  }
});

test('a database in trouble is a 503 with its sentence, and nothing is there', async () => {
  await t.pool.query(`create function no_room() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await t.pool.query('create trigger no_room before insert on conversation for each row execute function no_room()');
  try {
    const answer = await post(lines(conversation('1')));
    expect([answer.status, answer.body.detail]).toEqual([
      503,
      'The disk of the database is full. What was not finished was undone: make room there and try again.',
    ]);
  } finally {
    await t.pool.query('drop function no_room() cascade');
  }
  expect(await state(t)).toEqual([]);
});
