import AxeBuilder from '@axe-core/playwright';
import { as, expect, open, sideways, test } from './support/test';

const PAGES = ['/overview', '/service', '/adoption', '/quality', '/impact'];

as('executive');

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const path of PAGES)
      test(`${path} has no accessibility violation`, async ({ page }) => {
        await open(page, path);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      });
  });

test('a sign-in and an open filter have no accessibility violation', async ({ page }) => {
  await open(page, '/overview');
  await page.getByRole('button', { name: /^Period/ }).click();
  const opened = await new AxeBuilder({ page }).analyze();
  expect(opened.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('verdict, guardrails and tiles lie inside 1280 × 620', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 620 });
  await open(page, '/overview');
  await expect(page.locator('.guardrails tbody tr')).toHaveCount(4);
  await expect(page.locator('.strip .stat')).toHaveCount(8);
  for (const part of ['.page-answer', '.guardrails', '.strip']) {
    const box = await page.locator(part).boundingBox();
    expect(box!.y, part).toBeGreaterThanOrEqual(0);
    expect(box!.y + box!.height, part).toBeLessThanOrEqual(620);
  }
});

for (const path of PAGES)
  test(`${path} prints on A4: light, without navigation, nothing cut off`, async ({ page }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    // What a sheet holds between its margins, at 96 px an inch.
    await page.setViewportSize({ width: 703, height: 1024 });
    await open(page, path);
    for (const gone of ['.sidebar', '.filters', '.panel-menu']) await expect(page.locator(gone).first()).toBeHidden();
    await expect(page.locator('.print-head')).toContainText('no filter');
    await expect(page.locator('.print-head')).toContainText('Demo');
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    const cut = await page
      .locator('.panel, .stat, .guardrails')
      .evaluateAll((panels) =>
        panels
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
          .map(({ ariaLabel }) => ariaLabel),
      );
    expect(cut).toEqual([]);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
    expect(sheets).toBeGreaterThanOrEqual(1);
    expect(sheets).toBeLessThanOrEqual(5);
  });

for (const path of ['/overview', '/service', '/definitions', '/definitions/ai_share'])
  test(`${path} says on every sheet that the sample company is invented`, async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(path);
    await expect(page.getByText(/Demo: sample company, invented records/).filter({ visible: true })).toHaveCount(1);
    expect(await page.locator('.frame').evaluate((frame) => getComputedStyle(frame).getPropertyValue('page'))).toBe(
      'demo',
    );
  });

for (const path of PAGES)
  test(`${path} does not move while it loads`, async ({ page }) => {
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await open(page, path);
    await page.waitForTimeout(1000);
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.01);
  });

for (const path of PAGES)
  test(`${path} is readable at 360 px without scrolling sideways`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, path);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Menu' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Service' })).toBeVisible();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });

test('a choice of dark holds before any script runs', async ({ page, browser }) => {
  await open(page, '/overview');
  await page.getByRole('button', { name: 'Dark' }).click();
  const state = await page.context().storageState();
  const plain = await browser.newContext({ storageState: state, javaScriptEnabled: false });
  const drawn = await plain.newPage();
  await drawn.goto('/overview');
  await expect(drawn.locator('html')).toHaveAttribute('data-theme', 'dark');
  await plain.close();
});

test('Overview sends at most 300 kB of script before it is idle', async ({ page }) => {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  client.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await open(page, '/overview');
  await page.waitForLoadState('networkidle');
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(300_000);
});

test('prints without the frame', async ({ page }) => {
  await open(page, '/service');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Service' })).toBeVisible();
});
