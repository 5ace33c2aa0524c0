import type { Page } from '@playwright/test';
import { as, expect, open, settled, test } from './support/test';

as('executive');

const chip = (page: Page, name: RegExp) => page.getByRole('region', { name: 'Filters' }).getByRole('button', { name });

test('what is chosen stands in the address and survives reload, back and a copied link', async ({ page, context }) => {
  await open(page, '/service');
  await chip(page, /^Channel/).click();
  await page.getByRole('checkbox', { name: /Chat/ }).check();
  await page.keyboard.press('Escape');
  await chip(page, /^By/).click();
  await page.getByRole('button', { name: 'month', exact: true }).click();
  await settled(page);
  await expect(page).toHaveURL(/channel=chat/);
  await expect(page).toHaveURL(/grain=month/);
  const answer = await page.locator('.page-answer').textContent();

  await page.reload();
  await settled(page);
  await expect(page.locator('.page-answer')).toHaveText(answer!);
  await expect(chip(page, /^Channel/)).toContainText('Chat');

  const copy = await context.newPage();
  await open(copy, page.url());
  await expect(copy.locator('.page-answer')).toHaveText(answer!);
  await copy.close();

  await page.goBack();
  await settled(page);
  await expect(page).not.toHaveURL(/grain=month/);
  await expect(page).toHaveURL(/channel=chat/);
});

test('a channel changes the service figures and is said where it cannot be obeyed', async ({ page }) => {
  await open(page, '/overview');
  const tile = (name: string) => page.getByRole('region', { name, exact: true });
  const all = await tile('Solved by AI for good').textContent();
  await open(page, '/overview?channel=chat');
  expect(await tile('Solved by AI for good').textContent()).not.toBe(all);
  await expect(tile('Revenue per employee')).toContainText('Not filtered by channel');
  await expect(tile('Using AI on a working day')).toContainText('Not filtered by channel');
  await expect(tile('Profit improvement (modelled)')).toContainText('Not filtered by channel');
  await expect(tile('Same matters, AI minus people')).not.toContainText('Not filtered');
});

test('a period without records says so and leads back to one that has some', async ({ page }) => {
  await open(page, '/service?from=2020-01-01&to=2020-04-01');
  await expect(page.locator('.page-answer')).toContainText('No conversation is on record');
  await page.locator('.page-answer').getByRole('button').click();
  await settled(page);
  await expect(page.locator('.page-answer')).toContainText('Customers needed us');
});

test('two dates of one’s own are kept with the last day included', async ({ page }) => {
  await open(page, '/service');
  await chip(page, /^Period/).click();
  await page.getByLabel('From').fill('2025-02-03');
  await page.getByLabel('To', { exact: true }).fill('2025-02-16');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await settled(page);
  await expect(page).toHaveURL(/from=2025-02-03&to=2025-02-17/);
  await expect(chip(page, /^Period/)).toContainText('3–16 Feb 2025');
});

test('every comparison of the list is answered on every page', async ({ page }) => {
  for (const path of ['/overview', '/service', '/adoption'])
    for (const compare of ['previous_period', 'previous_year', 'baseline', 'none', 'event:2024-01-27']) {
      await open(page, `${path}?compare=${compare}`);
      await expect(page.locator('.blank-error, [data-kind="error"]')).toHaveCount(0);
      await expect(page.getByText('Cannot be answered as asked')).toHaveCount(0);
    }
});
