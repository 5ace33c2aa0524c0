import http from 'node:http';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { as, expect, open, sideways, test } from './support/test';

/** Intercom as it is for a workspace without conversations: one token is good, any other is refused. */
const vendor = http.createServer(async (incoming, outgoing) => {
  for await (const _ of incoming);
  const isGood = incoming.headers.authorization === 'Bearer good-token';
  outgoing.writeHead(isGood ? 200 : 401, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify(isGood ? { type: 'conversation.list', conversations: [], pages: {} } : {}));
});

test.beforeAll(async () => {
  const through = process.env.TANDEM_PULL_THROUGH;
  if (!through) throw new Error('TANDEM_PULL_THROUGH names where the server under test looks for its vendors.');
  await new Promise<void>((resolve) => vendor.listen(Number(new URL(through).port), '127.0.0.1', resolve));
});
test.afterAll(() => new Promise((resolve) => vendor.close(resolve)));

const panel = (page: Page) => page.getByRole('region', { name: 'Fetched by itself' });

async function choose(page: Page, title: string): Promise<void> {
  await open(page, '/sources');
  await panel(page).getByRole('button', { name: 'Add a source' }).click();
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
}

test.describe('an administrator', () => {
  as('admin');

  test('adds a vendor with its guide, sees it fetched, pauses it, renews it and lets it go', async ({ page }) => {
    const name = `chats-${Date.now().toString(36)}`;
    await choose(page, 'Intercom');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('region', { name: 'Where to find it in Intercom' })).toContainText('Developer Hub');
    await dialog.getByLabel('Called').fill(name);
    await dialog.getByRole('button', { name: 'Test the connection' }).click();
    await expect(dialog.getByText('Access token is missing.')).toBeVisible();
    await dialog.getByLabel('Access token').fill('old-token');
    await dialog.getByRole('button', { name: 'Test the connection' }).click();
    await expect(dialog.getByRole('status')).toContainText('does not accept the credentials');
    await dialog.getByLabel('Access token').fill('good-token');
    await dialog.getByRole('button', { name: 'Test the connection' }).click();
    await expect(dialog.getByRole('status')).toContainText('Intercom answers');
    await dialog.getByRole('button', { name: 'Save and fetch' }).click();
    await expect(dialog).toHaveCount(0);

    const row = panel(page).getByRole('listitem', { name, exact: true });
    await expect(row).toContainText('Nothing new came.', { timeout: 30_000 });
    await expect(row).toContainText('In time');
    await row.getByRole('button', { name: 'Pause' }).click();
    await expect(row).toContainText('Paused');
    await expect(row.getByRole('button', { name: 'Fetch now' })).toBeDisabled();
    await row.getByRole('button', { name: 'Resume' }).click();
    await expect(row).toContainText('In time', { timeout: 30_000 });

    await row.getByRole('button', { name: 'Replace credentials' }).click();
    await expect(dialog.getByLabel('New: Access token')).toHaveValue('');
    await dialog.getByLabel('New: Access token').fill('old-token');
    await dialog.getByRole('button', { name: 'Replace and fetch' }).click();
    await expect(row).toContainText('Needs new credentials', { timeout: 30_000 });

    await row.getByRole('button', { name: 'Fetch no longer' }).click();
    await dialog.getByRole('button', { name: 'Fetch no longer' }).click();
    await expect(row).toHaveCount(0);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`adds one without accessibility violation, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, '/sources');
      const check = async (what: string) => {
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${what} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      };
      await panel(page).getByRole('button', { name: 'Add a source' }).click();
      await check('vendors');
      await page.getByRole('button', { name: /^GitHub Copilot/ }).click();
      await check('form');
      await page.getByRole('button', { name: 'Save and fetch' }).click();
      await expect(page.getByText('Its name is missing.')).toBeVisible();
      await check('complaints');
    });

  test('can do so by keyboard, and at 360 px without scrolling sideways', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, '/sources');
    await panel(page).getByRole('button', { name: 'Add a source' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Anthropic/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('What is used')).toBeVisible();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(panel(page).getByRole('button', { name: 'Add a source' })).toBeFocused();
  });
});

test.describe('an analyst', () => {
  as('analyst');

  test('sees none of it, by page or by address', async ({ page }) => {
    await open(page, '/sources');
    await expect(panel(page)).toHaveCount(0);
    const statuses = await page.evaluate(async () => {
      const post = { method: 'POST', body: '{}' };
      const asked = [fetch('/api/v1/pulls'), fetch('/api/v1/pulls', post), fetch('/api/v1/pulls/test', post)];
      return (await Promise.all(asked)).map(({ status }) => status);
    });
    expect(statuses).toEqual([403, 403, 403]);
  });
});
