import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { as, expect, open, settled, sideways, test } from './support/test';

const YEAR = 'from=2024-02-01&to=2025-02-01';
const QUARTER = 'from=2024-10-01&to=2025-01-01';

/** How far the page moved under its reader, as the browser measures it. */
async function layoutShift(page: Page, path: string): Promise<number> {
  await page.addInitScript(() => {
    const seen = window as unknown as { shift: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await open(page, path);
  return page.evaluate(() => (window as unknown as { shift: number }).shift);
}

test.describe('an executive', () => {
  as('executive');

  test('reads the finding in one sentence, its number, interval and limit under it', async ({ page }) => {
    await open(page, `/quality?${YEAR}`);
    const answer = page.locator('.page-answer');
    await expect(answer).toContainText(/In comparable cases|cannot be compared|can be compared|too close to call/);
    await expect(answer).toContainText(/95 % interval|80 % are needed/);
    await expect(answer).not.toContainText(/because/i);
  });

  test('chooses whose conversations, and the address and a reload keep it', async ({ page }) => {
    await open(page, `/quality?${YEAR}`);
    const handled = page.getByRole('button', { name: 'As handled' });
    await expect(handled).toHaveAttribute('aria-pressed', 'false');
    await handled.click();
    await expect(page).toHaveURL(/arms=as_handled/);
    await expect(page.getByText(/by who handled it alone/)).toBeVisible();
    await page.reload();
    await settled(page);
    await expect(handled).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Answered first' }).click();
    await expect(page).not.toHaveURL(/arms=/);
  });

  test('takes the routing list away, and it says what the table says', async ({ page }) => {
    await open(page, `/quality?${YEAR}&topics=all`);
    const panel = page.getByRole('region', { name: 'Where people should answer' });
    const rows = panel.locator('tbody tr:not(.topics-group)');
    const shown = await rows.evaluateAll((lines) =>
      lines.map((line) => line.querySelectorAll('td')[0]!.textContent!.replaceAll(',', '')),
    );
    expect(shown.length).toBeGreaterThan(0);
    const download = page.waitForEvent('download');
    await panel.getByRole('link', { name: 'Routing list' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^tandem-demo-routing-2024-02-01-2025-02-01\.csv$/);
    const stream = await file.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const [head, ...lines] = parse(Buffer.concat(chunks), { bom: true, skip_empty_lines: false }) as string[][];
    const list = lines.slice(
      0,
      lines.findIndex(([first]) => first === ''),
    );
    // The same topics in the same order: by decision, then by customers.
    expect(list.map((line) => line[head!.indexOf('conversations')])).toEqual(shown);
  });

  test('sees whether it is the quarter’s verdict or one look among many', async ({ page }) => {
    await open(page, `/quality?${YEAR}`);
    const verdict = page.getByRole('region', { name: 'On the same matters', exact: true });
    await expect(verdict).toContainText(/Exploratory: only a whole calendar quarter|Cannot be compared/);
    await open(page, `/quality?${QUARTER}`);
    await expect(verdict).toContainText(/Verdict of record of this quarter|Cannot be compared/);
  });

  test('a filter that leaves nothing says so in every panel', async ({ page }) => {
    await open(page, `/quality?${YEAR}&channel=phone&market=XX`);
    await expect(page.locator('.page-answer')).toContainText('There is nothing to compare');
    await expect(page.getByText('No topics')).toBeVisible();
  });

  test('nothing moves while it loads', async ({ page }) => {
    expect(await layoutShift(page, `/quality?${YEAR}`)).toBeLessThan(0.02);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('has no accessibility violation', async ({ page }) => {
        await open(page, `/quality?${YEAR}`);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      });
    });

  test('is readable at 360 px without scrolling sideways', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, `/quality?${YEAR}`);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });
});

for (const person of ['service', 'analyst'] as const)
  test.describe(person, () => {
    as(person);
    test('reads it', async ({ page }) => {
      await open(page, '/quality');
      await expect(page.getByRole('heading', { level: 1, name: 'Quality' })).toBeVisible();
      await expect(page.locator('.page-answer')).not.toBeEmpty();
    });
  });

for (const person of ['lead', 'admin'] as const)
  test.describe(person, () => {
    as(person);
    test('is refused by address, with status 403', async ({ page }) => {
      expect((await page.goto('/quality'))?.status()).toBe(403);
      await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Quality', exact: true })).toHaveCount(0);
    });
  });
