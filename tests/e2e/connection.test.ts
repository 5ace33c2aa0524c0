import AxeBuilder from '@axe-core/playwright';
import { as, expect, open, settled, test } from './support/test';

as('executive');

const banner = '.connection p';

test('without a network the numbers stay, say as of when, and come anew by themselves', async ({ page, context }) => {
  await open(page, '/overview');
  const tile = page.getByRole('region', { name: 'Solved by AI for good', exact: true });
  const before = await tile.locator('.figure').textContent();
  const box = await tile.boundingBox();
  await context.setOffline(true);
  await expect(page.locator(banner)).toContainText('You are offline');
  await expect(tile.locator('.figure')).toHaveText(before!);
  await expect(tile.locator('.as-of')).toContainText(/as of \d\d:\d\d/);
  expect(await tile.boundingBox()).toEqual(box);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await context.setOffline(false);
  await expect(page.locator(banner)).toHaveCount(0);
  await expect(page.locator('.as-of')).toHaveCount(0);
});

test('a server that is away is waited for; what was not asked yet says so and comes by itself', async ({ page }) => {
  await open(page, '/service');
  await page.route('**/api/v1/query', (route) => route.fulfill({ status: 503, body: 'away' }));
  await page.route('**/api/health', (route) => route.fulfill({ status: 503, body: 'away' }));
  await page.getByRole('button', { name: /^Compare/ }).click();
  await page.getByRole('button', { name: 'Year before' }).click();
  await expect(page.locator(banner)).toContainText('The server does not answer');
  await expect(page.locator('.blank-offline').first()).toContainText('No connection');
  await page.unroute('**/api/v1/query');
  await page.unroute('**/api/health');
  await expect(page.locator(banner)).toHaveCount(0);
  await settled(page);
  await expect(page.locator('.blank-offline')).toHaveCount(0);
  await expect(page.locator('.blank-error')).toHaveCount(0);
});

test('a session that ended leads to the sign-in and back to the same view', async ({ page }) => {
  await open(page, '/service');
  await page.route('**/api/v1/query', (route) =>
    route.fulfill({ status: 401, json: { title: 'Sign in', status: 401, detail: 'Sign in.' } }),
  );
  await page.getByRole('button', { name: /^Compare/ }).click();
  await page.getByRole('button', { name: 'Year before' }).click();
  await expect(page.locator(banner)).toContainText('Your session has ended');
  await page.context().clearCookies();
  await page.locator(banner).getByRole('button', { name: 'Sign in again' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fservice%3Fcompare%3Dprevious_year/);
});
