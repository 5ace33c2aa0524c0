import AxeBuilder from '@axe-core/playwright';
import { as, expect, open, sideways, test } from './support/test';

test.describe('an administrator', () => {
  as('admin');

  test('reads what the sample company holds, and what of it counts', async ({ page }) => {
    await open(page, '/');
    await expect(page).toHaveURL(/\/sources$/);
    await expect(page.locator('.page-answer')).toContainText('sample company’s numbers, not yours');
    await expect(page.getByRole('heading', { name: 'answer all 44 questions' })).toBeVisible();
    await page.getByRole('button', { name: 'All 44 questions' }).click();
    await expect(page.getByRole('dialog').getByText('Answered by AI alone')).toBeVisible();
    await page.keyboard.press('Escape');
    const held = page.getByRole('region', { name: 'What demo holds' });
    for (const word of ['Conversations', 'Use of AI tools', 'Roster', 'Seats', 'Finance file'])
      await expect(held.getByRole('rowheader', { name: word })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Runs' }).first().getByText('All well')).toBeVisible();
  });

  test('is asked before the sample company goes, by button and by upload; both can be left', async ({ page }) => {
    await open(page, '/sources');
    await page.getByRole('button', { name: 'Start with our data' }).click();
    await expect(page.getByRole('dialog')).toContainText('leaves whole');
    await page.getByRole('button', { name: 'Keep the sample' }).click();
    const seat = { type: 'seat', employee_id: 'e1', tool: 'claude', assigned_on: '2026-01-05' };
    const buffer = Buffer.from(`${JSON.stringify(seat)}\n`);
    await page
      .getByLabel('Files to upload')
      .setInputFiles({ name: 'chats.jsonl', mimeType: 'application/x-ndjson', buffer });
    await expect(page.getByLabel('Source: where these come from')).toHaveValue('chats');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await expect(page.getByRole('dialog')).toContainText('never share a total');
    await page.getByRole('button', { name: 'Keep the sample' }).click();
    await page.getByRole('button', { name: 'Discard chats.jsonl' }).click();
    await expect(page.getByText('chats.jsonl')).toHaveCount(0);
  });

  test('opens a run by keyboard, and finds an unknown one answered', async ({ page }) => {
    await open(page, '/sources');
    await page
      .getByRole('link', { name: /^Run \d+/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.page-answer')).toContainText('rows read');
    expect((await page.goto('/sources/runs/999999'))?.status()).toBe(404);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`finds Sources and a run without accessibility violation, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      for (const path of ['/sources', '/sources/runs/1']) {
        await open(page, path);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    });

  test('can read it at 360 px without scrolling sideways', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of ['/sources', '/sources/runs/1']) {
      await open(page, path);
      expect(await sideways(page), path).toBeLessThanOrEqual(0);
    }
  });
});

test.describe('an analyst', () => {
  as('analyst');

  test('reads the same and can change nothing', async ({ page }) => {
    await open(page, '/sources');
    await expect(page.getByRole('heading', { name: 'answer all 44 questions' })).toBeVisible();
    for (const name of ['Upload files', 'Start with our data', 'choose files'])
      await expect(page.getByRole('button', { name })).toHaveCount(0);
    const statuses = await page.evaluate(async () => [
      (await fetch('/api/v1/sources/demo', { method: 'DELETE' })).status,
      (await fetch('/api/v1/sample', { method: 'DELETE' })).status,
      (await fetch('/api/v1/ingest/mine', { method: 'POST', body: '{}' })).status,
      (await fetch('/api/v1/ingest/runs/1/rejected')).status,
    ]);
    expect(statuses).toEqual([403, 403, 403, 403]);
  });
});

test.describe('an executive', () => {
  as('executive');

  test('is refused Sources in words', async ({ page }) => {
    expect((await page.goto('/sources'))?.status()).toBe(403);
    await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
  });
});
