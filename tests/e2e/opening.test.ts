import { as, expect, settled, test } from './support/test';

// A page that is answered ahead waits for its numbers only so long, and a busy machine may be later: it is opened anew then.

test.describe('an executive opens Overview', () => {
  as('executive');

  test.describe('without any script', () => {
    test.use({ javaScriptEnabled: false });

    test('and reads verdict, guardrails, tiles and what changed: they come with the page', async ({ page }) => {
      await expect(async () => {
        await page.goto('/overview');
        const waiting = page.locator('[data-state]:not([data-state="ok"])');
        expect(await waiting.count()).toBe(0);
      }).toPass();
      await expect(page.locator('.page-answer b')).toHaveText(/\S/);
      await expect(page.locator('.strip .stat')).toHaveCount(8);
      await expect(page.getByRole('region', { name: 'What changed' })).toBeVisible();
    });
  });

  test('nothing is asked twice; another filter is asked for by the page', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && asked.push(new URL(request.url()).pathname));
    const opened = async (path: string) => {
      asked.length = 0;
      await page.goto(path);
      await settled(page);
      await page.waitForLoadState('networkidle');
      expect(asked).toEqual([]);
    };
    await expect(() => opened('/overview')).toPass();
    await expect(() => opened('/overview?from=2024-01-01&to=2024-04-01&channel=chat')).toPass();
    await page
      .getByRole('region', { name: 'Filters' })
      .getByRole('button', { name: /^Channel/ })
      .click();
    await page.getByRole('checkbox', { name: /Chat/ }).uncheck();
    await settled(page);
    expect(asked).toContain('/api/v1/query');
  });
});
