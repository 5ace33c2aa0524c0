import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { as, expect, open, sideways, test } from './support/test';

const rows = (page: Page) => page.locator('a.def-row');
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );

test.describe('an executive', () => {
  as('executive');

  test('finds a definition by its usual name, and the address keeps the search', async ({ page }) => {
    await page.goto('/definitions');
    const all = await rows(page).count();
    expect(all).toBeGreaterThan(40);
    await page.getByRole('searchbox', { name: 'Search definitions' }).fill('containment');
    await expect(rows(page)).toHaveCount(1);
    await expect(page).toHaveURL(/\/definitions\?q=containment$/);
    await page.reload();
    await expect(rows(page)).toHaveCount(1);
    await page.keyboard.press('Tab');
    await page.getByRole('searchbox', { name: 'Search definitions' }).press('Escape');
    await expect(rows(page)).toHaveCount(all);
    await expect(page).toHaveURL(/\/definitions$/);
  });

  test('walks through what was found by keyboard alone and opens it', async ({ page }) => {
    await page.goto('/definitions?q=cost');
    await page.getByRole('searchbox', { name: 'Search definitions' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(rows(page).first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(rows(page).nth(1)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/definitions\/idle_seat_cost$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Cost of seats nobody uses' })).toBeVisible();
  });

  test('is told in words when nothing is found, with the way back to all', async ({ page }) => {
    await page.goto('/definitions?q=unicorn');
    await expect(page.getByText('No definition holds “unicorn”')).toBeVisible();
    await page.getByRole('button', { name: /^Show all/ }).click();
    await expect(rows(page).first()).toBeVisible();
  });

  test('reads a metric’s page: formula, example, figure with both its sides, pair, readers, version', async ({
    page,
  }) => {
    await open(page, '/definitions/cost_per_transaction');
    const main = page.getByRole('main');
    for (const text of ['÷ transactions', '120,000 / 60,000', '$2.00', 'Version 1 is in force', 'cost_per_transaction'])
      await expect(main.getByText(text).first()).toBeVisible();
    await expect(main.locator('.def-figure .figure')).toHaveText(/^\$\d/);
    await expect(main.getByText(/^[\d,]+ ÷ [\d,]+$/)).toBeVisible();
    await expect(main.getByText(/^records to/)).toBeVisible();
    await expect(main.getByRole('link', { name: 'Customer satisfaction' })).toHaveAttribute(
      'href',
      '/definitions/csat_mean',
    );
    await expect(main.getByRole('link', { name: 'Company', exact: true })).toHaveAttribute('href', '/company');
    await expect(
      page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Definitions' }),
    ).toHaveAttribute('aria-current', 'page');
  });

  test('comes from a panel to the definition of its number', async ({ page }) => {
    await open(page, '/company');
    await page.getByRole('button', { name: 'More about: People employed' }).click();
    await page.getByRole('button', { name: 'How is this calculated?' }).click();
    await page.getByRole('link', { name: 'The whole definition' }).click();
    await expect(page).toHaveURL(/\/definitions\/headcount$/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('is told of an address that names no figure, with status 404 and the way to the list', async ({ page }) => {
    const response = await page.goto('/definitions/no_such_metric');
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is no figure of that name' })).toBeVisible();
    await page.getByRole('link', { name: 'All definitions' }).click();
    await expect(rows(page).first()).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('list, search and page have no accessibility violation', async ({ page }) => {
        await page.goto('/definitions?q=cost');
        await expect(rows(page).first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await open(page, '/definitions/daily_active_rate');
        expect(await violations(page)).toEqual([]);
      });
    });

  test('list and page are readable at 360 px', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of ['/definitions', '/definitions/daily_active_rate']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await sideways(page), path).toBeLessThanOrEqual(0);
    }
  });
});

test.describe('a lead', () => {
  as('lead');

  test('sees the definitions of Adoption alone, and is refused the others with status 403', async ({ page }) => {
    await page.goto('/definitions');
    await expect(page.getByRole('heading', { level: 2 })).toHaveText([/^Adoption/]);
    await page.getByRole('searchbox', { name: 'Search definitions' }).fill('revenue');
    await expect(rows(page)).toHaveCount(0);
    const response = await page.goto('/definitions/revenue_per_employee');
    expect(response?.status()).toBe(403);
    await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
    await expect(page).not.toHaveTitle(/Revenue/);
  });

  test('sees the company’s figure of what they may read', async ({ page }) => {
    await open(page, '/definitions/daily_active_rate');
    await expect(page.locator('.def-figure .figure')).toHaveText(/%/);
  });
});

test.describe('an administrator', () => {
  as('admin');

  test('reads every definition and sees no figure', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/api/v1/query') && asked.push(request.url()));
    await page.goto('/definitions');
    await expect(page.getByRole('heading', { level: 2 })).toHaveText([/^Adoption/, /^Service/, /^Company/]);
    await page.goto('/definitions/revenue_per_employee');
    await expect(page.getByRole('heading', { name: 'The figure is not yours to see' })).toBeVisible();
    await expect(page.locator('.figure')).toHaveCount(0);
    expect(asked).toEqual([]);
  });
});

test('a stranger signs in first and comes back to the definition', async ({ page }) => {
  await page.goto('/definitions/csat_mean');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdefinitions%2Fcsat_mean$/);
});
