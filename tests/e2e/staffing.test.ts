import AxeBuilder from '@axe-core/playwright';
import { as, expect, open, settled, sideways, test } from './support/test';

const PANELS = [
  'Asked for a person, and reached one',
  'Time to a person, and the error budget',
  'Time to a person, 95 in 100',
  'Reached a person in time, by complexity and language',
  'People needed (modelled)',
  'People needed by half-hour (modelled)',
  'If the AI takes more, or fewer (modelled)',
  'Own, outsourced and flexible people (modelled)',
  'What the plan rests on',
];

test.describe('an executive', () => {
  as('executive');

  test('reads whether a customer can get a person, and how many people that takes', async ({ page }) => {
    await open(page, '/staffing');
    const answer = page.locator('.page-answer');
    await expect(answer).toContainText(
      /of customers who asked for a person reached one within 5\smin, objective 95\.0\s%/,
    );
    await expect(answer).toContainText(/full-time people answer 80\.0\s% within 5\smin/);
    for (const name of PANELS) await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
    const heat = page.getByRole('table', { name: /People needed by half-hour and weekday/ });
    await expect(heat.getByRole('row')).toHaveCount(49);
    await expect(heat.getByRole('cell')).toHaveCount(336);
    const rests = page.getByRole('region', { name: 'What the plan rests on' });
    for (const words of ['Poisson arrivals', 'P80', 'not proportional to it', '1 − shrinkage', 'backlog, not a queue'])
      await expect(
        rests
          .or(page.getByRole('region', { name: 'People needed (modelled)' }))
          .getByText(words)
          .first(),
      ).toBeVisible();
  });

  test('never sees a cost without satisfaction', async ({ page }) => {
    await open(page, '/staffing');
    for (const name of PANELS) {
      const card = page.getByRole('region', { name, exact: true });
      if ((await card.getByText('Cost a year').count()) > 0)
        await expect(card.getByText(/^Satisfaction/)).toBeVisible();
    }
  });

  test('tries another target: people change, and the address and a reload keep it', async ({ page }) => {
    await open(page, '/staffing');
    const people = page.locator('[data-figure="fte"]');
    const before = await people.textContent();
    await page.getByRole('spinbutton', { name: /^Answered/ }).fill('99');
    await page.getByRole('spinbutton', { name: /^Within/ }).fill('0');
    await expect(page).toHaveURL(/try_share=99.*try_seconds=0/);
    await expect(people).not.toHaveText(before!);
    await expect(page.locator('.page-answer')).toContainText(/99\.0\s% at once/);
    const tried = await people.textContent();
    await page.reload();
    await expect(people).toHaveText(tried!);
    await page.getByRole('spinbutton', { name: /^Patience/ }).fill('120');
    await expect(page.getByRole('region', { name: 'What the plan rests on' }).getByText('Erlang A')).toBeVisible();
    await page.getByRole('button', { name: 'Back to what is set' }).click();
    await expect(people).toHaveText(before!);
    await expect(page).not.toHaveURL(/try_/);
  });

  test('is told which filters it cannot obey, and sees an empty period as empty', async ({ page }) => {
    await open(page, '/staffing?market=SE');
    await expect(page.getByText('Not filtered by market').first()).toBeVisible();
    await open(page, '/staffing?from=2021-01-01&to=2021-04-01');
    await expect(page.getByText('Nothing to plan for').first()).toBeVisible();
    await page
      .locator('.page-answer')
      .getByRole('button', { name: /^Show Q1 2025/ })
      .click();
    await settled(page);
    await expect(page.locator('[data-figure="fte"]')).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('has no accessibility violation', async ({ page }) => {
        await open(page, '/staffing');
        await expect(page.locator('[data-figure="fte"]')).toBeVisible();
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      });
    });

  test('is readable at 360 px', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, '/staffing');
    await expect(page.locator('[data-figure="fte"]')).toBeVisible();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });
});

for (const person of ['lead', 'admin'] as const)
  test.describe(person, () => {
    as(person);
    test('is refused by address, with status 403', async ({ page }) => {
      const response = await page.goto('/staffing');
      expect(response?.status()).toBe(403);
      await expect(page.getByRole('link', { name: 'Staffing', exact: true })).toHaveCount(0);
    });
  });

for (const person of ['service', 'analyst'] as const)
  test.describe(person, () => {
    as(person);
    test('reads it', async ({ page }) => {
      await open(page, '/staffing');
      await expect(page.locator('[data-figure="fte"]')).toBeVisible();
    });
  });
