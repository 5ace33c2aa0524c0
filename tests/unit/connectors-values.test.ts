import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectors } from '@/lib/connectors/registry';
import { TandemError } from '@/lib/core/errors';
import { fixturesOf, readThrough } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';

type Json = unknown;

/** What stands in the place of a value. */
const STRANGE: Json[] = [
  ...[null, '', 'x', 0, -1, 1.5, 1e300, true, [], {}, [null], [[{}]]],
  ...['2026-02-30', '9999-12-31T23:59:59Z', 253_402_300_799, 'NaN', '\u0000'],
  ...[{ length: 3 }, '__proto__', 1e-320],
];

/** An object that can be made no text of. */
const NO_TEXT = { toString: 1, valueOf: 1 };

/** Every place in a value, as the names on the way to it. */
function placesIn(value: Json, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([name, member]) => placesIn(member, [...at, name]));
  return at.length > 0 ? [at, ...inner] : inner;
}

function put(value: Json, [name, ...rest]: string[], strange: Json): Json {
  if (name === undefined) return strange;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, Json>;
  copy[name] = put(copy[name], rest, strange);
  return copy;
}

const valuesIn = (name: string): Json[] => {
  const text = fs.readFileSync(name, 'utf8');
  return /\.(ndjson|jsonl)$/.test(name)
    ? text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line)]))
    : [JSON.parse(text)];
};

const WITH_JSON = connectors
  .map(({ id }) => [id, fixturesOf(id).filter((name) => /json/.test(path.extname(name)))] as const)
  .filter(([, files]) => files.length > 0);

// A crash would end the run, with every other file of it.
describe.each(WITH_JSON)('connector %s', (_id, files) => {
  const readWith = async (values: Json[], at: string[], strange: Json) => {
    const text = (put(values, at, strange) as Json[]).map((value) => `${JSON.stringify(value)}\n`).join('');
    const reading = await readThrough(file('strange', text), connectors).catch((error: Error) => error);
    if (reading instanceof Error) return expect(reading).toBeInstanceOf(TandemError);
    const { records, refused, skipped, gathered, rows } = reading;
    expect(records.length + refused.length + skipped + gathered).toBeGreaterThanOrEqual(rows);
  };

  test('takes or refuses an object that can be made no text of, in every place', async () => {
    for (const name of files) {
      const values = valuesIn(name);
      for (const at of placesIn(values)) await readWith(values, at, NO_TEXT);
    }
  });

  test('takes or refuses whatever stands in the place of a value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.constantFrom(...STRANGE), async (name, at, strange) => {
        const values = valuesIn(name);
        const places = placesIn(values);
        await readWith(values, places[at % places.length]!, strange);
      }),
      { numRuns: 300 },
    );
  });
});
