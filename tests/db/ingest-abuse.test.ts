import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '@/lib/ingest/summary';
import { useDatabase } from '@/tests/support/database';
import { conversation, file, lines, state, take } from '@/tests/support/ingest';

const t = useDatabase();
const wipe = () =>
  t.pool.query('truncate conversation, tool_activity, employee, seat, financials, rejected_row, run, source cascade');
afterEach(wipe);

const one = (id: string, changes = {}) => lines(conversation(id, changes));
const ids = async () => (await t.pool.query('select id from conversation order by id')).rows.map(({ id }) => id);
const runs = async () => (await t.pool.query('select state, error from run order by id')).rows;

describe('bytes that are no text', () => {
  test('invalid UTF-8, NUL, a byte order mark and CR LF in JSON Lines: each bad line named, the others in', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(one('1').replace('\n', '\r\n')),
      Buffer.from(one('2').replace('refund', 'ref\u00ffund'), 'latin1'),
      Buffer.from(one('3').replace('refund', 'ref\0und')),
      Buffer.from(one('4', { intent: 'a\u0000b' })),
      Buffer.from('\r\n  \r\n'),
      Buffer.from(one('5', { customer_id: '\ud800' })),
      Buffer.from(one('6', { intent: 'größe 🦊' }).trimEnd()),
    ]);
    for (const piece of [1, 7, 65_536]) {
      const { rejections, ...summary } = await take(t, [file('odd.jsonl', bytes, piece)]);
      expect(summary).toMatchObject({ read: 6, accepted: 2, rejected: 4, warnings: [] });
      expect(rejections.map(sentenceOf)).toEqual([
        'odd.jsonl, line 2: the line is not valid UTF-8.',
        'odd.jsonl, line 3: the line is not valid JSON.',
        'odd.jsonl, line 4: intent contains a NUL character.',
        'odd.jsonl, line 7: customer_id contains half of a surrogate pair.',
      ]);
      expect(await ids()).toEqual(['1', '6']);
      await wipe();
    }
  });

  test('the same in CSV', async () => {
    const header = 'employee_id,department,is_tech,employment,valid_from';
    const row = (id: string, department: string) => `${id},${department},true,employee,2025-01-01\r\n`;
    const bytes = Buffer.concat([
      Buffer.from(`\ufeff${header}\r\n${row('e1', '"Legal, and ""tax"""')}`),
      Buffer.from(row('e2', '\u00ff'), 'latin1'),
      Buffer.from(row('e3', 'a\0b')),
      Buffer.from('e4,Legal\r\n'),
      Buffer.from(row('e5', '"two\r\nlines"')),
      Buffer.from(row('e6', 'Ops')),
    ]);
    const { rejections, accepted } = await take(t, [file('odd.csv', bytes, 3)]);
    expect(accepted).toBe(3);
    expect(rejections.map(sentenceOf)).toEqual([
      'odd.csv, line 3: the line is not valid UTF-8.',
      'odd.csv, line 4: department contains a NUL character.',
      'odd.csv, line 5: the row has 2 cells, the header 5.',
    ]);
    const { rows } = await t.pool.query('select department from employee order by 1');
    expect(rows.map(({ department }) => department)).toEqual(['Legal, and "tax"', 'Ops', 'two\nlines']);
  });

  test('in names of fields and columns break neither the run nor its record', async () => {
    const long = `${'x'.repeat(99)}🦊`;
    const odd = { 'a\0b': 1, '\ud800': 2, [long]: 3, __proto__x: 4, constructor: 5 };
    const { accepted, unknownFields } = await take(t, [file('a.jsonl', one('1', odd))]);
    expect(accepted).toBe(1);
    expect(unknownFields).toEqual({
      'a\ufffdb': 1,
      '\ufffd': 1,
      [`${'x'.repeat(99)}\ufffd…`]: 1,
      __proto__x: 1,
      constructor: 1,
    });
    const twice = file('twice.csv', `quarter,a\0b,a\0b\n2026-Q1,1,1\n`);
    const sentence = 'twice.csv went in not at all: Its header names the column a\ufffdb twice.';
    await expect(take(t, [twice], { type: 'financials' })).rejects.toThrow(sentence);
    expect(await runs()).toMatchObject([{ state: 'succeeded' }, { state: 'failed', error: sentence }]);
  });
});

describe('rows made to break the reader', () => {
  test('a field nested half a million deep is one rejected row', async () => {
    const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`;
    const bomb = one('2').replace('"chat"', deep);
    const { rejections, accepted } = await take(t, [file('deep.jsonl', one('1') + bomb + one('3'))]);
    expect(accepted).toBe(2);
    expect(rejections.map(sentenceOf)).toEqual(['deep.jsonl, line 2: channel is not a text.']);
    const { rows } = await t.pool.query('select raw from rejected_row');
    expect(JSON.parse(rows[0].raw)).toMatchObject({ id: '2', channel: null, intent: 'refund' });
  });

  test('a megabyte of quotes takes no longer than a megabyte of anything', async () => {
    const header = 'quarter,revenue,customer_service_cost,transactions,currency\n';
    const started = performance.now();
    const quotes = file('quotes.csv', `${header}"\n${'","a","\n'.repeat(120_000)}2026-Q1,1,1,1,USD\n`);
    const { accepted, rejected, read } = await take(t, [quotes]);
    expect([accepted, rejected > 0, accepted + rejected]).toEqual([1, true, read]);
    expect((performance.now() - started) / 1000).toBeLessThan(20);
  });

  test('a gzip file of another gzip file, or followed by something else, is refused with a sentence', async () => {
    const inner = gzipSync(one('1'));
    await expect(take(t, [file('twice.gz', gzipSync(inner))])).rejects.toThrow(/^twice\.gz went in not at all: It/);
    const tail = Buffer.concat([inner, Buffer.from('and then something else')]);
    await expect(take(t, [file('tail.gz', tail)])).rejects.toThrow(
      'tail.gz went in not at all: It is a damaged gzip file.',
    );
    const cut = Buffer.concat([inner, gzipSync(one('2')).subarray(0, 6)]);
    await expect(take(t, [file('cut.gz', cut)])).rejects.toThrow('It is a gzip file that breaks off before its end.');
    expect(await state(t)).toEqual([]);
  });
});

describe('a database in trouble', () => {
  const rows = lines(...Array.from({ length: 3000 }, (_, i) => conversation(`c${i}`)));

  /** Every write to conversations fails as PostgreSQL fails when its disk is full. */
  async function withFullDisk(use: () => Promise<void>) {
    await t.pool.query(`create function no_room() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100'; end $$`);
    await t.pool.query('create trigger no_room before insert on conversation for each row execute function no_room()');
    try {
      await use();
    } finally {
      await t.pool.query('drop function no_room() cascade');
    }
  }

  test('whose disk is full: one sentence, nothing visible, the same command again brings everything', async () => {
    const sentence =
      'The disk of the database is full. What was not finished was undone: make room there and try again.';
    await withFullDisk(async () => {
      await expect(take(t, [file('a.jsonl', rows)])).rejects.toMatchObject({ status: 503, detail: sentence });
    });
    expect(await state(t)).toEqual([]);
    expect(await runs()).toEqual([{ state: 'failed', error: sentence }]);
    expect((await take(t, [file('a.jsonl', rows)])).accepted).toBe(3000);
  });

  test.each(['read', 'merge', 'rebuild', 'commit'] as const)(
    'that ends the connection (phase %s): one sentence, a failed run, nothing visible, and again',
    async (phase) => {
      const attempt = take(t, [file('a.jsonl', rows, 10_000)], {
        async onPhase(reached) {
          if (reached !== phase) return;
          await t.pool.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
             and pid <> pg_backend_pid() and query not like '%pg_terminate_backend%'`,
          );
          await sleep(20);
        },
      });
      await expect(attempt).rejects.toMatchObject({
        status: 503,
        detail: 'The database went away or does not answer. What was not finished was undone: try again in a moment.',
      });
      expect(await state(t)).toEqual([]);
      expect(await runs()).toMatchObject([{ state: 'failed', error: expect.stringContaining('went away') }]);
      expect((await take(t, [file('a.jsonl', rows)])).accepted).toBe(3000);
    },
  );
});
