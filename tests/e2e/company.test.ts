import AxeBuilder from '@axe-core/playwright';
import { as, expect, open, sideways, test } from './support/test';

test.describe('an executive', () => {
  as('executive');

  test('reads how revenue, people and their ratio moved since the baseline, in one sentence', async ({ page }) => {
    await open(page, '/company');
    const answer = page.locator('.page-answer');
    await expect(answer).toContainText(
      /Revenue per employee rose 152\s%\ssince Q1 2023: revenue rose 54\s%, people employed fell 39\s%/,
    );
    await expect(answer).toContainText('it does not show what AI caused');
    await expect(page.getByRole('button', { name: /^Compare/ })).toContainText('Baseline');
    await expect(page.getByRole('button', { name: /^(Channel|Market|By|Department)/ })).toHaveCount(0);
  });

  test('sees a bridge whose amounts add up', async ({ page }) => {
    await open(page, '/company');
    const amounts = await page.locator('.bridge-value').allTextContents();
    const [then, revenue, people, now] = amounts.map((text) =>
      Number(text.replace('−', '-').replaceAll(/[^\d.-]/g, '')),
    );
    expect(Math.abs(then! + revenue! + people! - now!)).toBeLessThanOrEqual(2);
    await expect(page.locator('.bridge-formula')).toHaveText(/ln\(ratio\).*\+0\.9\d+ = \+0\.4\d+ \+0\.4\d+/);
  });

  test('never sees the cost without satisfaction', async ({ page }) => {
    await open(page, '/company');
    const card = page.getByRole('region', { name: 'Service cost per transaction, with satisfaction' });
    await expect(card.getByRole('heading')).toContainText(/per transaction; satisfaction \d/);
    await expect(card.getByText('Customer satisfaction')).toBeVisible();
  });

  test('chooses another comparison, and the address, every panel and a reload keep it', async ({ page }) => {
    await open(page, '/company');
    await page.getByRole('button', { name: /^Compare/ }).click();
    await page.getByRole('button', { name: /^Period before/ }).click();
    await expect(page).toHaveURL(/compare=previous_period/);
    await expect(page.locator('.page-answer')).toContainText('since Q4 2024');
    await page.reload();
    await expect(page.locator('.page-answer')).toContainText('since Q4 2024');
    await page.getByRole('button', { name: /^Compare/ }).click();
    await page.getByRole('button', { name: /^Baseline/ }).click();
    await expect(page).toHaveURL(/\/company$/);
  });

  test('without a comparison is offered the baseline; before the records, the last quarter', async ({ page }) => {
    await open(page, '/company?compare=none');
    await page.getByRole('button', { name: 'Compare with the baseline, Q1 2023' }).click();
    await expect(page.locator('.bridge-value')).toHaveCount(4);
    await open(page, '/company?from=2021-01-01&to=2021-04-01');
    await expect(page.locator('.page-answer')).toContainText('Revenue per employee is not known for Q1 2021');
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await page
      .locator('.page-answer')
      .getByRole('button', { name: /^Show Q1 2025/ })
      .click();
    await expect(page.locator('.bridge-value')).toHaveCount(4);
  });

  test('is told that a filter from elsewhere is not obeyed', async ({ page }) => {
    await open(page, '/company?market=SE');
    await expect(page.getByText('Not filtered by market').first()).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('has no accessibility violation', async ({ page }) => {
        await open(page, '/company');
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      });
    });

  test('is readable at 360 px and prints without the frame', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, '/company');
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: 'Company' })).toBeVisible();
  });
});

for (const person of ['lead', 'admin'] as const)
  test.describe(person, () => {
    as(person);
    test('is refused by address, with status 403', async ({ page }) => {
      const response = await page.goto('/company');
      expect(response?.status()).toBe(403);
      await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Company', exact: true })).toHaveCount(0);
    });
  });

for (const person of ['service', 'analyst'] as const)
  test.describe(person, () => {
    as(person);
    test('reads it', async ({ page }) => {
      await open(page, '/company');
      await expect(page.locator('.page-answer')).toContainText('Revenue per employee rose');
    });
  });
