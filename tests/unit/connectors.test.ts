import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '@/lib/connectors/define';
import { connectors } from '@/lib/connectors/registry';
import { TandemError } from '@/lib/core/errors';
import { fileInput } from '@/lib/ingest/inputs';
import { expectedOf, FIXTURES, fixturesOf, type Reading, readThrough, totalsOf } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

const read = (name: string, content: Buffer, { piece, answers }: { piece?: number; answers?: Answers } = {}) =>
  readThrough(file(name, content, piece), connectors, answers);
const DOCS = fs.readFileSync(path.join(import.meta.dirname, '../../docs/connectors.md'), 'utf8');

test('every connector has fixtures and an expectation, and nothing else has', () => {
  const ids = connectors.map(({ id }) => id);
  const wanted = ids.flatMap((id) => [id, `${id}.expected.json`]);
  expect(fs.readdirSync(FIXTURES).sort()).toEqual(wanted.sort());
  for (const id of ids) expect(fs.existsSync(`lib/connectors/${id}.ts`)).toBe(true);
});

describe.each(connectors.map((connector) => [connector.id, connector] as const))('connector %s', (id, connector) => {
  const expected = expectedOf(id);
  const { answers, alone = {} } = expected;
  const files = fixturesOf(id).map((name) => [path.basename(name), name] as const);

  test('says what it reads, drops and cannot know, in docs/connectors.md as well', () => {
    const { reads, drops, cannotKnow } = connector.about;
    for (const statements of [reads, drops, cannotKnow]) expect(statements.length).toBeGreaterThan(0);
    const missing = [connector.title, ...reads, ...drops, ...cannotKnow].filter((text) => !DOCS.includes(text));
    expect(missing).toEqual([]);
  });

  test('has an expectation for each fixture', () => {
    expect(files.map(([name]) => name).sort()).toEqual(Object.keys(expected.files).sort());
  });

  test.each(files)(
    '%s is claimed by it alone, every row a valid record, to the expected totals',
    async (name, full) => {
      const reading = await readThrough(fileInput(full), connectors, answers);
      expect(reading.claimedBy).toEqual([id]);
      expect(reading.refused.map(({ reason }) => reason)).toEqual(alone[name] ?? []);
      expect(totalsOf(reading)).toEqual(expected.files[name]);
      for (const { type } of reading.records) expect(connector.yields).toContain(type);
    },
  );

  test.each(files)('%s reads the same packed, with a byte order mark and in any pieces', async (name, full) => {
    const content = fs.readFileSync(full);
    const plain = (await read(name, content, { answers })).records;
    const marked = Buffer.concat([Buffer.from('\ufeff'), content.subarray(content[0] === 0xef ? 3 : 0)]);
    for (const piece of [1, 7, 1000]) expect((await read(name, marked, { piece, answers })).records).toEqual(plain);
    expect((await read(name, gzipSync(content), { answers })).records).toEqual(plain);
  });

  test.each(files)('%s leaves nothing private in its records', async (_name, full) => {
    const { records } = await readThrough(fileInput(full), connectors, answers);
    // An employee’s address is the one thing kept of it: as a keyed hash, which tests/db/connectors.test.ts sees to.
    const text = JSON.stringify(records.map((record) => ({ ...record, email: undefined })));
    for (const secret of expected.private) expect(text).not.toContain(secret);
  });

  test('a damaged file is read with every row accounted for, or refused whole with a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files.map(([, full]) => full)), DAMAGE, async (which, how) => {
        const { damaged } = damage(which, how);
        fc.pre(damaged.toString('utf8').trim() !== '');
        const reading = await readOrSentence(damaged);
        const { records, refused, skipped, gathered, rows } = reading;
        expect(records.length + refused.length + skipped + gathered).toBeGreaterThanOrEqual(rows);
        const kept = JSON.stringify(refused);
        for (const secret of expected.private) expect(kept).not.toContain(secret);
      }),
      { numRuns: 120 },
    );
  });

  const wraps = (content: Buffer) => connector.rowsIn.some((name) => content.includes(`"${name}":`));
  const lined = files.flatMap(([name, full]) =>
    /\.(ndjson|jsonl)$/.test(name) && !wraps(fs.readFileSync(full)) && !expected.files[name]?.gathered ? [full] : [],
  );

  // A sum is touched by damage to any of its rows, and a document by any to itself.
  const withLines = lined.length > 0 ? test : undefined;
  withLines?.('damage to a file of lines costs the lines it touches and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lined), DAMAGE, async (which, how) => {
        const { damaged, from, to, whole } = damage(which, how);
        // A first byte that is no brace makes it another file.
        fc.pre(from > 0);
        const linesBefore = (at: number) => whole.subarray(0, at).filter((byte) => byte === 10).length;
        const lines = whole.toString().split('\n');
        const spared = lines.filter((line, i) => line !== '' && (i < linesBefore(from) || i > linesBefore(to)));
        fc.pre(spared.length > 0);
        const { records } = await readOrSentence(Buffer.from(spared.join('\n')));
        expect((await readOrSentence(damaged)).records).toEqual(expect.arrayContaining(records));
      }),
      { numRuns: 600 },
    );
  });
});

/** What a file comes to; nothing where it is refused whole, which takes a sentence. */
async function readOrSentence(content: Buffer): Promise<Reading> {
  const reading = await read('damaged', content).catch((error: Error) => error);
  if (!(reading instanceof Error)) return reading;
  expect(reading).toBeInstanceOf(TandemError);
  expect(reading.message).toMatch(/^[A-Z].*\.$/s);
  return {
    ...{ connector: connectors[0]!, claimedBy: [], rows: 0, records: [], refused: [] },
    ...{ skipped: 0, gathered: 0, partsSkipped: 0 },
  };
}

interface Damage {
  at: number;
  put: number[];
  cut: number;
}

/** One byte put in the place of another, a piece cut out, or the end cut off. */
const DAMAGE: fc.Arbitrary<Damage> = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    fc.oneof(
      fc.constantFrom(...Buffer.from('"{}[],:\\\n\0x0 ')).map((byte) => ({ put: [byte], cut: 1 })),
      fc.integer({ min: 1, max: 60 }).map((cut) => ({ put: [], cut })),
      fc.constant(Number.POSITIVE_INFINITY).map((cut) => ({ put: [], cut })),
    ),
  )
  .map(([at, how]) => ({ at, ...how }));

function damage(which: string, { at, put, cut }: Damage) {
  const whole = fs.readFileSync(which);
  const from = Math.floor(at * whole.length);
  const to = Math.min(whole.length, from + cut);
  return { whole, from, to, damaged: Buffer.concat([whole.subarray(0, from), Buffer.from(put), whole.subarray(to)]) };
}
