import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvRows } from '@/lib/ingest/csv-rows';

/** What the carrier makes of a file that arrives in pieces. */
function rowsOf(text: string, piece: number): string[][] {
  const rows: string[][] = [];
  let columns: string[] = [];
  const carrier = new CsvRows({
    header: (names) => {
      columns = names;
    },
    row: (_line, row) => rows.push(columns.map((name) => (row[name] as string | undefined) ?? '')),
    refuse: (line, { reason }) => rows.push([`line ${line}`, reason]),
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) carrier.push(bytes.subarray(at, at + piece));
  carrier.end();
  return rows;
}

const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a', 'é', ' ', '🦊') });
const written = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('rows of any cells are read as another reader reads them, whatever the pieces', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      (rows, piece) => {
        const text = `a,b,c\n${rows.map((cells) => `${cells.map(written).join(',')}\n`).join('')}`;
        expect(rowsOf(text, piece)).toEqual(rows);
        expect((parse(text) as string[][]).slice(1)).toEqual(rows);
      },
    ),
  );
});

test('a cell that closes on a line with quotes of its own ends its row there', () => {
  expect(rowsOf('a,b\n"one\ntwo",th"r"ee\n4,5\n', 64)).toEqual([
    ['one\ntwo', 'th"r"ee'],
    ['4', '5'],
  ]);
});
