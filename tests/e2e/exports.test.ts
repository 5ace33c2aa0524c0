import AxeBuilder from '@axe-core/playwright';
import { parse } from 'csv-parse/sync';
import { unzip } from '../support/unzip';
import { downloaded, openMenu, pngSize } from './support/files';
import { sessionFile } from './support/people';
import { as, expect, open, settled, test } from './support/test';

/** A policy stricter than any we would set: no code but ours, nothing made from strings, no frame, no foreign font. */
const STRICT =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'none'; object-src 'none'";

test.describe('an executive', () => {
  as('executive');

  test('takes a panel away as CSV that holds the number on the screen and what it means', async ({ page }) => {
    await open(page, '/overview?channel=chat');
    const tile = page.getByRole('region', { name: 'Solved by AI for good', exact: true });
    const shown = await tile.locator('.figure').textContent();
    const { name, bytes } = await downloaded(page, 'Solved by AI for good', 'Download CSV');
    expect(name).toMatch(/^tandem-demo-durable_automation_rate-.*\.csv$/);
    const lines = parse(bytes, { bom: true, skip_empty_lines: false }) as string[][];
    expect(lines[0]![0]).toBe('durable_automation_rate');
    expect(`${(Number(lines[1]![0]) * 100).toFixed(1)} %`).toBe(shown!.replaceAll('\u00a0', ' '));
    const told = new Map(lines.slice(2).map(([key, value]) => [key!, value!]));
    expect(told.get('Filter: channel')).toBe('chat');
    expect(told.get('Data')).toContain('DEMO');
    expect(told.get('Compared with')).toMatch(/^previous_period: \d{4}-\d\d-\d\d up to, not including, /);
    expect(told.get('As of')).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(told.get('Definition: durable_automation_rate, version 1')).toContain('Formula:');
  });

  test('finds all of a panel’s questions in its workbook, a sheet each', async ({ page }) => {
    await open(page, '/service');
    const { name, bytes } = await downloaded(page, 'Handed over by the AI, and why', 'Download XLSX');
    expect(name).toMatch(/\.xlsx$/);
    const files = unzip(bytes);
    const sheets = [...files['xl/workbook.xml']!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, sheet]) => sheet);
    expect(sheets).toEqual(['Numbers 1', 'Numbers 2', 'About']);
    const words = files['xl/sharedStrings.xml']!;
    for (const word of ['escalation_reason', 'escalation_rate', 'human_within_target_rate', 'DEMO', 'Formula:'])
      expect(words).toContain(word);
  });

  test('takes a panel of several numbers away as CSV and XLSX, and the audit log names both and the image', async ({
    page,
    browser,
  }) => {
    const title = 'When customers come back';
    await open(page, '/service?channel=chat');
    const ai = page.getByRole('region', { name: title, exact: true }).getByRole('row', { name: /^AI\b(?!,)/ });
    const [, shown] = /^([\d.]+)\s%/.exec((await ai.getByRole('cell').nth(4).textContent())!)!;
    const csv = await downloaded(page, title, 'Download CSV');
    expect(csv.name).toMatch(/^tandem-demo-when-customers-come-back-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    const [head, ...lines] = parse(csv.bytes, { bom: true }) as string[][];
    const at = (name: string) => head!.indexOf(name);
    const thirty = lines.find((line) => line[at('After')] === 'AI' && line[at('Day')] === '30')!;
    const share = thirty[at('Came back')]!;
    expect((Number(share) * 100).toFixed(1)).toBe(shown);
    const told = new Map(lines.map(([name, value]) => [name!, value!]));
    expect(told.get('Data')).toContain('DEMO');
    expect(told.get('Filter: channel')).toBe('chat');
    expect(told.get('Exported by')).toBe('executive@demo.local');

    const xlsx = await downloaded(page, title, 'Download XLSX');
    const files = unzip(xlsx.bytes);
    expect(files['xl/worksheets/sheet1.xml']).toContain(`<v>${share}</v>`);
    expect(files['xl/sharedStrings.xml']).toContain('Exported by');
    expect((await downloaded(page, title, 'Download PNG')).name).toMatch(/\.png$/);

    const admin = await browser.newContext({ storageState: sessionFile('admin') });
    const log = await admin.newPage();
    await log.goto('/settings/audit?action=export&person=executive%40demo.local');
    await settled(log);
    const rows = log.getByRole('table').getByRole('row');
    for (const format of ['as CSV', 'as XLSX', 'as an image'])
      await expect(rows.filter({ hasText: `${title}, ${format}` }).first()).toContainText('only channel Chat');
    await admin.close();
  });

  test('is told in the panel when the server refuses, and no file or image is saved', async ({ page }) => {
    await page.route('**/api/v1/exports/panel.*', (route) =>
      route.fulfill({
        status: 403,
        json: { title: 'Not allowed', status: 403, detail: 'Your roles do not allow this.' },
      }),
    );
    await open(page, '/service');
    const saved: string[] = [];
    page.on('download', (download) => saved.push(download.suggestedFilename()));
    const panel = page.getByRole('region', { name: 'When customers come back', exact: true });
    for (const [entry, words] of [
      ['Download XLSX', 'No file was saved. Your roles do not allow this.'],
      ['Download PNG', 'No image was saved. Your roles do not allow this.'],
    ] as const) {
      await panel.getByRole('button', { name: 'More about: When customers come back' }).click();
      await page.getByRole('button', { name: entry, exact: true }).click();
      await expect(panel.getByRole('alert')).toHaveText(words);
    }
    expect(saved).toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      test('takes an image away under a strict content policy', async ({ page }) => {
        await open(page, '/service');
        await expect(page.locator('.recharts-surface').first()).toBeVisible();
        await page.evaluate((policy) => {
          const meta = document.createElement('meta');
          meta.httpEquiv = 'Content-Security-Policy';
          meta.content = policy;
          document.head.append(meta);
        }, STRICT);
        const { name, bytes } = await downloaded(page, 'Conversations by who handled them', 'Download PNG');
        expect(name).toMatch(/^tandem-demo-conversations-.*\.png$/);
        const { width, height } = pngSize(bytes);
        expect(width).toBeGreaterThan(800);
        expect(height).toBeGreaterThan(600);
        // A blank sheet of that size packs into a few kilobytes.
        expect(bytes.length).toBeGreaterThan(30_000);
        await expect(page.locator('.picture-place')).toHaveCount(0);
      });
    });

  test('is offered no rows, and is refused them by the API', async ({ page }) => {
    await open(page, '/service');
    await page.getByRole('button', { name: 'More about: Solved by AI for good' }).click();
    await expect(page.getByText('Download CSV')).toBeVisible();
    await expect(page.getByText('Rows behind this number')).toHaveCount(0);
    const request = JSON.stringify({ metrics: ['conversations'], from: '2025-01-01', to: '2025-04-01' });
    for (const format of ['json', 'csv']) {
      const path = `/api/v1/exports/rows.${format}?request=${encodeURIComponent(request)}`;
      expect(await page.evaluate(async (url) => (await fetch(url)).status, path)).toBe(403);
    }
  });
});

test.describe('an analyst', () => {
  as('analyst');

  test('sees the rows behind a number, which add up to it', async ({ page }) => {
    await open(page, '/overview?channel=email');
    await openMenu(page, 'Solved by AI for good', 'Rows behind this number');
    const dialog = page.getByRole('dialog', { name: 'Rows behind this number' });
    await expect(dialog).toContainText('÷');
    const told = (await dialog.textContent())!;
    const [, numerator, denominator] = /= ([\d,]+) ÷ ([\d,]+):/.exec(told)!;
    const plain = (text: string) => Number(text.replaceAll(',', ''));
    const more = dialog.getByRole('button', { name: 'Show 50 more' });
    const rows = dialog.locator('tbody tr');
    // At the tests' scale a quarter has few requests: all of them can be walked.
    while (await more.isVisible()) {
      const before = await rows.count();
      await more.click();
      await expect.poll(() => rows.count()).toBeGreaterThan(before);
      if (plain(denominator!) > 400) break;
    }
    if (plain(denominator!) <= 400) {
      await expect(rows).toHaveCount(plain(denominator!));
      expect(await dialog.locator('tbody td:nth-child(2)').getByText('counts').count()).toBe(plain(numerator!));
    }
    expect(await rows.count()).toBeGreaterThan(0);
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  test('opens from a cell of the table just the rows of its group', async ({ page }) => {
    await open(page, '/service');
    await openMenu(page, 'By topic', 'Show as table');
    const table = page.getByRole('dialog', { name: 'By topic' });
    const row = table.locator('tbody tr').first();
    const topic = await row.locator('th').textContent();
    const cell = row.getByRole('button').first();
    const count = (await cell.textContent())!;
    await cell.click();
    const dialog = page.getByRole('dialog', { name: 'Rows behind this number' });
    await expect(dialog).toContainText(`topic ${topic}`);
    await expect(dialog).toContainText(`${count}: counted over the rows`);
  });

  test('is offered no rows behind figures about employees', async ({ page }) => {
    await open(page, '/adoption');
    await page.getByRole('button', { name: 'More about: Seats held, used and idle' }).click();
    await expect(page.getByText('Download PNG')).toBeVisible();
    await expect(page.getByText('Rows behind this number')).toHaveCount(0);
  });
});
