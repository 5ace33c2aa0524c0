import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { POST as csv } from '@/app/api/v1/exports/panel.csv/route';
import { POST as png } from '@/app/api/v1/exports/panel.png/route';
import { POST as xlsx } from '@/app/api/v1/exports/panel.xlsx/route';
import { listAccess } from '@/db/audit';
import { createKey } from '@/lib/auth/keys';
import type { PanelFile } from '@/lib/core/panel-table';
import type { Handler } from '@/lib/http/route';
import { call, useServer } from '../support/api';
import { unzip } from '../support/unzip';

const t = useServer();
const HOSTILE = "=cmd|' /C calc'!A0";
const PANEL: PanelFile = {
  ...{ title: 'When customers come back', slug: 'when-customers-come-back', metrics: ['repeat_inquiry_rate'] },
  ...{ from: '2026-01-01', to: '2026-02-01', filter: { channel: ['chat'] } },
  columns: [{ title: 'After' }, { title: 'Came back', unit: 'share' }],
  rows: [
    ['AI', 0.062041],
    [HOSTILE, null],
  ],
  about: [['Formula', '+SUM(A1)']],
};
const { slug: _slug, columns: _columns, rows: _rows, about: _about, ...IMAGE } = PANEL;

const session = (role: string) => t.session(`${role}@example.com`, { role });
const post = async (handler: Handler, body: object | string, headers?: Record<string, string>) =>
  call(handler, '/x', { method: 'POST', headers: headers ?? (await session('executive')), body });
const exports = () => listAccess(t.db, 100, { action: 'export', timeZone: 'UTC' });

describe('a panel’s own table', () => {
  test('comes back as CSV with every digit, what it is about, and nothing a spreadsheet would run', async () => {
    const file = await post(csv, PANEL);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename="tandem-when-customers-come-back-2026-01-01-2026-02-01.csv"',
    );
    const lines = parse(file.bytes, { bom: true }) as string[][];
    expect(lines.slice(0, 3)).toEqual([
      ['After', 'Came back'],
      ['AI', '0.062041'],
      [`'${HOSTILE}`, ''],
    ]);
    const told = Object.fromEntries(lines.slice(4));
    expect(told).toMatchObject({
      ...{ Panel: PANEL.title, From: '2026-01-01', 'Up to, not including': '2026-02-01', 'Filter: channel': 'chat' },
      ...{ Rows: '2', 'Exported by': 'executive@example.com', Formula: "'+SUM(A1)", 'Unit: Came back': 'share of 1' },
    });
    expect(Date.now() - Date.parse(told['Exported at']!)).toBeLessThan(60_000);
  });

  test('comes back as a workbook with the same numbers', async () => {
    const file = await post(xlsx, PANEL);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toMatch(/2026-02-01\.xlsx"$/);
    const files = unzip(file.bytes);
    expect(files['xl/worksheets/sheet1.xml']).toContain('<v>0.062041</v>');
    expect(files['xl/worksheets/sheet1.xml']).not.toContain('<f>');
    const words = files['xl/sharedStrings.xml']!.replaceAll('&apos;', "'");
    for (const word of [`'${HOSTILE}`, 'Exported by', 'executive@example.com']) expect(words).toContain(word);
  });

  test('is in the log before it leaves: panel, format, period, filter and rows; so is an image', async () => {
    await t.pool.query('truncate access_log');
    const page = { ...(await session('analyst')), 'sec-fetch-site': 'same-origin' };
    expect((await post(csv, PANEL, page)).status).toBe(200);
    expect((await post(xlsx, PANEL, page)).status).toBe(200);
    const image = await post(png, IMAGE, page);
    expect([image.status, image.bytes.length]).toEqual([204, 0]);
    const log = (await exports()).reverse();
    const { title: panel, ...asked } = IMAGE;
    expect(log.map(({ viewer, road, metrics, request, rows }) => ({ viewer, road, metrics, request, rows }))).toEqual(
      (
        [
          ['csv', 2],
          ['xlsx', 2],
          ['png', null],
        ] as const
      ).map(([format, rows]) => ({
        ...{ viewer: 'analyst@example.com', road: 'page', metrics: ['repeat_inquiry_rate'], rows },
        request: { panel, format, ...asked },
      })),
    );
  });
});

describe('who may', () => {
  test.each([
    ['csv', csv],
    ['xlsx', xlsx],
    ['png', png],
  ] as const)('take a panel as %s', async (format, handler) => {
    const [body, good] = format === 'png' ? [IMAGE, 204] : [PANEL, 200];
    const as = async (headers: Record<string, string>) => (await post(handler, body, headers)).status;
    for (const role of ['executive', 'service_lead', 'analyst']) expect(await as(await session(role))).toBe(good);
    expect(await as(await t.session('lead@example.com', { role: 'team_lead', departments: ['Care'] }))).toBe(good);
    await t.pool.query('truncate access_log');
    expect(await as(await session('admin'))).toBe(403);
    expect(await as({})).toBe(401);
    expect(await as({ ...(await session('executive')), 'sec-fetch-site': 'cross-site' })).toBe(403);
    const bearer = async (scope: string, role?: string) => {
      const { key } = await createKey(t.db, { name: `${scope} ${format}`, scope, role });
      return { authorization: `Bearer ${key}` };
    };
    expect(await as(await bearer('ingest'))).toBe(403);
    expect(await as(await bearer('query', 'admin'))).toBe(403);
    expect(await exports()).toEqual([]);
    expect(await as(await bearer('query', 'analyst'))).toBe(good);
    expect(await exports()).toHaveLength(1);
  });
});

describe('what is sent wrongly', () => {
  const cell = 'x'.repeat(2001);
  test.each<[string, object | string, number, RegExp]>([
    ['no JSON', '{', 400, /not valid JSON/],
    ['no title', { ...PANEL, title: '' }, 422, /^title/],
    ['a name with a path', { ...PANEL, slug: '../etc' }, 422, /^slug/],
    ['a name that ends a header', { ...PANEL, slug: 'a"\r\nx: y' }, 422, /^slug/],
    ['no columns', { ...PANEL, columns: [] }, 422, /^columns/],
    ['an unknown unit', { ...PANEL, columns: [{ title: 'a', unit: 'miles' }] }, 422, /^columns/],
    ['a row of another length', { ...PANEL, rows: [['AI']] }, 422, /^rows: must each have a cell/],
    ['a cell that is an object', { ...PANEL, rows: [['AI', {}]] }, 422, /^rows/],
    ['a cell that is too long', { ...PANEL, rows: [['AI', cell]] }, 422, /^rows/],
    ['a character no file can hold', { ...PANEL, rows: [['A\0I', 1]] }, 422, /^rows/],
    ['too many rows', { ...PANEL, rows: Array(10_001).fill(['AI', 1]) }, 422, /^rows/],
    ['a line that the server writes', { ...PANEL, about: [['Exported by', 'nobody']] }, 422, /^about.*server/],
    ['an unknown metric', { ...PANEL, metrics: ['happiness'] }, 422, /^metrics/],
    ['a range that ends before it begins', { ...PANEL, from: '2026-03-01' }, 422, /^from/],
    ['half a range', { ...PANEL, to: undefined }, 422, /^from/],
    ['an unknown dimension', { ...PANEL, filter: { shoe_size: ['43'] } }, 422, /^filter/],
    ['an unknown field', { ...PANEL, at: 'noon' }, 422, /at/],
    ['more than a MiB', { ...PANEL, about: [['Formula', 'x'.repeat(1024 * 1024)]] }, 413, /1024 KiB/],
  ])('%s is refused with a sentence, and not in the log', async (_, body, status, detail) => {
    await t.pool.query('truncate access_log');
    for (const handler of [csv, xlsx]) {
      const answer = await post(handler, body);
      expect(answer.status).toBe(status);
      expect((answer.json() as { detail: string }).detail).toMatch(detail);
    }
    expect(await exports()).toEqual([]);
  });

  test('an image says no more than what it is of', async () => {
    expect((await post(png, PANEL)).status).toBe(422);
    expect((await post(png, { ...IMAGE, title: 'x'.repeat(201) })).status).toBe(422);
    expect((await post(png, '{')).status).toBe(400);
  });
});
