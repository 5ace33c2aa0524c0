import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/core/answer';
import type { Cell } from '@/lib/core/panel-table';
import type { MetricRequest } from '@/lib/core/request';
import { aboutExport, fileName } from '@/lib/export/about';
import { csvDocument } from '@/lib/export/csv';
import { pseudonyms } from '@/lib/export/pseudonym';
import { safeText } from '@/lib/export/safe-text';
import { columnsOf } from '@/lib/export/table';
import { xlsxDocument } from '@/lib/export/xlsx';
import { ratio } from '@/lib/metrics/define';
import { unzip } from '../support/unzip';

const resolved = ratio({
  id: 'resolution_rate',
  title: 'Resolved',
  question: 'How many matters were solved?',
  formula: 'resolved ÷ all',
  caveat: 'Silence counts as resolved.',
  unit: 'share',
  direction: 'up',
  class: 'service',
  source: 'conversations',
  dimensions: ['market', 'intent'],
  grains: ['month'],
  version: 3,
  example: { from: '2026-01-01', to: '2026-02-01', equals: 0.5, because: '1 / 2' },
  numerator: 'resolved_n',
  denominator: 'n',
});

const request: MetricRequest = {
  metrics: ['resolution_rate'],
  from: '2024-02-01',
  to: '2024-03-01',
  grain: 'month',
  by: ['intent'],
  filter: { market: ['SE', '=cmd|calc'] },
  compare: 'previous_period',
};

const HOSTILE = ['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'a "quoted", word', 'a\nb', 'Köln'];

const answer: Answer = {
  asOf: '2024-03-31T22:14:05Z',
  timeZone: 'Europe/Stockholm',
  currency: 'EUR',
  demo: true,
  rows: [
    ...HOSTILE.map((intent, index) => ({
      key: { period: '2024-02-01', intent },
      values: {
        resolution_rate: { value: index / 8, numerator: index, denominator: 8, status: 'ok' as const, compare: -0.25 },
      },
    })),
    {
      key: { period: '2024-02-01', intent: 'unknown' },
      values: { resolution_rate: { value: null, status: 'suppressed' as const, compare: null } },
    },
  ],
  definitions: { resolution_rate: 3 },
  labels: { resolution_rate: { title: 'Resolved', unit: 'share', direction: 'up' } },
  comparedWith: { from: '2024-01-01', to: '2024-02-01' },
  warnings: ['Something to know.'],
};

const exported = { request, answer, metrics: [resolved], rows: answer.rows.length, by: 'ann@example.com' };
const about = aboutExport({ ...exported, at: new Date('2024-04-01T10:00:00Z') });
const columns = columnsOf(request, answer);
const cells = answer.rows.map((row) => columns.map(({ cell }) => cell(row)));
const neutral = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

describe('a CSV export', () => {
  const section = { columns: columns.map(({ title }) => title), rows: cells, about };
  const text = csvDocument([section]);
  const lines = parse(text, { bom: true, relax_column_count: false, skip_empty_lines: false }) as string[][];

  test('begins with its header, under the metric’s own id', () => {
    expect(lines[0]).toEqual([
      ...['period', 'intent', 'resolution_rate', 'resolution_rate_numerator', 'resolution_rate_denominator'],
      ...['resolution_rate_status', 'resolution_rate_compare', 'resolution_rate_compare_status'],
    ]);
  });

  test('holds every row; text that a spreadsheet would run is made harmless, numbers stay numbers', () => {
    const rows = lines.slice(1, 1 + answer.rows.length);
    expect(rows.map((row) => row[1])).toEqual([...HOSTILE.map(neutral), 'unknown']);
    expect(rows[3]).toEqual(['2024-02-01', "'@SUM(A1)", '0.375', '3', '8', 'ok', '-0.25', '']);
    expect(rows.at(-1)).toEqual(['2024-02-01', 'unknown', '', '', '', 'suppressed', '', '']);
  });

  test('says what it is: demo, filters, definitions, as-of time, row count', () => {
    const start = lines.findIndex(([first]) => first === 'About this file');
    expect(lines[start - 1]).toEqual(Array(8).fill(''));
    const told = lines.slice(start).map(([name, value]) => [name, value]);
    expect(told).toContainEqual(['Data', 'DEMO: the reference company, invented']);
    expect(told).toContainEqual(['Filter: market', 'SE; =cmd|calc']);
    expect(told).toContainEqual(['Compared with', 'previous_period: 2024-01-01 up to, not including, 2024-02-01']);
    expect(told).toContainEqual(['Unit: resolution_rate', 'share of 1']);
    expect(told).toContainEqual(['As of', '2024-03-31T22:14:05Z']);
    expect(told).toContainEqual(['Rows', '10']);
    expect(told).toContainEqual(['Exported by', 'ann@example.com']);
    expect(told).toContainEqual(['Note', 'Something to know.']);
    expect(told).toContainEqual([
      'Definition: resolution_rate, version 3',
      'Resolved. How many matters were solved? Formula: resolved ÷ all Caveat: Silence counts as resolved.',
    ]);
  });

  test('opens in a spreadsheet as UTF-8: it begins with a byte order mark and ends lines with CR LF', () => {
    expect([...Buffer.from(text).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text).toContain('Köln');
    expect(text.endsWith('\r\n')).toBe(true);
  });

  test('of several questions holds them one after another, each with what it is about', () => {
    const small = { columns: ['headcount'], rows: [[12.5]], about: [['Metrics', 'headcount']] as [string, Cell][] };
    const both = parse(csvDocument([small, section]), { bom: true, skip_empty_lines: false }) as string[][];
    const filled = both.map((line) => line.filter((cell, index) => cell !== '' || index === 0));
    expect(filled.slice(0, 5)).toEqual([['headcount'], ['12.5'], [''], ['Metrics', 'headcount'], ['']]);
    expect(both.slice(5)).toEqual(lines);
    expect(new Set(both.map(({ length }) => length))).toEqual(new Set([columns.length]));
  });

  test('of the demo says so in its name', () => {
    expect(fileName(request, answer, '.csv')).toBe('tandem-demo-resolution_rate-2024-02-01-2024-03-01.csv');
    expect(fileName(request, { ...answer, demo: false }, '.csv')).toBe(
      'tandem-resolution_rate-2024-02-01-2024-03-01.csv',
    );
  });
});

/** Cells of a sheet as they stand in the file: `{ A1: { type, text } }`, shared strings looked up. */
function sheet(files: Record<string, string>, name: string): Record<string, { type: string; text: string }> {
  const plain = (xml: string) =>
    [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)]
      .map(([, text]) => text!)
      .join('')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const shared = [...files['xl/sharedStrings.xml']!.matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) => plain(xml!));
  const found: Record<string, { type: string; text: string }> = {};
  for (const [, attributes, inner] of files[name]!.matchAll(/<c ([^>]*?)>(.*?)<\/c>/gs)) {
    const type = /t="(\w+)"/.exec(attributes!)?.[1] ?? 'n';
    const value = /<v>([^<]*)<\/v>/.exec(inner!)?.[1] ?? '';
    const text = type === 's' ? shared[Number(value)]! : type === 'inlineStr' ? plain(inner!) : value;
    found[/r="([A-Z]+\d+)"/.exec(attributes!)![1]!] = { type, text };
    expect(inner).not.toContain('<f>');
  }
  return found;
}

describe('an XLSX export', () => {
  test('has a sheet of numbers that are numbers and a sheet about them', async () => {
    const files = unzip(await xlsxDocument([{ columns, rows: answer.rows, about, currency: 'EUR' }]));
    const workbook = files['xl/workbook.xml']!;
    expect([...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name)).toEqual(['Numbers', 'About']);
    const numbers = sheet(files, 'xl/worksheets/sheet1.xml');
    expect(numbers.C1!.text).toBe('resolution_rate');
    expect(numbers.C5).toEqual({ type: 'n', text: '0.375' });
    expect(numbers.G5).toEqual({ type: 'n', text: '-0.25' });
    const intents = HOSTILE.map((_, index) => numbers[`B${index + 2}`]!.text.replaceAll('\r', ''));
    expect(intents).toEqual(HOSTILE.map((text) => neutral(text).replaceAll('\r', '')));
    expect(numbers.C11).toBeUndefined();
    const words = sheet(files, 'xl/worksheets/sheet2.xml');
    expect(words.A2!.text).toBe('Data');
    expect(words.B2!.text).toContain('DEMO');
    expect(Object.values(words).map(({ text }) => text)).toContain('2024-03-31T22:14:05Z');
  });

  test('of several questions has a sheet for each, numbers in their unit, and tells what each is about', async () => {
    const money = { title: 'cost', unit: 'money' as const, cell: () => 0.189 };
    const wait = { title: 'wait', unit: 'seconds' as const, cell: () => 84 };
    const other = {
      columns: [money, wait],
      rows: answer.rows.slice(0, 1),
      about: [['Metrics', 'cost']] as [string, Cell][],
    };
    const first = { columns, rows: answer.rows, about, currency: 'EUR' };
    const files = unzip(await xlsxDocument([first, { ...other, currency: 'EUR' }]));
    const names = [...files['xl/workbook.xml']!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['Numbers 1', 'Numbers 2', 'About']);
    const numbers = sheet(files, 'xl/worksheets/sheet2.xml');
    expect(numbers.A2).toEqual({ type: 'n', text: '0.189' });
    const words = Object.values(sheet(files, 'xl/worksheets/sheet3.xml')).map(({ text }) => text);
    expect(words.filter((text) => text.startsWith('Numbers '))).toEqual(['Numbers 1', 'Numbers 2']);
    const styles = files['xl/styles.xml']!.replaceAll('&quot;', '"');
    for (const format of ['0.0%', '#,##0.00" EUR"', '#,##0.0" s"']) expect(styles).toContain(format);
  });
});

describe('a name in an export', () => {
  const named = pseudonyms(Buffer.alloc(32, 7));

  test('is the same each time, another for each kind, source and key, and not the name the database knows', () => {
    const uuid = '6f1c0d4e-0000-4000-8000-123456789abc';
    expect(pseudonyms(Buffer.alloc(32, 7))('customer', uuid)).toBe(named('customer', uuid));
    const others = [
      named('customer', uuid),
      named('conversation', uuid),
      named('conversation', '1:a'),
      named('conversation', '2:a'),
      pseudonyms(Buffer.alloc(32, 8))('customer', uuid),
      uuid.replaceAll('-', '').slice(0, 16),
    ];
    expect(new Set(others).size).toBe(others.length);
    expect(others[0]).toMatch(/^[0-9a-f]{16}$/);
  });

  test('a harmless text stays as it is', () => {
    for (const text of ['refund', '2024-02-01', "O'Neill", 'a=b', '']) expect(safeText(text)).toBe(text);
  });
});
