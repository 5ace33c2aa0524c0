import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COMMAND_LINE } from '@/db/audit';
import { connect } from '@/db/client';
import { holdPull } from '@/db/pulling/lock';
import { changePull, type PullRow, pullBySource } from '@/db/pulling/pulls';
import { prepareQueue } from '@/db/pulling/queue';
import { type CarryOptions, carryOut } from '@/lib/pulling/carry-out';
import { addPull, editPull, type NewSource, removePull, runPull } from '@/lib/pulling/manage';
import { memoryOf, sealedMemory } from '@/lib/pulling/sealed';
import { Spool } from '@/lib/pulling/spool';
import { startPulling } from '@/lib/pulling/worker';
import { useServer } from '../support/api';
import { type FakeVendor, fakeVendor, pullEnv } from '../support/fake-vendor';
import { copilotAnswers } from '../support/vendors/copilot';
import { chat, intercomAnswers } from '../support/vendors/intercom';

const ROOT = path.join(import.meta.dirname, '../..');
const SECRET = 'tok-5ecret-0f-intercom';
const DAY_MS = 86_400_000;

const t = useServer();
let vendor: FakeVendor;
beforeAll(async () => {
  vendor = await fakeVendor();
  await prepareQueue(t);
});
afterAll(() => vendor.close());
beforeEach(() => {
  vendor.requests.length = 0;
});
afterEach(async () => {
  await t.pool.query('delete from pull');
});

const env = () => pullEnv(vendor, t.dataFolder);
/** Waits take no time. */
const quick = (more: Partial<CarryOptions> = {}): CarryOptions => ({
  env: env(),
  client: { wait: async () => undefined, random: () => 0.5 },
  ...more,
});
const add = (changes: Partial<NewSource> = {}) => {
  const asked = { source: 'chats', vendor: 'intercom', fields: { region: 'us', token: SECRET }, ...changes };
  return addPull(t.db, env(), asked, COMMAND_LINE);
};
const row = async (source = 'chats'): Promise<PullRow> => (await pullBySource(t.db, source))!;
const recent = (count: number, from = 1) => {
  const base = Math.floor(Date.now() / 1000) - 5 * 86_400;
  return Array.from({ length: count }, (_, i) => chat(from + i, base + i));
};
const answer = (...given: Parameters<typeof intercomAnswers>) => {
  vendor.answer = intercomAnswers(given[0], { token: SECRET, ...given[1] });
};
const stored = async (source: string, type = 'conversation') => {
  const { rows } = await t.pool.query(
    `select count(*) as n from ${type} r join source s on s.id = r.source_id where s.name = $1`,
    [source],
  );
  return rows[0].n as number;
};
const spools = () => {
  const folder = path.join(t.dataFolder, 'pulls');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('a pull from Intercom', () => {
  test('becomes one run with its records, and leaves nothing of what was fetched', async () => {
    answer(recent(120));
    const { id } = await add({ source: 'whole' });
    expect(await carryOut(t, id, quick())).toBe('succeeded');
    expect(await stored('whole')).toBe(120);
    const pull = await row('whole');
    expect(pull).toMatchObject({ state: 'succeeded', progress: null, failures: 0 });
    expect(pull.said).toBe('120 rows read: 120 new.');
    expect(pull.next_at!.getTime()).toBeGreaterThan(Date.now());
    const { rows } = await t.pool.query('select road, read, files from run where id = $1', [pull.run_id]);
    expect(rows[0]).toMatchObject({ road: 'pull', read: 120 });
    expect(rows[0].files).toEqual([{ name: 'conversations', read: 120, rejected: 0, skipped: {} }]);
    expect(spools()).toEqual([]);
  });

  test('asks again for the last day only, and changes nothing by what is known', async () => {
    const all = recent(5);
    answer(all);
    const { id } = await add({ source: 'again' });
    await carryOut(t, id, quick());
    const until = (await row('again')).pulled_until!;
    all[4]!.updated_at = Math.floor(Date.now() / 1000) - 60;
    vendor.requests.length = 0;
    await carryOut(t, id, quick());
    const [search] = vendor.requests;
    const [{ value: above }] = JSON.parse(search!.body).query.value;
    const day = new Date(until.getTime() - DAY_MS).toISOString().slice(0, 10);
    expect(above).toBe(Date.parse(`${day}T00:00:00Z`) / 1000 - 1);
    expect((await row('again')).said).toBe('1 row read: all known already.');
    expect(await stored('again')).toBe(5);
  });

  test('has no run where nothing came', async () => {
    answer([]);
    const { id } = await add({ source: 'nothing' });
    expect(await carryOut(t, id, quick())).toBe('succeeded');
    expect(await row('nothing')).toMatchObject({ said: 'Nothing new came.', run_id: null });
  });

  test('keeps what it fetched when the vendor goes down half-way, and goes on from there', async () => {
    const answers = intercomAnswers(recent(120), { token: SECRET });
    let down = false;
    vendor.answer = (request) => {
      if (request.path === '/conversations/60') down = true;
      return down ? { status: 503 } : answers(request);
    };
    const { id } = await add({ source: 'down' });
    expect(await carryOut(t, id, quick())).toBe('failed');
    const failed = await row('down');
    expect(failed).toMatchObject({
      state: 'failed',
      failures: 1,
      pulled_until: null,
      progress: { steps: 1, parts: 1 },
    });
    expect(failed.said).toContain('Intercom answered 503 6 times in a row');
    expect(failed.next_at!.getTime()).toBeLessThan(Date.now() + 6 * 60_000);
    expect(await stored('down')).toBe(0);

    vendor.answer = answers;
    vendor.requests.length = 0;
    expect(await carryOut(t, id, quick())).toBe('succeeded');
    expect(await stored('down')).toBe(120);
    expect(vendor.requests.filter(({ method }) => method === 'GET')).toHaveLength(70);
  });

  test('tries more and more seldom, never later than its schedule', async () => {
    vendor.answer = () => ({ status: 500 });
    const { id } = await add({ source: 'seldom', schedule: 'week' });
    const waits: number[] = [];
    for (let time = 0; time < 5; time++) {
      await carryOut(t, id, quick());
      waits.push(Math.round(((await row('seldom')).next_at!.getTime() - Date.now()) / 60_000));
    }
    expect(waits).toEqual([5, 15, 45, 135, 360]);
  });

  test('waits as long as the vendor says, which is no failure', async () => {
    vendor.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    const { id } = await add({ source: 'limited' });
    expect(await carryOut(t, id, quick())).toBe('waiting');
    const pull = await row('limited');
    expect(pull).toMatchObject({ state: 'waiting', failures: 0, said: 'Intercom asks to come back later.' });
    expect(pull.next_at!.getTime() - Date.now()).toBeGreaterThan(59 * 60_000);
  });

  test('stops asking when the credentials are refused, until others are entered', async () => {
    answer(recent(3), { token: 'new' });
    const { id } = await add({ source: 'expired' });
    expect(await carryOut(t, id, quick())).toBe('blocked');
    const blocked = await row('expired');
    expect(blocked).toMatchObject({ state: 'blocked', next_at: null });
    expect(blocked.said).toBe(
      'Intercom does not accept the credentials: it needs an access token of an app with the permission “Read conversations”.',
    );
    expect(await carryOut(t, id, quick({ onlyIfDue: true }))).toBe('stopped');
    await editPull(t.db, env(), blocked, { fields: { region: 'us', token: 'new' } }, COMMAND_LINE);
    expect(await carryOut(t, id, quick({ onlyIfDue: true }))).toBe('succeeded');
    expect(await stored('expired')).toBe(3);
  });

  test('is paused between two pages, and goes on when resumed', async () => {
    const { id } = await add({ source: 'paused' });
    const pause = async () => {
      await editPull(t.db, env(), await row('paused'), { paused: true }, COMMAND_LINE);
    };
    const answers = intercomAnswers(recent(120), { token: SECRET });
    vendor.answer = async (request) => {
      if (request.path === '/conversations/55') await pause();
      return answers(request);
    };
    expect(await carryOut(t, id, quick())).toBe('stopped');
    expect(await row('paused')).toMatchObject({ progress: { steps: 2 }, failures: 0 });
    await expect(runPull(t.db, await row('paused'), COMMAND_LINE)).rejects.toMatchObject({ status: 409 });
    expect(await carryOut(t, id, quick({ onlyIfDue: true }))).toBe('stopped');
    vendor.answer = answers;
    await editPull(t.db, env(), await row('paused'), { paused: false }, COMMAND_LINE);
    expect(await carryOut(t, id, quick({ onlyIfDue: true }))).toBe('succeeded');
    expect(await stored('paused')).toBe(120);
  });

  test('begins anew where the spool is gone, as on another machine', async () => {
    answer(recent(60));
    const { id } = await add({ source: 'moved' });
    const stop = new AbortController();
    const answers = vendor.answer;
    vendor.answer = (request) => {
      if (request.path === '/conversations/55') stop.abort();
      return answers(request);
    };
    expect(await carryOut(t, id, quick({ signal: stop.signal }))).toBe('stopped');
    expect((await row('moved')).progress?.steps).toBe(1);
    vendor.answer = answers;
    const elsewhere = pullEnv(vendor, t.dataFolder);
    await t.pool.query(`update pull set progress = jsonb_set(progress, '{attempt}', '"another-machine"')`);
    expect(await carryOut(t, id, quick({ env: elsewhere }))).toBe('succeeded');
    expect(await stored('moved')).toBe(60);
  });

  test('is done by one process only, and does not begin while another has it', async () => {
    answer(recent(20));
    const { id } = await add({ source: 'both' });
    const both = await Promise.all([carryOut(t, id, quick()), carryOut(t, id, quick())]);
    expect(both.sort()).toEqual(['elsewhere', 'succeeded']);
    const { rows } = await t.pool.query(
      `select count(*) as n from run where source_id = (select id from source where name = 'both')`,
    );
    expect(rows[0].n).toBe(1);
  });
});

test('a pull from GitHub Copilot becomes use by day, and a day that GitHub corrects changes', async () => {
  const day = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
  const told: Record<string, Record<string, number>> = { [day(3)]: { maja: 5, otto: 1 }, [day(2)]: { maja: 7 } };
  vendor.answer = copilotAnswers(told, () => []);
  const fields = { kind: 'organization', name: 'acme', token: 'good' };
  const { id } = await add({ source: 'copilot', vendor: 'github-copilot', fields, since: day(5) });
  expect(await carryOut(t, id, quick())).toBe('succeeded');
  const { rows } = await t.pool.query(
    `select date::text, interactions from tool_activity r join source s on s.id = r.source_id
     where s.name = 'copilot' order by date, interactions`,
  );
  expect(rows).toEqual([
    { date: day(3), interactions: 2 },
    { date: day(3), interactions: 6 },
    { date: day(2), interactions: 8 },
  ]);
  // GitHub corrects a day: it is asked for again, and changes the record.
  told[day(2)]!.maja = 9;
  expect(await carryOut(t, id, quick())).toBe('succeeded');
  expect((await row('copilot')).said).toContain('1 changed');
});

test('a file that went in not at all is a failure, and asked for again', async () => {
  const day = new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10);
  const answers = copilotAnswers({ [day]: { maja: 1 } }, () => []);
  let isOdd = true;
  vendor.answer = (request) => {
    const asked = request.query.get('day') ?? '';
    const isNext = isOdd && asked > day && request.path.includes('users-1-day');
    if (isNext) return { body: { download_links: [`https://copilot-reports.github.com/odd?day=${asked}`] } };
    return isOdd && request.path.startsWith('/odd') ? { body: '{"neither":"fish"}' } : answers(request);
  };
  const fields = { kind: 'organization', name: 'acme', token: 'good' };
  const { id } = await add({ source: 'odd', vendor: 'github-copilot', fields });
  expect(await carryOut(t, id, quick())).toBe('failed');
  expect(await row('odd')).toMatchObject({ state: 'failed', failures: 1, pulled_until: null, progress: null });
  expect((await row('odd')).said).toContain('went in not at all');
  expect(await stored('odd', 'tool_activity')).toBe(1);
  isOdd = false;
  expect(await carryOut(t, id, quick())).toBe('succeeded');
  expect((await row('odd')).said).toBe('1 row read: all known already.');
});

test('a Copilot seat that is missing at the next pull ends, and what is remembered for that is sealed', async () => {
  vendor.answer = copilotAnswers({}, () => []);
  const fields = { kind: 'organization', name: 'acme', token: 'good' };
  const { id } = await add({ source: 'seats', vendor: 'github-copilot', fields });
  const memory = sealedMemory({ 'user-2': '2026-01-01' }, await row('seats'), env());
  expect(memory.toString('latin1')).not.toContain('user-2');
  await changePull(t.db, id, { memory });
  expect(await carryOut(t, id, quick())).toBe('succeeded');
  expect(memoryOf(await row('seats'), env())).toEqual({});
  const { rows } = await t.pool.query(
    `select assigned_on::text, revoked_on::text from seat r join source s on s.id = r.source_id
     where s.name = 'seats' and revoked_on is not null`,
  );
  expect(rows).toEqual([{ assigned_on: '2026-01-01', revoked_on: new Date().toISOString().slice(0, 10) }]);
});

describe('credentials', () => {
  test('stand in no table as text, nor in the log of changes', async () => {
    await add({ source: 'sealed' });
    await editPull(t.db, env(), await row('sealed'), { fields: { region: 'us', token: `${SECRET}-2` } }, COMMAND_LINE);
    const { rows: tables } = await t.pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const { rows } = await t.pool.query(`select count(*) as n from ${name} r where r::text like $1`, [`%${SECRET}%`]);
      const hex = Buffer.from(SECRET).toString('hex');
      const { rows: inHex } = await t.pool.query(`select count(*) as n from ${name} r where r::text like $1`, [
        `%${hex}%`,
      ]);
      expect([name, rows[0].n, inHex[0].n]).toEqual([name, 0, 0]);
    }
    const { rows: log } = await t.pool.query(
      `select request from access_log where request ->> 'name' = 'sealed' order by id`,
    );
    expect(log.map(({ request }) => request)).toEqual([
      {
        ...{ what: 'pull', name: 'sealed' },
        after: { vendor: 'intercom', region: 'us', schedule: 'six_hours' },
      },
      { what: 'pull', name: 'sealed', after: { did: 'its credentials replaced' } },
    ]);
  });

  test('are gone with the pull, whose records stay', async () => {
    answer(recent(2));
    const { id } = await add({ source: 'leaving' });
    await carryOut(t, id, quick());
    await removePull(t.db, await row('leaving'), COMMAND_LINE);
    expect(await row('leaving')).toBeUndefined();
    expect(await stored('leaving')).toBe(2);
  });
});

test('the queue is made once, however many servers begin at the same time', async () => {
  const servers = Array.from({ length: 4 }, () => connect(t.url, { max: 2 }));
  await t.pool.query('drop schema pull_queue cascade');
  await Promise.all(servers.map((server) => prepareQueue(server)));
  await Promise.all(servers.map((server) => server.close()));
  await add({ source: 'queued' });
  const { rows } = await t.pool.query('select count(*) as n from pull_queue._private_jobs where key is not null');
  expect(rows[0].n).toBe(1);
});

describe('processes that fetch', () => {
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
  async function child(): Promise<ChildProcess> {
    const started = fork('tests/support/pull-child.ts', {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, DATABASE_URL: t.url, TANDEM_DATA_DIR: t.dataFolder, TANDEM_PULL_THROUGH: vendor.url },
    });
    children.push(started);
    await once(started, 'message');
    return started;
  }
  const until = async (holds: () => Promise<boolean>) => {
    for (const end = Date.now() + 40_000; Date.now() < end; await sleep(50)) if (await holds()) return;
    throw new Error('It did not come to that within 40 seconds.');
  };
  const isDone = async (source: string) => (await row(source))?.state === 'succeeded';

  test('share the work: each source is pulled once', async () => {
    answer(recent(30));
    const connections = [connect(t.url, { max: 16 }), connect(t.url, { max: 16 })];
    const working = await Promise.all(connections.map((connection) => startPulling(connection, env())));
    try {
      for (const source of ['a', 'b', 'c', 'd']) await add({ source: `shared-${source}` });
      await until(async () =>
        (await Promise.all(['a', 'b', 'c', 'd'].map((s) => isDone(`shared-${s}`)))).every(Boolean),
      );
    } finally {
      await Promise.all(working.map((one) => one.stop()));
      await Promise.all(connections.map((one) => one.close()));
    }
    const { rows } = await t.pool.query(
      `select s.name, count(*) as n from run join source s on s.id = run.source_id where s.name like 'shared-%' group by 1`,
    );
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 1, 1]);
    expect(vendor.requests.filter(({ method }) => method === 'GET')).toHaveLength(4 * 30);
  });

  test('die half-way without loss: the next goes on with what was fetched', async () => {
    const answers = intercomAnswers(recent(160), { token: SECRET });
    const first = await child();
    const died = once(first, 'exit');
    vendor.answer = async (request) => {
      if (request.path === '/conversations/110') {
        first.kill('SIGKILL');
        await died;
      }
      return answers(request);
    };
    await add({ source: 'killed' });
    expect((await died)[1]).toBe('SIGKILL');
    const left = await row('killed');
    expect(left.progress).toMatchObject({ steps: 2, isWhole: false });
    expect(await stored('killed')).toBe(0);
    expect(spools()).toContain(left.progress!.attempt);

    vendor.answer = answers;
    vendor.requests.length = 0;
    await child();
    await until(() => isDone('killed'));
    expect(await stored('killed')).toBe(160);
    expect(vendor.requests.filter(({ method }) => method === 'GET')).toHaveLength(60);
    await until(async () => !spools().includes(left.progress!.attempt));
  });

  test('clear away what a paused or blocked pull fetched days ago, and nothing of one that may be gone on with', async () => {
    answer(recent(3));
    const old = new Date(Date.now() - 3 * DAY_MS);
    const leave = async (source: string, at: Date, changes: Parameters<typeof changePull>[2]) => {
      const { id } = await add({ source });
      const attempt = `attempt-of-${source}`;
      const spool = new Spool(env(), attempt);
      await spool.open(0);
      await spool.write(0, { parts: [{ name: 'chats.json', body: '{}' }], next: {} });
      utimesSync(spool.folder, old, old);
      const came = { from: old.toISOString(), until: old.toISOString(), steps: 1, parts: 1, bytes: 2, cursor: null };
      const progress = { attempt, ...came, isWhole: false, notes: [], at: at.toISOString() };
      await changePull(t.db, id, { progress, ...changes });
      return id;
    };
    await leave('old-paused', old, { paused_at: old });
    await leave('old-blocked', old, { state: 'blocked', next_at: null });
    await leave('new-paused', new Date(Date.now() - DAY_MS), { paused_at: old });
    const running = await leave('old-running', old, { next_at: null });
    const left = () =>
      spools()
        .filter((name) => name.startsWith('attempt-of-'))
        .sort();
    expect(left()).toHaveLength(4);
    // What adding them asked for would have each in hand for a moment.
    await t.pool.query('delete from pull_queue._private_jobs');
    const held = await holdPull(t.pool, running);
    try {
      const pulling = await startPulling(t, env());
      await pulling.stop();
      expect(left()).toEqual(['attempt-of-new-paused', 'attempt-of-old-running']);
    } finally {
      await held!.release();
    }
    const later = await startPulling(t, env());
    await later.stop();
    expect(left()).toEqual(['attempt-of-new-paused']);
    // What was cleared away is fetched anew.
    const paused = await row('old-paused');
    await editPull(t.db, env(), paused, { paused: false }, COMMAND_LINE);
    expect(await carryOut(t, paused.id, quick({ onlyIfDue: true }))).toBe('succeeded');
    expect(await stored('old-paused')).toBe(3);
  });

  test('leave alone what is paused or not due', async () => {
    answer(recent(3));
    const { id } = await add({ source: 'resting' });
    await changePull(t.db, id, { paused_at: new Date() });
    await add({ source: 'not-due' });
    await changePull(t.db, (await row('not-due')).id, { next_at: new Date(Date.now() + DAY_MS) });
    const pulling = await startPulling(t, env());
    await sleep(1500);
    await pulling.stop();
    expect(vendor.requests).toEqual([]);
  });
});
