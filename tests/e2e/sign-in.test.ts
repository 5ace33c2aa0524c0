import { emailOf, password, sessionFile } from './support/people';
import { expect, settled, test } from './support/test';

test('a stranger signs in first and comes back to the same view', async ({ page }) => {
  await page.goto('/service?channel=chat&grain=month');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail').fill(emailOf('service'));
  await page.getByLabel('Password').fill(password());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/service\?channel=chat&grain=month$/);
  await settled(page);
});

test('a wrong password is said plainly and keeps what was typed', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('nobody@demo.local');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('.form-error')).toContainText('do not belong together');
  await expect(page.getByLabel('E-mail')).toHaveValue('nobody@demo.local');
});

test('lists the sample company’s people; a click fills in the address', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /Analyst/ }).click();
  await expect(page.getByLabel('E-mail')).toHaveValue(emailOf('analyst'));
});

test('a link cannot lead somebody who signs in to another site', async ({ browser }) => {
  const context = await browser.newContext({ storageState: sessionFile('analyst') });
  const page = await context.newPage();
  await page.goto('/sign-in?next=//example.org/');
  expect(new URL(page.url()).pathname).toBe('/overview');
  await context.close();
});

test('an unknown address is answered by a designed page', async ({ page }) => {
  const response = await page.goto('/no-such-page');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('the link of the first administrator, spent or cut, is refused in words', async ({ page }) => {
  await page.goto('/first-start');
  await expect(page.getByRole('heading', { name: 'This link is not whole' })).toBeVisible();
  await page.goto('/first-start?token=spent');
  await page.getByLabel('Your e-mail').fill('first@example.org');
  await page.getByLabel('A password').fill('a long enough one');
  await page.getByLabel('The same again').fill('a long enough one');
  await page.getByRole('button', { name: 'Make me the administrator' }).click();
  await expect(page.locator('.form-error')).toContainText('no longer good');
});
