import { afterEach, describe, expect, test } from 'vitest';
import { GET, POST } from '@/app/api/v1/aliases/route';
import { POST as QUERY } from '@/app/api/v1/query/route';
import { GET as SOURCES } from '@/app/api/v1/sources/route';
import { COMMAND_LINE } from '@/db/audit';
import { forget } from '@/db/ingest/forget';
import { createKey } from '@/lib/auth/keys';
import type { SourcesOverview } from '@/lib/core/sources';
import type { Grant } from '@/lib/core/viewer';
import { readEnv } from '@/lib/env';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';
import { ingest } from '@/lib/ingest/run';
import { hashKey } from '@/lib/secrets';
import { call, useServer } from '../support/api';
import { file, lines } from '../support/ingest';

const t = useServer();
afterEach(() =>
  t.pool.query('truncate alias, employee, tool_activity, source_person, source_state, run, source cascade'),
);

const as = (role: string): Grant => ({ role });
const headers = (role: string) => t.session(`${role}@example.com`, as(role));
const send = async (csv: string, role = 'admin') =>
  call(POST, '/api/v1/aliases', { method: 'POST', headers: await headers(role), body: csv });

/** Six on the roster from a Monday; one of them used Copilot under a login, another under an address nobody listed. */
async function company() {
  const people = Array.from({ length: 6 }, (_, at) => ({
    ...{ type: 'employee', employee_id: `e${at}`, email: `e${at}@example.com`, department: 'Care', is_tech: false },
    ...{ employment: 'employee', valid_from: '2026-01-05' },
  }));
  const used = (employee_id: string) => ({
    ...{ type: 'tool_activity', employee_id, tool: 'github-copilot', date: '2026-03-02', interactions: 3 },
  });
  await ingest(t, { road: 'cli', source: 'roster', inputs: [file('people.jsonl', lines(...people))] });
  await ingest(t, {
    road: 'cli',
    source: 'copilot',
    inputs: [file('use.jsonl', lines(used('maja-dev'), used('old-maja'), used('kim-x')))],
  });
}

async function active(): Promise<{ numerator: number; denominator: number }> {
  const body = { metrics: ['daily_active_rate'], from: '2026-03-02', to: '2026-03-03' };
  const answer = await call(QUERY, '/api/v1/query', { method: 'POST', headers: await headers('analyst'), body });
  const { rows } = answer.json() as {
    rows: { values: { daily_active_rate: { numerator: number; denominator: number } } }[];
  };
  const { numerator, denominator } = rows[0]!.values.daily_active_rate;
  return { numerator, denominator };
}
async function unmatched() {
  const { sources } = (
    await call(SOURCES, '/api/v1/sources', { headers: await headers('admin') })
  ).json() as SourcesOverview;
  return sources.find(({ name }) => name === 'copilot')!.unmatched;
}

describe('a mapping table of logins', () => {
  test('brings people into the rates at once: 0 of 6 before, 2 of 6 after, two logins of one person once', async () => {
    await company();
    expect(await active()).toEqual({ numerator: 0, denominator: 6 });
    expect(await unmatched()).toEqual({ people: 3, records: 3 });
    const answer = await send(
      'Login,Employee_ID,E-mail\nmaja-dev,e1,\nold-maja,,E1@example.com\nkim-x,,e2@example.com\n',
    );
    expect(answer.json()).toMatchObject({ read: 3, added: 3, rejected: 0, aliases: 3, onRoster: 3 });
    expect(await active()).toEqual({ numerator: 2, denominator: 6 });
    expect(await unmatched()).toEqual({ people: 0, records: 0 });
    expect((await send('login;employee_id\nmaja-dev;e1\nkim-x;e3')).json()).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
    });
    // Without a person a login is taken out.
    expect((await send('login,employee_id\nkim-x,')).json()).toMatchObject({ removed: 1, aliases: 2 });
    expect(await active()).toEqual({ numerator: 1, denominator: 6 });
    expect(await unmatched()).toEqual({ people: 1, records: 1 });
  });

  test('may come before the roster, leads nowhere until then, and never outranks the roster', async () => {
    expect((await send('login,email\nkim-x,e2@example.com\ne4,e5@example.com')).json()).toMatchObject({
      aliases: 2,
      onRoster: 0,
    });
    await company();
    expect(await active()).toEqual({ numerator: 1, denominator: 6 });
    const used = { type: 'tool_activity', employee_id: 'e4', tool: 'x', date: '2026-03-02', interactions: 1 };
    await ingest(t, { road: 'cli', source: 'x', inputs: [file('x.jsonl', lines(used))] });
    expect((await active()).numerator).toBe(2);
  });

  test('is stored as hashes only, and goes with a person who is forgotten, with what they did under it', async () => {
    await company();
    await send('login,employee_id\nmaja-dev,e1');
    const { rows } = await t.pool.query<{ all: string }>('select string_agg(a::text, chr(10)) as all from alias a');
    expect(rows[0]!.all).not.toMatch(/maja|e1,/);
    const hasher = makeHasher(hashKey(readEnv()));
    const removed = await forget(
      t,
      {
        id: 'e1',
        employee: hashAsUuid(hasher, 'employee', 'e1'),
        email: hashAsUuid(hasher, 'email', 'e1'),
      },
      COMMAND_LINE,
    );
    expect(removed).toMatchObject({ employees: 1, activity: 1 });
    expect((await t.pool.query('select 1 from alias')).rows).toEqual([]);
  });

  test('says which rows it could not take, and takes the others', async () => {
    const answer = await send('login,email\nmaja-dev,no address\n,e2@example.com\nkim-x,e2@example.com');
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      ...{ read: 3, added: 1, rejected: 2 },
      rejections: [
        { line: 2, reason: 'email is no e-mail address' },
        { line: 3, reason: 'login is missing' },
      ],
    });
  });

  test.each([
    ['', /empty/],
    ['name,email\na,b@c.de', /no column login/],
    ['login,name\na,b', /no column employee_id and none email/],
  ])('%j is refused in a sentence', async (csv, sentence) => {
    const answer = await send(csv);
    expect(answer.status).toBe(422);
    expect((answer.json() as { detail: string }).detail).toMatch(sentence);
  });

  test('is sent by administrators and keys that send records; analysts see how many there are, leads nothing', async () => {
    for (const role of ['analyst', 'executive', 'service_lead'])
      expect((await send('login,email', role)).status).toBe(403);
    const stranger = await call(POST, '/api/v1/aliases', { method: 'POST', body: 'login,email' });
    expect(stranger.status).toBe(401);
    const { key } = await createKey(t.db, { name: 'hr', scope: 'ingest' });
    const sent = await call(POST, '/x', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: 'login,email\na,b@c.de',
    });
    expect(sent.json()).toMatchObject({ added: 1 });
    expect((await call(GET, '/x', { headers: await headers('analyst') })).json()).toEqual({ aliases: 1, onRoster: 0 });
    expect((await call(GET, '/x', { headers: await headers('executive') })).status).toBe(403);
  });
});
