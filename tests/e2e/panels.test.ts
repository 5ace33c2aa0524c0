import { as, expect, open, test } from './support/test';

test.describe('an executive', () => {
  as('executive');

  test('reads a tile’s table, its definition with both sides, and downloads it', async ({ page }) => {
    await open(page, '/overview');
    const more = page.getByRole('button', { name: 'More about: Solved by AI for good' });
    await more.click();
    await page.getByRole('button', { name: 'How is this calculated?' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Formula');
    await expect(dialog).toContainText(/[\d,]+ ÷ [\d,]+/);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    await more.click();
    await page.getByRole('button', { name: 'Show as table' }).click();
    await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
    await page.keyboard.press('Escape');

    await more.click();
    const href = await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href');
    const file = await page.request.get(href!);
    expect(file.status()).toBe(200);
    expect(file.headers()['content-type']).toContain('text/csv');
    expect(await file.text()).toContain('durable_automation_rate');
  });

  test('never sees a cost without its quality', async ({ page }) => {
    await open(page, '/overview');
    const tile = page.getByRole('region', { name: 'Service cost per transaction' });
    await expect(tile).toContainText('customer satisfaction');
  });

  test('breaks the table down by market, sorted by a click', async ({ page }) => {
    await open(page, '/service');
    await page.getByRole('button', { name: 'Market', exact: true }).click();
    await expect(page).toHaveURL(/table=market/);
    const table = page.getByRole('table', { name: 'Service by market' });
    await expect(table.getByRole('row').nth(1)).toBeVisible();
    await table.getByRole('button', { name: /^Market/ }).click();
    await expect(table.getByRole('columnheader', { name: /^Market/ })).toHaveAttribute('aria-sort', 'descending');
  });

  test('sees by which day customers come back, with intervals and the definition', async ({ page }) => {
    await open(page, '/service');
    const panel = page.getByRole('region', { name: 'When customers come back', exact: true });
    const ai = panel.getByRole('row', { name: /^AI\b(?!,)/ });
    await expect(ai).toContainText(/[\d.]+\s%\s[\d.]+–[\d.]+/);
    await expect(ai.getByRole('cell').last()).toHaveText(/^[\d,]+$/);
    await expect(panel.getByText('day 7', { exact: true })).toBeVisible();
    await panel.getByRole('button', { name: 'More about: When customers come back' }).click();
    await page.getByRole('button', { name: 'How is this calculated?' }).click();
    await expect(page.getByRole('dialog')).toContainText('Formula');
  });

  test('sees what “solved” rests on, in shares that make a whole', async ({ page }) => {
    await open(page, '/service');
    const panel = page.getByRole('region', { name: 'What “solved” rests on' });
    const bounds = panel.getByRole('table', { name: 'Solved, at least and at most' });
    await expect(bounds.getByRole('row', { name: /^AI\b(?!,)/ })).toContainText(/%.*%/);
    const shares = panel.getByRole('table', { name: 'Of the solved, by what says so' });
    const ofAi = await shares.locator('tbody tr td:nth-child(2)').allTextContents();
    expect(ofAi).toHaveLength(5);
    expect(ofAi.reduce((sum, text) => sum + Number.parseFloat(text), 0)).toBeCloseTo(100, 0);
  });

  for (const [path, ...tables] of [
    ['/service', 'Share that came back within so many days', 'First answer and time to solve by channel', 'Service by'],
    ['/impact', 'Assumptions'],
  ] as const)
    test(`reads the tables of ${path} on a phone without scrolling them sideways`, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, path);
      for (const name of tables) {
        const table = page.locator(`.table-scroll[aria-label^="${name}"]`);
        await table.scrollIntoViewIfNeeded();
        expect(await table.evaluate((one) => one.scrollWidth - one.clientWidth), name).toBeLessThanOrEqual(0);
      }
    });

  test('is told in words when the server fails, and can try again', async ({ page }) => {
    await page.route('**/api/v1/query', (route) =>
      route.fulfill({ status: 429, json: { title: 'Too many requests', status: 429, detail: 'Wait a moment.' } }),
    );
    await open(page, '/adoption');
    await expect(page.getByRole('alert').first()).toContainText('Wait a moment.');
    await page.unroute('**/api/v1/query');
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(page.locator('.bar-fill').first()).toBeVisible();
  });

  test('sees the sample company marked on every page', async ({ page }) => {
    for (const path of ['/overview', '/service', '/adoption']) {
      await open(page, path);
      await expect(page.getByRole('navigation').getByText('Sample company')).toBeVisible();
    }
  });
});

test.describe('keyboard', () => {
  as('analyst');

  test('opens, walks and leaves a filter without a mouse', async ({ page }) => {
    await open(page, '/overview');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
    const compare = page.getByRole('button', { name: /^Compare/ });
    await compare.focus();
    await page.keyboard.press('Enter');
    await expect(compare).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/compare=previous_year/);
    await expect(compare).toBeFocused();
  });

  test('walks a menu by arrow keys and leaves it by Escape', async ({ page }) => {
    await open(page, '/overview');
    const more = page.getByRole('button', { name: 'More about: Solved by AI for good' });
    await more.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('button', { name: 'Show as table' })).toBeFocused();
    await page.keyboard.press('End');
    await expect(page.getByRole('button', { name: 'Download PNG' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('button', { name: 'Show as table' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(more).toBeFocused();
    await expect(more).toHaveAttribute('aria-expanded', 'false');
  });

  test('finds a department, a period and a figure’s definition by Ctrl K', async ({ page }) => {
    await open(page, '/overview');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox');
    await expect(field).toBeFocused();
    await field.fill('legal');
    await expect(page.getByRole('option', { name: /Legal/ })).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('1 found');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/adoption\?department=Legal/);
    await page.keyboard.press('Control+k');
    await field.fill('whole month');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/adoption\?department=Legal&from=\d{4}-\d\d-01&to=\d{4}-\d\d-01/);
    await page.keyboard.press('Control+k');
    await field.fill('nothing of the kind');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Nothing found');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await field.fill('good solved');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/definitions\/durable_automation_rate$/);
  });
});
