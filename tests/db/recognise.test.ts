import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { POST as ingest } from '@/app/api/v1/ingest/[source]/route';
import { GET as runs } from '@/app/api/v1/ingest/runs/route';
import { POST as recognise } from '@/app/api/v1/recognise/route';
import { GET as readSetup, PUT as saveSetup } from '@/app/api/v1/sources/[name]/setup/route';
import { listAccess } from '@/db/audit';
import { topicsOnRecord } from '@/db/source-setup';
import { createKey } from '@/lib/auth/keys';
import type { Recognition, SetupAnswer } from '@/lib/core/recognition';
import { HEAD_BYTES } from '@/lib/core/recognition';
import type { RunPage } from '@/lib/core/sources';
import { call, useServer } from '../support/api';
import { conversation, file, lines, take } from '../support/ingest';

const t = useServer();
const session = (role: string) =>
  t.session(`${role}@example.com`, { role, ...(role === 'team_lead' && { departments: ['Care'] }) });

const HR = [
  'Worker ID;Work Email;Department;Worker Type;Hire Date;Tech',
  '1001;anna@example.com;Care;Regular;14/03/2021;no',
  '1002;bo@example.com;Engineering;Contractor;30/11/2024;yes',
  '1003;eva@example.com;Care;Regular;soon;no',
  '',
].join('\n');
const HR_MAPPING = {
  ...{ type: 'employee', zone: 'UTC', decimalComma: false },
  fields: {
    employee_id: { column: 'Worker ID' },
    email: { column: 'Work Email' },
    department: { column: 'Department' },
    employment: { column: 'Worker Type', values: { Regular: 'employee' } },
    valid_from: { column: 'Hire Date', format: 'dmy' },
    is_tech: { column: 'Tech' },
  },
};
const setupOf = (mapping: object | null, more: object = {}) => ({
  ...{ connector: mapping ? 'mapped' : 'canonical', mapping, answers: {}, complexity: {}, ...more },
});

async function look(body: string | Buffer, query: Record<string, string> = {}, headers?: Record<string, string>) {
  const url = `/x?${new URLSearchParams({ name: 'file', ...query })}`;
  return call(recognise, url, { method: 'POST', body, headers: { ...(await session('admin')), ...headers } });
}
const told = async (...asked: Parameters<typeof look>) => (await look(...asked)).json() as Recognition;

async function form(
  parts: Record<string, [name: string, content: string][]>,
): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const data = new FormData();
  for (const [field, files] of Object.entries(parts))
    for (const [name, content] of files)
      if (name === '') data.append(field, content);
      else data.append(field, new Blob([content]), name);
  const response = new Response(data);
  return {
    body: Buffer.from(await response.arrayBuffer()),
    headers: { 'content-type': response.headers.get('content-type')! },
  };
}
const trying = async (content: string, setup: unknown) => {
  const { body, headers } = await form({ file: [['f', content]], setup: [['', JSON.stringify(setup)]] });
  return look(body, { size: String(content.length) }, headers);
};

async function save(name: string, setup: object, version: number, role = 'admin') {
  return call(saveSetup, '/x', {
    method: 'PUT',
    headers: await session(role),
    params: { name },
    body: { setup, version },
  });
}

const stored = async () => {
  const tables = ['run', 'source', 'conversation', 'employee', 'source_setup', 'rejected_row'];
  const counts = await Promise.all(
    tables.map((table) => t.pool.query<{ n: number }>(`select count(*)::int n from ${table}`)),
  );
  return counts.map(({ rows }) => rows[0]!.n);
};

describe('recognising a file', () => {
  test('says what it is and holds, and stores nothing', async () => {
    const before = await stored();
    const content = lines(
      conversation('a', { csat: 9 }),
      conversation('b'),
      conversation('c', { started_at: '2026-01-04T09:00:00Z' }),
    );
    const found = await told(content, { size: String(content.length) });
    expect(found).toMatchObject({
      connector: { id: 'canonical', vendor: null },
      ...{
        problem: null,
        whole: true,
        order: 0,
        firstOn: '2026-01-04',
        lastOn: '2026-01-05',
        columns: [],
        proposal: null,
      },
      counts: { rows: 3, records: { conversation: 2 }, refused: 1, skipped: {}, gathered: 0 },
      refused: [{ line: 1, field: 'csat', reason: 'csat is not a whole number from 1 to 5', found: null }],
      questions: {
        topic: null,
        customer: null,
        person: null,
        complexity: { topics: [{ topic: 'refund', rows: 2 }], chosen: {} },
      },
    });
    expect(found.about?.drops.length).toBeGreaterThan(0);
    expect(found.records[0]!.values).toMatchObject({ id: 'b', customer_id: '•••', outcome: 'resolved' });
    expect(JSON.stringify(found)).not.toContain('customer of');
    expect(await stored()).toEqual(before);
  });

  test('of a packed file, and of the beginning of a large one', async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => conversation(`c${i}`));
    const content = Buffer.from(lines(...rows));
    const head = content.subarray(0, HEAD_BYTES);
    const cut = await told(head, { size: String(content.length) });
    expect(cut).toMatchObject({ whole: false, counts: { refused: 0 } });
    expect(cut.counts.records.conversation).toBe(head.filter((byte) => byte === 10).length);
    const packed = gzipSync(content);
    expect(await told(packed, { size: String(packed.length) })).toMatchObject({
      whole: true,
      counts: { records: { conversation: 9000 } },
    });
    const half = packed.subarray(0, packed.length >> 1);
    const some = await told(half, { size: String(packed.length) });
    expect(some).toMatchObject({ whole: false, counts: { refused: 0 } });
    expect(some.counts.records.conversation).toBeGreaterThan(1000);
    const array = Buffer.from(JSON.stringify(rows));
    expect(await told(array.subarray(0, 100_000), { size: String(array.length) })).toMatchObject({
      whole: false,
      counts: { refused: 0 },
    });
  });

  test('a format nobody foresaw is proposed a mapping, and shows what stands in its columns', async () => {
    const found = await told(HR);
    expect(found).toMatchObject({
      connector: null,
      about: null,
      proposal: { mapping: { type: 'employee' }, missing: [] },
    });
    expect(found).toMatchObject({ problem: expect.stringMatching(/^No connector knows it/), isDeclined: false });
    const totals = await told('{"daily_active_users":5,"day":"2026-01-01"}');
    expect(totals).toMatchObject({
      connector: null,
      isDeclined: true,
      problem: expect.stringContaining('download the users report'),
    });
    expect(found.columns.map(({ name, filled }) => [name, filled])).toEqual(
      ['Worker ID', 'Work Email', 'Department', 'Worker Type', 'Hire Date', 'Tech'].map((name) => [name, 3]),
    );
    expect(await told(HR, { type: 'seat' })).toMatchObject({ proposal: { mapping: { type: 'seat' } } });
  });

  test('with a mapping to try tells the rows it gives, and those it would refuse with what stands there', async () => {
    const found = (await trying(HR, { mapping: HR_MAPPING })).json() as Recognition;
    expect(found).toMatchObject({
      connector: { id: 'mapped' },
      counts: { records: { employee: 2 }, refused: 1 },
      refused: [{ line: 4, field: 'Hire Date', reason: 'Hire Date is not a date (day/month/year)', found: 'soon' }],
    });
    expect(found.records[0]!.values).toMatchObject({
      employee_id: '•••',
      email: '•••',
      valid_from: '2021-03-14',
      employment: 'employee',
    });
    const other = { ...HR_MAPPING, fields: { ...HR_MAPPING.fields, team: { column: 'Squad' } } };
    expect((await trying(HR, { mapping: other })).json()).toMatchObject({
      problem: expect.stringMatching(/no column Squad/),
    });
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /^It is empty/],
    ['a workbook', Buffer.from('PK\x03\x04 and so on'), /ZIP archive or an Excel workbook/],
    ['a damaged gzip file', Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(40, 7)]), /damaged gzip/],
    ['a broken document', '[{"type":"seat"} {"type":"seat"}]', /^The JSON array lacks a comma/],
    ['a header that names a column twice', 'a,a\n1,2\n', /names the column a twice/],
  ])('%s is a sentence', async (_, body, sentence) => {
    const { status, json } = await look(body);
    expect(status).toBe(422);
    expect((json() as { detail: string }).detail).toMatch(sentence);
  });

  test('what is asked wrongly is said', async () => {
    expect((await look('x'.repeat(HEAD_BYTES + 1))).status).toBe(413);
    expect((await look('{}', { size: '-1' })).status).toBe(422);
    expect((await look('{}', { type: 'invoice' })).status).toBe(422);
    expect((await look('x', {}, { 'content-type': 'multipart/form-data; boundary=a' })).status).toBe(400);
    expect((await trying(HR, { mapping: { ...HR_MAPPING, zone: 'Mars' } })).status).toBe(422);
    const { is_tech: _, ...fields } = HR_MAPPING.fields;
    expect((await trying(HR, { mapping: { ...HR_MAPPING, fields } })).json()).toMatchObject({
      detail: 'is_tech needs a column, or one value for all rows.',
      errors: [{ field: 'mapping.fields.is_tech' }],
    });
    const { body, headers } = await form({ setup: [['', '{}']] });
    expect((await look(body, {}, headers)).status).toBe(422);
  });

  test('a packed file that would fill the memory is looked at in part', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20, 'x,y\n'));
    const found = await told(bomb, { size: String(bomb.length) });
    expect(found).toMatchObject({ whole: false });
    expect(found.counts.rows).toBeLessThan(60_000);
  });
});

describe('who may', () => {
  test.each<[string, number, number]>([
    ['admin', 200, 200],
    ['analyst', 403, 403],
    ['executive', 403, 403],
    ['service_lead', 403, 403],
    ['team_lead', 403, 403],
  ])('%s: recognise %i, read a setup %i', async (role, looks, reads) => {
    const headers = await session(role);
    expect((await call(recognise, '/x', { method: 'POST', headers, body: lines(conversation('a')) })).status).toBe(
      looks,
    );
    expect((await call(readSetup, '/x', { headers, params: { name: 'hr' } })).status).toBe(reads);
    if (role !== 'admin') expect((await save('hr', setupOf(null), 0, role)).status).toBe(403);
  });

  test('no key, whatever its scope, looks at files or changes what is said of a source', async () => {
    const { key } = await createKey(t.db, { name: 'sender', scope: 'ingest' });
    const headers = { authorization: `Bearer ${key}` };
    expect((await call(recognise, '/x', { method: 'POST', headers, body: '{}' })).status).toBe(403);
    const body = { setup: setupOf(null), version: 0 };
    expect((await call(saveSetup, '/x', { method: 'PUT', headers, params: { name: 'hr' }, body })).status).toBe(403);
  });
});

describe('what is said of a source', () => {
  test('is kept in versions, noted, and refused to the slower of two', async () => {
    expect((await save('people', setupOf(HR_MAPPING), 0)).json()).toMatchObject({ version: 1, source: 'people' });
    expect((await save('people', setupOf(HR_MAPPING), 0)).status).toBe(409);
    // The same again is no new version.
    expect((await save('people', setupOf(HR_MAPPING), 1)).json()).toMatchObject({ version: 1 });
    const answer = (
      await save('people', setupOf(HR_MAPPING, { complexity: { refund: 'simple' } }), 1)
    ).json() as SetupAnswer;
    expect(answer).toMatchObject({ version: 2, setup: { mapping: HR_MAPPING, complexity: { refund: 'simple' } } });
    expect(answer.versions.map(({ version, changed_by, changed }) => ({ version, changed_by, changed }))).toEqual([
      { version: 2, changed_by: 'admin@example.com', changed: ['complexity'] },
      { version: 1, changed_by: 'admin@example.com', changed: ['mapping'] },
    ]);
    const [entry] = await listAccess(t.db, 1);
    expect(entry).toMatchObject({
      action: 'change',
      viewer: 'admin@example.com',
      request: { what: 'source', name: 'people' },
    });
  });

  test.each<[string, string, object]>([
    ['the reference company’s name', 'demo', setupOf(HR_MAPPING)],
    ['a format’s name', 'intercom', setupOf(HR_MAPPING)],
    ['a name with a slash', 'a/b', setupOf(HR_MAPPING)],
    ['a mapping without its connector', 'x', { ...setupOf(HR_MAPPING), connector: 'intercom' }],
    ['an unknown connector', 'x', { ...setupOf(null), connector: 'nobody' }],
    ['an unknown field', 'x', setupOf({ ...HR_MAPPING, fields: { ...HR_MAPPING.fields, salary: { column: 'x' } } })],
    [
      'a format of another kind',
      'x',
      setupOf({ ...HR_MAPPING, fields: { ...HR_MAPPING.fields, is_tech: { column: 'x', format: 'iso' } } }),
    ],
    ['a hardness there is not', 'x', setupOf(null, { complexity: { refund: 'awful' } })],
    ['more than a setup', 'x', { ...setupOf(null), more: 1 }],
  ])('%s is refused', async (_, name, setup) => {
    expect((await save(name, setup, 0)).status).toBe(422);
  });

  test('a file of a saved mapping is recognised by its columns, and goes in through it', async () => {
    await save('staff', setupOf(HR_MAPPING), 0);
    const found = await told(HR, { source: 'staff' });
    expect(found).toMatchObject({
      connector: { id: 'mapped' },
      source: 'staff',
      version: 1,
      counts: { records: { employee: 2 } },
    });
    const summary = await take(t, [file('hr.csv', HR)], { source: 'staff' });
    expect(summary).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
    expect(summary.rejections).toMatchObject([{ line: 4, field: 'Hire Date' }]);
    const { rows } = await t.pool.query(
      `select department, employment, is_tech, valid_from from employee e join source s on s.id = e.source_id
       where s.name = 'staff' order by department`,
    );
    expect(rows).toEqual([
      { department: 'Care', employment: 'employee', is_tech: false, valid_from: '2021-03-14' },
      { department: 'Engineering', employment: 'contractor', is_tech: true, valid_from: '2024-11-30' },
    ]);
    const kept = await t.pool.query(`select raw from rejected_row where run_id = $1`, [summary.run]);
    expect(kept.rows[0].raw).toContain('soon');
    for (const secret of ['eva@', '1003']) expect(kept.rows[0].raw).not.toContain(secret);
    const run = await t.pool.query('select setup_version from run where id = $1', [summary.run]);
    expect(run.rows[0].setup_version).toBe(1);
    expect(await take(t, [file('hr.csv', HR)], { source: 'staff' })).toMatchObject({ accepted: 0, duplicate: 2 });
  });

  test('without its source’s name a file goes by the only mapping with its columns, looked at or taken in', async () => {
    const [content, mapping] = [HR.replace('Worker ID', 'Number'), structuredClone(HR_MAPPING)];
    mapping.fields.employee_id.column = 'Number';
    await save('first', setupOf(mapping), 0);
    expect(await told(content)).toMatchObject({ connector: { id: 'mapped' }, problem: null, source: 'first' });
    const unnamed = { source: undefined };
    const summary = await take(t, [file('hr.csv', content)], unnamed);
    expect(summary).toMatchObject({ source: 'first', accepted: 2, rejected: 1 });
    expect(summary.warnings).toContain('hr.csv: read by the mapping saved for first (version 1).');
    const run = await t.pool.query('select setup_version from run where id = $1', [summary.run]);
    expect(run.rows[0].setup_version).toBe(1);
    // What is named is read as before, and what somebody says every row is goes before.
    await expect(take(t, [file('hr.csv', content)], { source: 'other' })).rejects.toThrow('Its format is not known');
    const typed = take(t, [file('hr.csv', content)], { ...unnamed, type: 'employee' });
    await expect(typed).rejects.toThrow('which employee needs');

    await save('second', setupOf(mapping), 0);
    const sentence =
      'Its columns fit the saved mappings of first and second: say which of these sources it is of, with --source or on that source’s own page.';
    expect(await told(content)).toMatchObject({ connector: null, source: null, isDeclined: false, problem: sentence });
    await expect(take(t, [file('hr.csv', content)], unnamed)).rejects.toThrow(sentence);
    expect(await told(content, { source: 'second' })).toMatchObject({ problem: null, source: 'second' });
    expect(await take(t, [file('hr.csv', content)], { source: 'second' })).toMatchObject({ accepted: 2 });
  });

  test('a run of several files takes none in under another source than that of its mapping', async () => {
    const [content, mapping] = [HR.replace('Worker ID', 'Badge'), structuredClone(HR_MAPPING)];
    mapping.fields.employee_id.column = 'Badge';
    await save('badges', setupOf(mapping), 0);
    const [hr, chats] = [file('hr.csv', content), file('chats.jsonl', lines(conversation('m1')))];
    const unnamed = { source: undefined };
    expect(await take(t, [hr, chats], unnamed)).toMatchObject({
      ...{ source: 'badges', accepted: 2 },
      failed: [{ file: 'chats.jsonl', error: expect.stringMatching(/^The mapping saved for badges .* by itself\.$/) }],
    });
    expect(await take(t, [chats, hr], unnamed)).toMatchObject({
      ...{ source: 'canonical', accepted: 1 },
      failed: [{ file: 'hr.csv', error: expect.stringMatching(/send it with --source badges\.$/) }],
    });
  });

  test('a file that lacks a mapped column goes in not at all, with a sentence', async () => {
    await save('lacking', setupOf(HR_MAPPING), 0);
    const sent = take(t, [file('hr.csv', 'Worker ID;Department\n1;Care\n')], { source: 'lacking' });
    await expect(sent).rejects.toThrow(/hr\.csv went in not at all: It has no column Work Email/);
  });

  test('how hard topics are holds from then on; what is stored changes when it is sent again', async () => {
    const sent = [
      file('c.jsonl', lines(conversation('1'), conversation('2', { intent: 'fraud', complexity: 'moderate' }))),
    ];
    await take(t, sent, { source: 'desk' });
    const hard = async () =>
      (
        await t.pool.query(
          `select complexity from conversation c join source s on s.id = c.source_id where s.name = 'desk' order by c.id`,
        )
      ).rows.map(({ complexity }) => complexity);
    expect(await hard()).toEqual([null, 'moderate']);
    const answer = (
      await save('desk', setupOf(null, { complexity: { refund: 'simple', fraud: 'complex' } }), 0)
    ).json() as SetupAnswer;
    // The record says itself how hard fraud is: nobody is asked.
    expect(answer.topics).toEqual([{ topic: 'refund', rows: 1 }]);
    expect(await hard()).toEqual([null, 'moderate']);
    expect(await take(t, sent, { source: 'desk' })).toMatchObject({ updated: 1, duplicate: 1 });
    expect(await hard()).toEqual(['simple', 'moderate']);
    expect(await topicsOnRecord(t.db, 'desk')).toEqual([{ topic: 'refund', rows: 1 }]);
  });

  test('topics are asked about by the conversations that lack an answer: 2 of 3 refunds, no fraud, a lost card', async () => {
    const rows = [
      ...[conversation('1'), conversation('2'), conversation('3', { complexity: 'complex' })],
      ...[conversation('4', { intent: 'fraud', complexity: 'moderate' }), conversation('5', { intent: 'lost card' })],
      conversation('6', { intent: null }),
    ];
    await take(t, [file('c.jsonl', lines(...rows))], { source: 'mixed' });
    await take(t, [file('c.jsonl', lines(conversation('1', { intent: 'fraud' })))], { source: 'another' });
    const unanswered = [
      { topic: 'refund', rows: 2 },
      { topic: 'lost card', rows: 1 },
    ];
    expect(await topicsOnRecord(t.db, 'mixed')).toEqual(unanswered);
    // What the setup gave, and gave before it was changed, stays a question; what a record says never becomes one.
    await save('mixed', setupOf(null, { complexity: { refund: 'simple' } }), 0);
    await take(t, [file('c.jsonl', lines(...rows))], { source: 'mixed' });
    await save('mixed', setupOf(null, { complexity: { refund: 'moderate' } }), 1);
    expect(await topicsOnRecord(t.db, 'mixed')).toEqual(unanswered);
    expect(await topicsOnRecord(t.db, 'another')).toEqual([{ topic: 'fraud', rows: 1 }]);
  });
});

describe('several files of one run', () => {
  const upload = 'a2b1c6de-3f70-4a86-9d2b-0123456789ab';
  const send = async (files: [string, string][], source: string, query = '') => {
    const { body, headers } = await form({ file: files });
    const asked = { method: 'POST', headers: { ...(await session('admin')), ...headers }, params: { source }, body };
    return call(ingest, `/x?${query}`, asked);
  };

  test('come as one form, keep their names, and one that is broken costs itself', async () => {
    const { status, json } = await send(
      [
        ['a.jsonl', lines(conversation('1'), conversation('2'))],
        ['a.jsonl', lines(conversation('3'))],
        ['../b/ä.xlsx', 'PK\x03\x04'],
      ],
      'together',
      `upload=${upload}`,
    );
    expect(json()).toMatchObject({
      ...{ read: 3, accepted: 3 },
      files: [{ name: 'a.jsonl', read: 2 }, { name: '2 a.jsonl', read: 1 }, { read: 0 }],
      failed: [{ file: expect.stringMatching(/ä\.xlsx$/), error: expect.stringContaining('ZIP') }],
    });
    expect(status).toBe(200);
    const found = await call(runs, `/x?upload=${upload}`, { headers: await session('admin') });
    expect((found.json() as RunPage).runs).toHaveLength(1);
  }, 60_000);

  test('a form without files, cut off, or none at all is said', async () => {
    const { body, headers } = await form({ note: [['', 'hello']] });
    const asked = { method: 'POST', params: { source: 'x' } };
    const admin = await session('admin');
    expect((await call(ingest, '/x', { ...asked, headers: { ...admin, ...headers }, body })).status).toBe(422);
    const whole = await form({ file: [['a.jsonl', lines(conversation('1'))]] });
    const cut = whole.body.subarray(0, whole.body.length - 20);
    expect((await call(ingest, '/x', { ...asked, headers: { ...admin, ...whole.headers }, body: cut })).status).toBe(
      400,
    );
    const odd = { ...admin, 'content-type': 'multipart/form-data' };
    expect((await call(ingest, '/x', { ...asked, headers: odd, body: 'x' })).status).toBe(400);
    const many = await form({ file: Array.from({ length: 201 }, (_, i) => [`${i}.jsonl`, '{}']) });
    expect(
      (await call(ingest, '/x', { ...asked, headers: { ...admin, ...many.headers }, body: many.body })).status,
    ).toBe(413);
  });
});
