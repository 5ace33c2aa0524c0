import fs from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '@/db/client';
import { temporaryPlace } from '@/db/embedded/home';
import { DATABASE, readPostmaster, startServer, stopServer, USER } from '@/db/embedded/server';
import { migrate } from '@/db/migrate';
import type { Input } from '@/lib/ingest/inputs';
import { conversation, lines, state, take } from '@/tests/support/ingest';

const ROWS = 20_000;
/** Its server is stopped and started again: it must be nobody else's. */
const place = temporaryPlace();
let connection: Connection;

beforeAll(async () => {
  await startServer(place);
  connection = connect(`postgres://${USER}:${place.password}@127.0.0.1:${readPostmaster(place)!.port}/${DATABASE}`);
  await migrate(connection.db);
});

afterAll(async () => {
  await connection?.close();
  await stopServer(place);
  fs.rmSync(place.folder, { recursive: true, force: true });
});

const row = (i: number) => lines(conversation(`c${i}`, { csat: 1 + (i % 5) }));
const all = Array.from({ length: ROWS }, (_, i) => row(i));

/** The file in small pieces, none of them made before it is wanted, with something done once half of it is read. */
const input = (halfway: () => Promise<void>): Input => ({
  name: 'a.jsonl',
  open: () =>
    Readable.from(
      (async function* () {
        for (let at = 0; at < ROWS; at += 100) {
          if (at === ROWS / 2) await halfway();
          yield Buffer.from(all.slice(at, at + 100).join(''));
        }
      })(),
      { highWaterMark: 1 },
    ),
});

test('a database restarted in the middle of a COPY: the run failed, nothing is there, again works', async () => {
  const broken = input(async () => {
    const { rows } = await connection.pool.query('select query from pg_stat_activity where query like $1', ['copy %']);
    expect(rows).toHaveLength(1);
    await stopServer({ ...place, lasting: true });
    await startServer(place);
  });
  await expect(take(connection, [broken])).rejects.toMatchObject({
    status: 503,
    detail: 'The database went away or does not answer. What was not finished was undone: try again in a moment.',
  });
  expect(await state(connection)).toEqual([]);

  const again = await take(connection, [input(async () => undefined)]);
  expect(again).toMatchObject({ read: ROWS, accepted: ROWS, rejected: 0 });
  expect(await state(connection)).toHaveLength(ROWS);
  const { rows } = await connection.pool.query('select state, error is null as clean from run order by id');
  expect(rows).toEqual([
    { state: 'failed', clean: false },
    { state: 'succeeded', clean: true },
  ]);
});
