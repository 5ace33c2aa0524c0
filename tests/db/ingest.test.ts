import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';
import { inputsOf } from '@/lib/ingest/inputs';
import { sentenceOf } from '@/lib/ingest/summary';
import { createDatabase, type TestDatabase, useDatabase } from '@/tests/support/database';
import { conversation, file, KEY, lines, state, take } from '@/tests/support/ingest';

const t = useDatabase();
const FIXTURE = 'tests/fixtures/connectors/canonical';

/** accepted, updated, duplicate, rejected; their sum is checked against the rows read. */
async function counts(...given: Parameters<typeof take>): Promise<number[]> {
  const { read, accepted, updated, duplicate, rejected } = await take(...given);
  expect(accepted + updated + duplicate + rejected).toBe(read);
  return [accepted, updated, duplicate, rejected];
}

async function fresh<T>(use: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await createDatabase();
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

async function cells({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query('select md5(to_jsonb(c)::text) as row from conversation_cell c order by 1');
  return rows.map(({ row }) => row);
}

/** Something to wait for. */
function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

const wipe = () =>
  t.pool.query('truncate conversation, tool_activity, employee, seat, financials, rejected_row, run, source cascade');

afterEach(wipe);

describe('what is stored', () => {
  test('every field of the connector fixture, from JSON Lines and CSV', async () => {
    const summary = await take(t, inputsOf([FIXTURE]));
    expect(summary).toMatchObject({ read: 14, accepted: 14, rejected: 0, warnings: [], unknownFields: {} });
    const hasher = makeHasher(KEY);
    const { rows } = await t.pool.query('select * from conversation order by id');
    expect(rows.map((row) => row.id)).toEqual(['c1', 'c2', 'c3', 'k1', 'k2']);
    expect(rows[0]).toMatchObject({
      customer: hashAsUuid(hasher, 'customer', 'anna'),
      csat: 5,
      csat_at: new Date('2026-01-20T09:00:00Z'),
      ai_cost: 0.0612,
      complexity: 'simple',
      assignment: null,
    });
    expect(rows[1]).toMatchObject({ started_at: new Date('2026-01-05T08:00:00Z'), ended_at: null, channel: null });
    expect(rows[2]).toMatchObject({
      customer: rows[0].customer,
      human_agent: hashAsUuid(hasher, 'agent', 'agent-7'),
      started_at: new Date('2026-01-06T09:00:00.250Z'),
      handle_seconds: 412.5,
      assignment: 'random',
    });
    expect(rows[3]).toMatchObject({ intent: 'refund, partial', ai_cost: 0.05, csat: 4 });
    const activity = await t.pool.query('select * from tool_activity order by tool, person = $1', [
      hashAsUuid(hasher, 'employee', 'e3'),
    ]);
    expect(activity.rows.map(({ interactions, cost }) => [interactions, cost])).toEqual([
      [12, 0.19],
      [3, null],
      [null, 0.25],
      [null, null],
    ]);
    expect(activity.rows[3]).toMatchObject({
      person: hashAsUuid(hasher, 'email', 'e1@example.test'),
      period_days: 7,
      last_active_on: '2026-01-09',
      date: '2026-01-05',
    });
    const roster = await t.pool.query('select * from employee order by valid_from, department');
    expect(roster.rows).toMatchObject([
      { department: 'Legal', email: hashAsUuid(hasher, 'email', 'e1@example.test'), valid_to: null, is_tech: false },
      { department: 'Café Nord', email: null, is_tech: true, employment: 'contractor', valid_to: '2026-01-01' },
      { department: 'He said "hi"', country: null },
    ]);
  });

  test('decimals exactly, however they are given', async () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^\d{0,20}$/))
      .map(([whole, fraction]) => (fraction ? `${whole}.${fraction}` : `${whole}`));
    const numbers = fc.double({ min: 0, max: 1e15, noNaN: true });
    const costs = [
      ...fc.sample(decimal, 200),
      ...fc.sample(numbers, 200),
      ...[0, 1e-7, 0.1115, 0.1, 0.25, 10_000, 123_456_789.0125, 1e21, '0.00', '000.5', '10000.0000', 5e-324],
    ];
    await take(t, [file('costs.jsonl', lines(...costs.map((ai_cost, i) => conversation(`${i}`, { ai_cost }))))]);
    const { rows } = await t.pool.query<{ right: boolean; id: string; given: string; stored: string }>(
      `select id, g.given, ai_cost::text as stored, ai_cost = g.given::numeric as right
       from conversation join unnest($1::text[]) with ordinality g(given, n) on id = (n - 1)::text`,
      [costs.map(String)],
    );
    expect(rows).toHaveLength(costs.length);
    expect(rows.filter(({ right }) => !right)).toEqual([]);
  });

  test('any text, exactly', async () => {
    const texts = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), 300);
    await take(t, [file('t.jsonl', lines(...texts.map((intent, i) => conversation(`${i}`, { intent }))), 1000)]);
    const { rows } = await t.pool.query('select intent from conversation order by id::int');
    expect(rows.map(({ intent }) => intent)).toEqual(texts);
  });

  test('instants to the microsecond, before 2000 too', async () => {
    const times = [
      '1970-01-01T00:00:00Z',
      '1970-01-01T00:00:00.000001Z',
      '1999-12-31T23:59:59.5Z',
      '2026-01-05T08:59:59.123456Z',
    ];
    await take(t, [file('t.jsonl', lines(...times.map((started_at, i) => conversation(`${i}`, { started_at }))))]);
    const { rows } = await t.pool.query(
      `select to_char(started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as at from conversation order by id`,
    );
    expect(rows.map(({ at }) => at)).toEqual([
      '1970-01-01 00:00:00.000000',
      '1970-01-01 00:00:00.000001',
      '1999-12-31 23:59:59.500000',
      '2026-01-05 08:59:59.123456',
    ]);
  });
});

describe('1. exactly once', () => {
  test('a file twice: 14 duplicates, nothing rewritten', async () => {
    await take(t, inputsOf([FIXTURE]));
    const before = await state(t);
    const versions = () => t.pool.query('select xmin::text, ctid::text from conversation order by id');
    const { rows } = await versions();
    expect(await counts(t, inputsOf([FIXTURE]))).toEqual([0, 0, 14, 0]);
    expect(await state(t)).toEqual(before);
    expect((await versions()).rows).toEqual(rows);
  });

  test('a file twice in one call: 2 accepted, 2 duplicates', async () => {
    const twice = [
      file('a.jsonl', lines(conversation('1'), conversation('2'))),
      file('b.jsonl', lines(conversation('2'), conversation('1'))),
    ];
    expect(await counts(t, twice)).toEqual([2, 0, 2, 0]);
    expect(await counts(t, twice)).toEqual([0, 0, 4, 0]);
  });

  test('other content is an update, once', async () => {
    await take(t, [file('a.jsonl', lines(conversation('1'), conversation('2')))]);
    const late = [file('b.jsonl', lines(conversation('1', { csat: 4 }), conversation('2'), conversation('3')))];
    expect(await counts(t, late)).toEqual([1, 1, 1, 0]);
    expect(await counts(t, late)).toEqual([0, 0, 3, 0]);
    const { rows } = await t.pool.query('select id, csat from conversation order by id');
    expect(rows).toEqual([
      { id: '1', csat: 4 },
      { id: '2', csat: null },
      { id: '3', csat: null },
    ]);
  });

  test('if its customer changes, the old row goes', async () => {
    await take(t, [file('a.jsonl', lines(conversation('1', { customer_id: 'anna' })))]);
    expect(await counts(t, [file('b.jsonl', lines(conversation('1', { customer_id: 'ben' })))])).toEqual([0, 1, 0, 0]);
    const { rows } = await t.pool.query('select customer from conversation');
    expect(rows).toEqual([{ customer: hashAsUuid(makeHasher(KEY), 'customer', 'ben') }]);
  });

  test('the same id from another source is another conversation', async () => {
    await take(t, [file('a.jsonl', lines(conversation('1')))]);
    expect(await counts(t, [file('a.jsonl', lines(conversation('1')))], { source: 'other' })).toEqual([1, 0, 0, 0]);
  });

  test('within a run the later line wins: 1 accepted, 1 updated, 1 duplicate; then 3 duplicates', async () => {
    const versions = [
      file(
        'a.jsonl',
        lines(conversation('1', { csat: 1 }), conversation('1', { csat: 2 }), conversation('1', { csat: 2 })),
      ),
    ];
    expect(await counts(t, versions)).toEqual([1, 1, 1, 0]);
    expect((await t.pool.query('select csat from conversation')).rows).toEqual([{ csat: 2 }]);
    expect(await counts(t, versions)).toEqual([0, 0, 3, 0]);
    const back = [
      file('b.jsonl', lines(conversation('1', { csat: 2 }), conversation('1', { csat: 1 }), conversation('2'))),
    ];
    expect(await counts(t, back)).toEqual([1, 2, 0, 0]);
    expect((await t.pool.query('select id, csat from conversation order by id')).rows).toEqual([
      { id: '1', csat: 1 },
      { id: '2', csat: null },
    ]);
  });

  test('the period belongs to the key of activity: 1 absent and 1 given are one row', async () => {
    const activity = { type: 'tool_activity', employee_id: 'e1', tool: 'claude', date: '2026-01-05', interactions: 3 };
    const three = [file('a.jsonl', lines(activity, { ...activity, period_days: 1 }, { ...activity, period_days: 7 }))];
    expect(await counts(t, three)).toEqual([2, 0, 1, 0]);
  });

  test('any rows in any order, split into files anyhow, end in the same state', async () => {
    const base = Array.from({ length: 40 }, (_, i) =>
      conversation(`c${i}`, {
        customer_id: `k${i % 7}`,
        started_at: `2026-01-0${1 + (i % 5)}T08:00:00Z`,
        csat: 1 + (i % 5),
      }),
    );
    const order = fc.shuffledSubarray(base, { minLength: base.length, maxLength: base.length });
    const [shuffled] = fc.sample(order, 1) as [object[]];
    const [first, last] = [shuffled.slice(0, 13), shuffled.slice(13)];
    const whole = await fresh(async (one) => {
      await take(one, [file('a.jsonl', lines(...base))]);
      return [await state(one), await cells(one)];
    });
    const pieces = await fresh(async (other) => {
      await take(other, [file('b.jsonl', lines(...first))]);
      await take(other, [file('c.jsonl', lines(...last)), file('d.jsonl', lines(...first.slice(0, 5)))]);
      return [await state(other), await cells(other)];
    });
    expect(whole[0]).toHaveLength(40);
    expect(whole[1]!.length).toBeGreaterThan(100);
    expect(pieces).toEqual(whole);
  });
});

describe('two at once', () => {
  test('the same file from two processes: every row accepted once and duplicate once', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => conversation(`${i}`));
    const both = await Promise.all([1, 2].map(() => take(t, [file('a.jsonl', lines(...rows))])));
    expect(both.map(({ accepted }) => accepted).sort((a, b) => a - b)).toEqual([0, 3000]);
    expect(both.map(({ duplicate }) => duplicate).sort((a, b) => a - b)).toEqual([0, 3000]);
  });

  test.each([[1], [2]])(
    'the run with the larger number wins, even if it merges first (later content is csat %i)',
    async (csat) => {
      await take(t, [file('a.jsonl', lines(conversation('1', { csat: 1 })))]);
      const held = signal();
      const begun = signal();
      // The earlier run reads, then waits while the later one overtakes it.
      const earlier = take(t, [{ ...file('b.jsonl', lines(conversation('1', { csat: 5 }))) }], {
        async onPhase(phase) {
          if (phase !== 'read') return;
          begun.give();
          await held.given;
        },
      });
      await begun.given;
      const later = await take(t, [file('c.jsonl', lines(conversation('1', { csat })))]);
      held.give();
      const { run, duplicate } = await earlier;
      expect(run).toBeLessThan(later.run);
      expect(duplicate).toBe(1);
      expect((await t.pool.query('select csat from conversation')).rows).toEqual([{ csat }]);
    },
  );
});

describe('2. nothing is lost silently', () => {
  const bad = lines(
    conversation('1'),
    conversation('2', { csat: 9, message: 'my card is 1234' }),
    { type: 'ticket', id: '3', body: 'secret' },
    conversation('4', { intent: 'a\u0000b' }),
    { id: '5' },
  );

  test('each refused row with file, line, field and reason, and without what must not be kept', async () => {
    const summary = await take(t, [file('bad.jsonl', `${bad}{"half":\n`)]);
    expect(summary).toMatchObject({ read: 6, accepted: 1, rejected: 5 });
    expect(summary.rejections.map(sentenceOf)).toEqual([
      'bad.jsonl, line 2: csat is not a whole number from 1 to 5.',
      'bad.jsonl, line 3: type is not one of conversation, tool_activity, employee, seat, financials.',
      'bad.jsonl, line 4: intent contains a NUL character.',
      'bad.jsonl, line 5: type is missing.',
      'bad.jsonl, line 6: the line is not valid JSON.',
    ]);
    const { rows } = await t.pool.query('select * from rejected_row order by line');
    expect(rows.map(({ run_id, field }) => [run_id, field])).toEqual([
      [summary.run, 'csat'],
      [summary.run, 'type'],
      [summary.run, 'intent'],
      [summary.run, 'type'],
      [summary.run, null],
    ]);
    expect(JSON.parse(rows[0].raw)).toEqual(JSON.parse(JSON.stringify(conversation('2', { csat: 9 }))));
    expect(rows.map(({ raw }) => raw).join()).not.toMatch(/1234|secret/);
    expect(JSON.parse(rows[2].raw).intent).toBe('a\u0000b');
  });

  test('a refused CSV row can be fixed and sent again as JSON', async () => {
    const header = 'employee_id,department,is_tech,employment,valid_from,phone';
    const summary = await take(t, [file('r.csv', `${header}\ne1,Legal,maybe,employee,2025-01-01,555\n`)]);
    expect(summary).toMatchObject({ rejected: 1, unknownFields: { phone: 1 } });
    const { rows } = await t.pool.query('select raw from rejected_row');
    const kept = JSON.parse(rows[0].raw);
    expect(kept).toEqual({
      type: 'employee',
      employee_id: 'e1',
      department: 'Legal',
      is_tech: 'maybe',
      employment: 'employee',
      valid_from: '2025-01-01',
    });
    expect(await counts(t, [file('again.jsonl', lines({ ...kept, is_tech: true }))])).toEqual([1, 0, 0, 0]);
  });

  test('of a refused row at most 64 KiB is kept', async () => {
    const long = conversation('1', { csat: 0, customer_id: 'å'.repeat(100_000) });
    await take(t, [file('long.jsonl', `${lines(long)}${'x'.repeat(3_000_000)}\n${'\0'.repeat(10)}\n`)]);
    const { rows } = await t.pool.query(
      'select octet_length(raw) as bytes, reason, raw from rejected_row order by line',
    );
    expect(rows.map(({ bytes }) => bytes <= 65_536 && bytes > 9)).toEqual([true, true, true]);
    expect(rows[0].bytes).toBeGreaterThan(65_000);
    expect(rows[1].reason).toBe('the line is longer than 1 MiB');
  });

  test('unknown fields are counted by name, at most a hundred names', async () => {
    const rows = Array.from({ length: 150 }, (_, i) =>
      conversation(`${i}`, { [`extra${i}`]: 1, always: null, __proto__x: 2 }),
    );
    const { unknownFields, accepted } = await take(t, [file('a.jsonl', lines(...rows))]);
    expect(accepted).toBe(150);
    expect(unknownFields).toMatchObject({ always: 150, __proto__x: 150, '(others)': 52 });
    expect(Object.keys(unknownFields)).toHaveLength(101);
  });

  test('rejections of more than 30 days ago are let go', async () => {
    const { run } = await take(t, [file('a.jsonl', `${lines(conversation('1'))}{x\n`)]);
    await t.pool.query(`update run set finished_at = now() - interval '31 days' where id = $1`, [run]);
    await take(t, [file('b.jsonl', `${lines(conversation('1'))}{y\n`)]);
    expect((await t.pool.query('select raw from rejected_row')).rows).toEqual([{ raw: '{y' }]);
  });

  test('of a file whose beginning holds no row at all nothing is kept: nothing tells what is in it', async () => {
    expect(await take(t, [file('a.jsonl', '{"body": "Anna wro\n{"body": "te\n')])).toMatchObject({
      read: 2,
      rejected: 2,
    });
    const { rows } = await t.pool.query('select line, reason, raw from rejected_row order by line');
    expect(rows.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'the line is not valid JSON'],
      [2, 'the line is not valid JSON'],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Anna/);
  });
});

const UNKNOWN =
  'Its format is not known: its columns are what, ever. Map its columns once on the Sources page, or name the record it ' +
  'holds (--type); docs/connectors.md lists what is read.';

describe('4. late data, and files that cannot be read', () => {
  const good = file('good.jsonl', lines(conversation('1')));
  const packed = gzipSync(
    lines(...Array.from({ length: 5000 }, (_, i) => conversation(`z${i}`, { intent: `${Math.random()}` }))),
  );

  test.each([
    ['truncated.jsonl.gz', packed.subarray(0, packed.length - 20), 'It is a gzip file that breaks off before its end.'],
    [
      'damaged.jsonl.gz',
      Buffer.concat([packed.subarray(0, 2000), Buffer.alloc(40), packed.subarray(2040)]),
      'It is a damaged gzip file.',
    ],
    [
      'roster.csv',
      'employee_id,department,is_tech,valid_from\ne1,Legal,true,2025-01-01\n',
      'It has no column employment, which employee needs (--type names another record).',
    ],
    ['notes.csv', 'what,ever\n1,2\n', UNKNOWN],
    ['half.json', `[${JSON.stringify(conversation('9'))},`, 'The JSON array breaks off before its end.'],
    ['book.xlsx', 'PK\x03\x04…', 'It is a ZIP archive or an Excel workbook: unpack it, or save it as CSV.'],
  ])('%s goes in not at all, the others do', async (name, content, error) => {
    const summary = await take(t, [file(name, content), good, file(`again ${name}`, content)]);
    expect(summary.failed).toEqual([
      { file: name, error },
      { file: `again ${name}`, error },
    ]);
    expect(summary).toMatchObject({ read: 1, accepted: 1, rejected: 0 });
    expect(await state(t)).toHaveLength(1);
    await expect(take(t, [file(name, content)])).rejects.toThrow(`${name} went in not at all: ${error}`);
    const { rows } = await t.pool.query('select state, error from run order by id');
    expect(rows).toEqual([
      { state: 'succeeded', error: null },
      { state: 'failed', error: `${name} went in not at all: ${error}` },
    ]);
  });

  test('a stream that breaks off, and a file that does not exist', async () => {
    const broken = {
      name: 'upload',
      open() {
        const stream = new Readable({ read: () => undefined });
        stream.push(lines(conversation('8')));
        setTimeout(() => stream.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })), 20);
        return stream;
      },
    };
    const { failed } = await take(t, [broken, ...inputsOf(['/nowhere/x.jsonl']), good]);
    expect(failed).toEqual([
      { file: 'upload', error: 'The connection broke off before its end.' },
      { file: '/nowhere/x.jsonl', error: 'It does not exist.' },
    ]);
    expect(await state(t)).toHaveLength(1);
  });

  test('an empty file is 0 rows and a warning', async () => {
    const empty = [
      file('a.jsonl', ''),
      file('b.csv', 'quarter,revenue,customer_service_cost,transactions,currency\n'),
      file('c.gz', gzipSync('')),
    ];
    const summary = await take(t, empty);
    expect(summary).toMatchObject({ read: 0, failed: [] });
    expect(summary.warnings).toEqual(['a.jsonl holds no rows.', 'b.csv holds no rows.', 'c.gz holds no rows.']);
  });

  test('packed or plain, JSON array or lines, with or without a type: the same', async () => {
    const rows = [conversation('1'), conversation('2')];
    const bare = rows.map((row) => ({ ...row, type: undefined }));
    expect(await counts(t, [file('x', gzipSync(JSON.stringify(rows, null, 2)), 7)])).toEqual([2, 0, 0, 0]);
    expect(await counts(t, [file('y', `\ufeff${lines(...bare)}`, 1)], { type: 'conversation' })).toEqual([0, 0, 2, 0]);
  });

  test('overlapping stretches of one employee are warned of', async () => {
    const row = { type: 'employee', employee_id: 'e1', department: 'Legal', is_tech: false, employment: 'employee' };
    const { warnings } = await take(t, [
      file(
        'a.jsonl',
        lines({ ...row, valid_from: '2025-01-01' }, { ...row, valid_from: '2025-06-01', department: 'Tax' }),
      ),
    ]);
    expect(warnings).toEqual([
      '1 employee has roster rows that overlap: the row that starts later ends the earlier one at its start.',
    ]);
  });

  test("financials in another currency than the workspace's are refused", async () => {
    const quarter = { type: 'financials', quarter: '2026-Q1', revenue: 1, customer_service_cost: 1, transactions: 1 };
    await t.pool.query(
      `insert into setting (name, version, value, changed_by) values ('currency', 1, '"SEK"', 'test')`,
    );
    const { rejections } = await take(t, [
      file('f.jsonl', lines({ ...quarter, currency: 'USD' }, { ...quarter, currency: 'SEK' })),
    ]);
    expect(rejections.map(sentenceOf)).toEqual(["f.jsonl, line 1: currency is USD, but the workspace's is SEK."]);
    await t.pool.query('truncate setting');
  });
});

describe('the reference company', () => {
  test('goes whole, settings too, when own records come; and does not come beside them', async () => {
    await take(t, inputsOf([FIXTURE]), { source: 'demo', road: 'demo' });
    await t.pool.query(
      `insert into setting (name, version, value, changed_by) values ('name', 1, '"Demo"', 'demo'), ('currency', 1, '"EUR"', 'demo'), ('group_size', 1, '6', 'admin')`,
    );
    const summary = await take(t, [file('own.jsonl', lines(conversation('1')))]);
    expect(summary.warnings).toEqual([
      'The reference company was removed: it is never shown together with your own records.',
    ]);
    expect(await state(t)).toHaveLength(1);
    expect((await t.pool.query('select name from source')).rows).toEqual([{ name: 'own' }]);
    expect((await t.pool.query('select name from setting')).rows).toEqual([{ name: 'group_size' }]);
    const cells = await t.pool.query('select coalesce(sum(n), 0) as n from conversation_cell where set_id = 0');
    expect(Number(cells.rows[0].n)).toBe(1);
    await expect(take(t, inputsOf([FIXTURE]), { source: 'demo', road: 'demo' })).rejects.toThrow(
      'The reference company is not loaded beside your own records (own).',
    );
    await t.pool.query('truncate setting');
  });

  test('stays when the own file cannot be read', async () => {
    await take(t, inputsOf([FIXTURE]), { source: 'demo', road: 'demo' });
    const before = await state(t);
    await expect(take(t, [file('own.csv', 'what\n')])).rejects.toThrow();
    expect(await state(t)).toEqual(before);
  });
});
