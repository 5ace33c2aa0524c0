import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { GET as audit } from '@/app/api/v1/audit/route';
import { GET as auditCsv } from '@/app/api/v1/audit.csv/route';
import { recordAccess } from '@/db/audit';
import { PAGE } from '@/lib/http/audit-log';
import { call, useServer } from '../support/api';

const t = useServer();
let admin: Record<string, string>;
const VIEWS = 1234;

beforeAll(async () => {
  admin = await t.session('admin@example.com', { role: 'admin' });
  await t.pool.query('truncate access_log restart identity');
  await t.pool.query(`
    insert into access_log (at, viewer_kind, viewer, road, action, metrics, request, rows)
    select '2026-03-01T12:00Z'::timestamptz + n * interval '1 minute', 'user', 'viewer' || n % 3, 'page', 'view',
      '{ai_share}', '{"metrics":["ai_share"],"from":"2026-01-01","to":"2026-02-01"}', 1
    from generate_series(1, ${VIEWS}) n`);
  const viewer = { kind: 'key' as const, name: '=HYPERLINK("http://evil")', grants: [] };
  const request = { metrics: ['csat_mean'], from: '2026-01-01', to: '2026-02-01' };
  await recordAccess(t.db, { viewer, road: 'key', action: 'export', request, rows: 7 });
});

interface Page {
  entries: { id: number; viewer: string; action: string; at: string }[];
  next: number | null;
  people: string[];
}
const ask = async (query: string) => (await call(audit, `/x?${query}`, { headers: admin })).json() as Page;

describe('the log', () => {
  test('comes page by page, the newest first, each entry once', async () => {
    const ids: number[] = [];
    let next: number | null = null;
    do {
      const page: Page = await ask(next === null ? '' : `before=${next}`);
      expect(page.entries.length).toBeLessThanOrEqual(PAGE);
      ids.push(...page.entries.map(({ id }) => id));
      next = page.next;
    } while (next !== null);
    expect(ids).toEqual(Array.from({ length: VIEWS + 1 }, (_, n) => VIEWS + 1 - n));
  });

  test('is filtered by person, action, road and days of the workspace’s zone', async () => {
    expect((await ask('')).people).toEqual(['=HYPERLINK("http://evil")', 'viewer0', 'viewer1', 'viewer2']);
    expect(new Set((await ask('person=viewer1')).entries.map(({ viewer }) => viewer))).toEqual(new Set(['viewer1']));
    expect((await ask('action=export')).entries).toHaveLength(1);
    expect((await ask('road=key&person=viewer1')).entries).toEqual([]);
    // 12:01 to 23:59 of the first day are 719 minutes.
    const counted = async (query: string) => {
      const { bytes } = await call(auditCsv, `/x?${query}`, { headers: admin });
      return parse(bytes, { bom: true, columns: true }).length;
    };
    expect(await counted('from=2026-03-01&to=2026-03-02&action=view')).toBe(719);
    await t.pool.query(`insert into setting values ('time_zone', 1, '"Asia/Tokyo"', now(), 'test')`);
    expect(await counted('from=2026-03-01&to=2026-03-02&action=view')).toBe(179);
    await t.pool.query('delete from setting');
  });

  test.each(['action=look', 'road=door', 'from=2026-02-30', 'before=-1', 'before=x', 'before=1e400', 'colour=red'])(
    '?%s is refused at its field',
    async (query) => {
      const { status, json } = await call(audit, `/x?${query}`, { headers: admin });
      expect(status).toBe(422);
      expect((json() as { errors: { field: string }[] }).errors[0]!.field).toBe(query.split('=')[0]);
    },
  );

  test('leaves whole as a file that no spreadsheet runs, and notes that it left', async () => {
    const { bytes, headers } = await call(auditCsv, '/x?to=2027-01-01', { headers: admin });
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="tandem-audit-\d{4}-\d\d-\d\d\.csv"$/);
    const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true });
    expect(rows.filter(({ action }) => action === 'view')).toHaveLength(VIEWS);
    expect(rows.find(({ kind }) => kind === 'key')).toMatchObject({ who: `'=HYPERLINK("http://evil")`, rows: '7' });
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const [newest] = (await ask('action=export')).entries;
    expect(newest).toMatchObject({ viewer: 'admin@example.com', request: { log: { to: '2027-01-01' } } });
  });
});
