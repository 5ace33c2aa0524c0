import AxeBuilder from '@axe-core/playwright';
import { sessionFile } from './support/people';
import { as, expect, open, settled, sideways, test } from './support/test';

const QUARTER = '/impact?from=2024-10-01&to=2025-01-01';
const PROFIT = 'Profit improvement (modelled)';

test.describe('an executive', () => {
  as('executive');

  test('reads the doubt before the figure, and the figure with its quality in the same card', async ({ page }) => {
    await open(page, QUARTER);
    await expect(page.locator('.page-answer')).toContainText(
      /On hold: .*modelled|counts of .*modelled|Not assessed: .*modelled|An illustration: /,
    );
    const card = page.getByRole('region', { name: PROFIT });
    const words = (await card.locator('.profit').textContent())!;
    expect(words).toMatch(/^(On hold|Not assessed|Illustration|Counts)/);
    expect(words).toMatch(/P10–P50–P90/);
    await expect(card).toContainText('Quality on the same matters');
    if (!words.startsWith('Counts')) await expect(card.locator('.profit-figure')).toHaveClass(/is-held/);
  });

  test('sees a waterfall that adds up', async ({ page }) => {
    await open(page, QUARTER);
    const rows = page.locator('.waterfall > li:not(.is-part) .bar-value');
    const amounts = (await rows.allTextContents()).map((text) =>
      Number(text.replace('−', '-').replaceAll(/[^\d.-]/g, '')),
    );
    const profit = amounts.pop()!;
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    // Each is rounded to a whole unit of money.
    expect(Math.abs(sum - profit)).toBeLessThanOrEqual(amounts.length / 2);
  });

  test('finds quality beside every amount, and a table and an explanation in every menu', async ({ page }) => {
    await open(page, QUARTER);
    for (const name of [PROFIT, 'What is taken off on the way', 'What it hinges on']) {
      const card = page.getByRole('region', { name });
      await expect(card).toContainText('Quality on the same matters');
      await card.getByRole('button', { name: `More about: ${name}` }).click();
      await expect(page.getByRole('button', { name: 'How is this calculated?' })).toBeVisible();
      await page.getByRole('button', { name: 'Show as table' }).click();
      const table = page.getByRole('dialog').getByRole('table');
      await expect(table).toContainText('Quality on the same matters');
      await page.keyboard.press('Escape');
      await expect(table).toHaveCount(0);
    }
  });

  test('tries a number: the figure moves within a second, is an illustration, and stays after a reload', async ({
    page,
  }) => {
    await open(page, QUARTER);
    const figure = page.locator('.profit-figure');
    const before = (await figure.textContent())!;
    const field = page.getByLabel('Try another value: Share of freed time that becomes money');
    const answered = page.waitForResponse(/\/api\/v1\/impact$/);
    await field.fill('0.2');
    const answer = await answered;
    await expect(figure).not.toHaveText(before);
    // From the key to the whole answer: what is left of the second is drawing.
    expect(answer.status()).toBe(200);
    await answer.finished();
    expect(answer.request().timing().responseEnd).toBeLessThan(1000);
    await expect(page).toHaveURL(/try_realisation_factor=0\.2/);
    await expect(page.locator('.page-answer')).toContainText('An illustration');
    await expect(figure).toHaveClass(/is-held/);
    const tried = (await figure.textContent())!;
    await page.reload();
    await settled(page);
    await expect(figure).toHaveText(tried);
    await expect(field).toHaveValue('0.2');
    await page.getByRole('button', { name: 'Back to what is set' }).click();
    await expect(figure).toHaveText(before);
    await expect(page).not.toHaveURL(/try_/);
  });

  test('before the AI there is nothing to show, and each panel says what it needs', async ({ page }) => {
    await open(page, '/impact?from=2023-07-01&to=2023-10-01');
    await expect(page.locator('.page-answer')).toContainText('not known for this period');
    await expect(page.getByText('Not known for this period').first()).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('has no accessibility violation', async ({ page }) => {
        await open(page, QUARTER);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      });
    });

  test('is readable at 360 px without scrolling sideways', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, QUARTER);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });
});

test.describe('an administrator', () => {
  as('admin');

  test('changes an assumption, whose version the page of others names, and puts it back', async ({ page, browser }) => {
    const context = await browser.newContext({ storageState: sessionFile('executive') });
    const theirs = await context.newPage();
    const version = async () => {
      await open(theirs, QUARTER);
      const title = await theirs.getByRole('heading', { name: /^Assumptions, version \d+/ }).textContent();
      return Number(/\d+/.exec(title!)![0]);
    };
    const first = await version();

    await open(page, '/settings/assumptions');
    await expect(page.getByText('Without owner and date every result is an illustration')).toBeVisible();
    const group = page.getByRole('group', { name: 'Share of productive time spent on customers' });
    const value = group.getByLabel('Value', { exact: true });
    const before = await value.inputValue();
    await value.fill('0.95');
    await expect(group.getByText('Is not below the value.')).toBeVisible();
    await expect(group.getByLabel('High')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
    await value.fill('0.84');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await expect(page.getByText(`This is version ${first + 1}.`)).toBeVisible();
    expect(await version()).toBe(first + 1);
    await expect(theirs.getByRole('row').filter({ hasText: 'productive time' })).toContainText('0.84');

    await page.getByRole('button', { name: 'History of assumptions' }).click();
    const dialog = page.getByRole('dialog', { name: 'History: assumptions' });
    await expect(dialog).toContainText('occupancy 0.84');
    await dialog.getByRole('button', { name: 'Put back' }).first().click();
    await expect(value).toHaveValue(before);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText(`This is version ${first + 2}.`)).toBeVisible();
    expect(await version()).toBe(first + 2);
    await context.close();
  });

  test('adds a limit, is told what it lacks, and takes it away again', async ({ page }) => {
    await open(page, '/settings/comparison');
    await page.getByRole('button', { name: 'Add a limit' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Choose a date.')).toBeVisible();
    await expect(page.getByText('Say why.')).toBeVisible();
    await page.getByLabel('From', { exact: true }).fill('2030-01-01');
    await page.getByLabel('Points').fill('0.15');
    await page.getByLabel('Owner').fill('Board');
    await page.getByLabel('Reason').fill('A test');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Points')).toHaveValue('0.15');
    await page.getByRole('button', { name: /^Remove the limit/ }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await expect(page.getByText('No limit set: 0.10 counts')).toBeVisible();
  });
});

for (const person of ['service', 'analyst'] as const)
  test.describe(person, () => {
    as(person);
    test('reads it', async ({ page }) => {
      await open(page, '/impact');
      await expect(page.getByRole('heading', { level: 1, name: 'Impact' })).toBeVisible();
      await expect(page.locator('.page-answer')).not.toBeEmpty();
    });
  });

for (const person of ['lead', 'admin'] as const)
  test.describe(person, () => {
    as(person);
    test('is refused by address, with status 403', async ({ page }) => {
      expect((await page.goto('/impact'))?.status()).toBe(403);
      await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Impact', exact: true })).toHaveCount(0);
    });
  });
