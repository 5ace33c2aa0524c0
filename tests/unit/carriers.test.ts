import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginningOf } from '@/lib/ingest/beginning';
import type { Carrier, RowSink } from '@/lib/ingest/carrier';
import { CsvRows } from '@/lib/ingest/csv-rows';
import { JsonDocument } from '@/lib/ingest/json-document';
import { JsonLines } from '@/lib/ingest/json-lines';

/** What a carrier makes of bytes that arrive in pieces: `line value` or `line reason`. */
function rows(make: (sink: RowSink) => Carrier, bytes: Buffer, piece = bytes.length): string[] {
  const found: string[] = [];
  const carrier = make({
    header: (columns) => found.push(`header ${columns.join('|')}`),
    row: (line, row) => found.push(`${line} ${JSON.stringify(row)}`),
    refuse: (line, { reason }, raw) => found.push(`${line} ${reason} [${raw.length}]`),
  });
  for (let at = 0; at < bytes.length; at += piece) carrier.push(bytes.subarray(at, at + piece));
  carrier.end();
  return found;
}

const jsonLines = (sink: RowSink) => new JsonLines(sink);
const jsonArray = (sink: RowSink) => new JsonDocument(sink, []);
const csv = (sink: RowSink) => new CsvRows(sink);
const MEBIBYTE = 1 << 20;

describe('JSON Lines', () => {
  test('a bad line is refused by its number and takes no other with it', () => {
    const text = '{"a":1}\r\n\n{"a":\n[1]\n"x"\n{"a":2}';
    expect(rows(jsonLines, Buffer.from(text))).toEqual([
      '1 {"a":1}',
      '3 the line is not valid JSON [5]',
      '4 the line is not a JSON object [3]',
      '5 the line is not a JSON object [3]',
      '6 {"a":2}',
    ]);
  });

  test('invalid UTF-8 is refused, never repaired', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"å"}\n{"a":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n{"a":"€"}\n'),
    ]);
    const expected = ['1 {"a":"å"}', '2 the line is not valid UTF-8 [9]', '3 {"a":"€"}'];
    for (const piece of [1, 2, 3, 7, 1000]) expect(rows(jsonLines, bytes, piece)).toEqual(expected);
  });

  test('a line of exactly 1 MiB is read, a longer one refused with 64 KiB kept', () => {
    const line = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    const bytes = Buffer.from(`${line(MEBIBYTE)}\n${line(MEBIBYTE + 1)}\n${line(5 * MEBIBYTE)}\n{"a":1}\n`);
    for (const piece of [65_536, 100_001, bytes.length]) {
      const found = rows(jsonLines, bytes, piece);
      expect(found[0]).toHaveLength(MEBIBYTE + 2);
      expect(found.slice(1)).toEqual([
        '2 the line is longer than 1 MiB [65536]',
        '3 the line is longer than 1 MiB [65536]',
        '4 {"a":1}',
      ]);
    }
  });

  test('a row with an escape is never called plain, wherever the pieces fall', () => {
    const bytes = Buffer.from(`{"a":"${'x'.repeat(50)}\\u0000${'y'.repeat(50)}"}\n{"a":1}\n`);
    for (let piece = 1; piece < 130; piece++) {
      const plain: boolean[] = [];
      const carrier = new JsonLines({ row: (_line, _row, isPlain) => plain.push(isPlain), refuse: () => undefined });
      for (let at = 0; at < bytes.length; at += piece) carrier.push(bytes.subarray(at, at + piece));
      carrier.end();
      expect(plain[0]).toBe(false);
    }
  });

  test('any objects come out as they went in, whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 40 }),
        (all, piece) => {
          const objects = all.map((one) => JSON.stringify(one));
          const expected = objects.map((text, i) => `${i + 1} ${text}`);
          expect(rows(jsonLines, Buffer.from(objects.join('\n')), piece)).toEqual(expected);
          expect(rows(jsonArray, Buffer.from(`[${objects.join(',')}]`), piece)).toEqual(expected);
          expect(rows(jsonArray, Buffer.from(JSON.stringify(JSON.parse(`[${objects}]`), null, 2)), piece)).toEqual(
            expected,
          );
        },
      ),
    );
  });
});

describe('JSON array', () => {
  test('elements that are no objects are refused by their place', () => {
    expect(rows(jsonArray, Buffer.from('[1, "a]b", {"a":[1,{"b":"}"}]}, null, [2]]'))).toEqual([
      '1 the line is not a JSON object [1]',
      '2 the line is not a JSON object [5]',
      '3 {"a":[1,{"b":"}"}]}',
      '4 the line is not a JSON object [4]',
      '5 the line is not a JSON object [3]',
    ]);
    expect(rows(jsonArray, Buffer.from(' [ ] '))).toEqual([]);
  });

  test.each(['[{"a":1}', '[{"a":1},]', '[{"a":1}]x', '[{"a":1}{"a":2}]', '[', '[,]'])(
    '%s is not read at all',
    (text) => {
      expect(() => rows(jsonArray, Buffer.from(text))).toThrow(/^The JSON array /);
    },
  );

  test('an element above 1 MiB is refused and the next is read', () => {
    const bytes = Buffer.from(`[{"a":"${'x'.repeat(3 * MEBIBYTE)}"},{"a":1}]`);
    expect(rows(jsonArray, bytes, 65_536)).toEqual(['1 the line is longer than 1 MiB [65536]', '2 {"a":1}']);
  });
});

describe('JSON that wraps its rows', () => {
  const wrapped = (sink: RowSink) => new JsonDocument(sink, ['rows', 'items']);
  const seen = (text: string, piece?: number) => {
    const found: string[] = [];
    const show = (line: number, row: object, _plain: boolean, around?: object) =>
      found.push(`${line} ${JSON.stringify(row)}${around ? ` in ${JSON.stringify(around)}` : ''}`);
    rows((sink) => wrapped({ ...sink, row: show }), Buffer.from(text), piece);
    return found;
  };

  test('the rows come out one by one, with what stood before them, whatever the pieces', () => {
    const text =
      '{ "day" : "x, \\"rows\\": [", "n": {"rows": [1]}, "rows" :\n [ {"a":[{"rows":[2]}]} , {"b":"]}"} ], "z": [9] }';
    for (let piece = 1; piece <= text.length; piece++)
      expect(seen(text, piece)).toEqual([
        '1 {"a":[{"rows":[2]}]} in {"day":"x, \\"rows\\": [","n":{"rows":[1]},"rows":[]}',
        '2 {"b":"]}"} in {"day":"x, \\"rows\\": [","n":{"rows":[1]},"rows":[]}',
      ]);
  });

  test('several objects, one after the other or in an array; two lists in one; one that wraps nothing', () => {
    const objects = ['{"rows":[{"a":1}],"items":[{"a":2}]}', '{"rows":[]}', '{"b":1}'];
    for (const text of [objects.join('\n'), objects.join(''), `[${objects.join(',')}]`])
      expect(seen(text).map((row) => row.split(' in ')[0])).toEqual(['1 {"a":1}', '2 {"a":2}', '3 {"b":1}']);
  });

  test.each([
    '{"rows":[{"a":1}',
    '{"rows":[{"a":1}]',
    '{"rows":[{"a":1},]}',
    '{"rows":[{"a":1}],}',
    '{x "rows":[]}',
    '{"rows":[]} 1',
    '{',
  ])('%s is not read at all', (text) => {
    expect(() => seen(text)).toThrow(/^The JSON (array|document) /);
  });

  test('rows one member deeper come out as well, with what stood before them; others of that name do not', () => {
    const text =
      '{"data":{"meta":{"items":[1],"n":2},"items":[{"a":1},{"b":[{"items":[3]}]}],"z":[4]},"x":{"items":[5]},"y":[["items",[6]]],"items":[{"c":7}]}';
    const inner = '{"data":{"meta":{"items":[1],"n":2},"items":[]}}';
    for (let piece = 1; piece <= text.length; piece++) {
      const found: string[] = [];
      const show = (line: number, row: object, _plain: boolean, around?: object) =>
        found.push(`${line} ${JSON.stringify(row)} ${JSON.stringify(around)}`);
      rows(
        (sink) => new JsonDocument({ ...sink, row: show }, ['items', 'data.items']),
        Buffer.from(`${text}\n{"data":{"items":[]}}`),
        piece,
      );
      expect(found).toEqual([
        `1 {"a":1} ${inner}`,
        `2 {"b":[{"items":[3]}]} ${inner}`,
        `3 {"c":7} ${text.slice(0, text.lastIndexOf('{"c"')).replace('{"a":1},{"b":[{"items":[3]}]}', '')}]}`,
      ]);
    }
    const broken = '{"data":{"items":[{"a":1}]}';
    expect(() => rows((sink) => new JsonDocument(sink, ['data.items']), Buffer.from(broken))).toThrow('breaks off');
  });

  test('a row above 1 MiB is refused and the next is read; so much beside the rows is no file', () => {
    const long = 'x'.repeat(3 * MEBIBYTE);
    expect(rows(wrapped, Buffer.from(`{"rows":[{"a":"${long}"},{"a":1}]}`), 65_536)).toEqual([
      '1 the line is longer than 1 MiB [65536]',
      '2 {"a":1}',
    ]);
    expect(rows(wrapped, Buffer.from(`{"a":"${long}"}`), 65_536)).toEqual(['1 the line is longer than 1 MiB [65536]']);
    expect(() => rows(wrapped, Buffer.from(`{"a":"${long}","rows":[]}`), 65_536)).toThrow('more than 1 MiB beside');
  });
});

describe('how a file begins', () => {
  // Told by trying every place again, one of these would take minutes.
  test.each([
    ['{"a"', ' ', '~'],
    ['{"a":1', ' ', '~'],
    ['{"a":', '"', '~'],
    ['{"a":"', '\\\\', ''],
    ['{"a":', '[', ''],
    ['{"a":1,', '\n', '~'],
  ])('in one go: %j and then %j', (start, fill, end) => {
    expect(['lines', 'document']).toContain(beginningOf(start + fill.repeat(400_000 / fill.length) + end).shape);
  });

  test.each([
    ['{"a":1}\n{"a":2}\n{"a"', 'lines', [{ a: 1 }, { a: 2 }]],
    ['{"a":1,"rows":[{"b":2},{"b"', 'lines', [{ a: 1, rows: [{ b: 2 }, {}] }]],
    ['{\n "a": 1,\n "rows": [\n {"b": "x', 'document', [{ a: 1, rows: [{}] }]],
    ['{"a":1,\n"b":2}', 'document', [{ a: 1, b: 2 }]],
    ['{x\n', 'lines', []],
    ['{"a":"x\n{"a":2}\n', 'lines', [{ a: 2 }]],
    ['{"a":\n{"a":2}\n{"a":3}\n', 'lines', [{ a: 2 }, { a: 3 }]],
    ['{\n "a": oops }', 'document', []],
    [' [ {"a":1}, 2, {"a":', 'document', [{ a: 1 }, {}]],
    ['a,b\n1,2', 'csv', []],
  ])('%j is %s', (text, shape, found) => {
    expect(beginningOf(text)).toEqual({ shape, rows: found });
  });
});

describe('CSV', () => {
  test('quotes, doubled quotes, line ends in cells, empty cells, CR LF', () => {
    const text = 'a,b,c\r\n1,"x, ""y""",\r\n"two\r\nlines",,3\r\n\r\nlast,"",5" pipe';
    for (const piece of [1, 3, 1000])
      expect(rows(csv, Buffer.from(text), piece)).toEqual([
        'header a|b|c',
        '2 {"a":"1","b":"x, \\"y\\""}',
        '3 {"a":"two\\nlines","c":"3"}',
        '6 {"a":"last","c":"5\\" pipe"}',
      ]);
  });

  test('semicolons and tabs', () => {
    expect(rows(csv, Buffer.from('a;b\n1,5;2\n'))).toEqual(['header a|b', '2 {"a":"1,5","b":"2"}']);
    expect(rows(csv, Buffer.from('a\tb\n1\t2\n'))).toEqual(['header a|b', '2 {"a":"1","b":"2"}']);
  });

  test('a quote that never closes costs its line, not the file', () => {
    expect(rows(csv, Buffer.from('a,b\n1,"x\n2,y\n3,z\n'))).toEqual([
      'header a|b',
      '2 a quoted cell begins here and does not end [4]',
      '3 {"a":"2","b":"y"}',
      '4 {"a":"3","b":"z"}',
    ]);
    const long = `a,b\n1,"x\n${'2,y\n'.repeat(MEBIBYTE / 2)}`;
    expect(rows(csv, Buffer.from(long), 65_536)).toHaveLength(2 + MEBIBYTE / 2);
  });

  test('rows of another length and invalid UTF-8 are refused', () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1\n1,2,3\n'), Buffer.from([0xff]), Buffer.from(',2\n')]);
    expect(rows(csv, bytes)).toEqual([
      'header a|b',
      '2 the row has 1 cells, the header 2 [1]',
      '3 the row has 3 cells, the header 2 [5]',
      '4 the line is not valid UTF-8 [3]',
    ]);
  });

  test('any cells come out as they went in', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'å', ';') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), fc.integer({ min: 1, max: 20 }), (all, piece) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = `x,y\n${all.map(([x, y]) => `${quoted(x)},${quoted(y)}\n`).join('')}`;
        const found = rows(csv, Buffer.from(text), piece).slice(1);
        const expected = all.map(([x, y]) => JSON.stringify({ ...(x && { x }), ...(y && { y }) }));
        expect(found.map((row) => row.slice(row.indexOf(' ') + 1))).toEqual(expected);
      }),
    );
  });
});

test('a golden file is read to its last row', async () => {
  const packed = fs.readFileSync(path.join(import.meta.dirname, '../fixtures/golden/tool_activity.jsonl.gz'));
  expect(rows(jsonLines, gunzipSync(packed), 65_536)).toHaveLength(10_797);
});
