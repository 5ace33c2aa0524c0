import { test as base, expect, type Page } from '@playwright/test';
import { type Person, sessionFile } from './people';

export { expect };

/** Every page under test: what it logs as an error or throws fails the test. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A refusal or a lost connection that a test provokes is reported by the browser as a resource that failed to load.
      const isRefusal = /status of (401|403|404|409|422|429|503)|net::ERR_INTERNET_DISCONNECTED/.test(message.text());
      if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
    });
    await use(page);
    expect(complaints, 'errors on the console').toEqual([]);
  },
});

/** The tests of a file or group run as this person. */
export const as = (person: Person) => test.use({ storageState: sessionFile(person) });

/** Opens a page and waits until every panel shows a value or its designed blank. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await expect(page.locator('[data-state]').first()).toBeVisible();
  await expect(page.locator('[data-state="loading"]')).toHaveCount(0);
}

/** How far the page can be scrolled sideways, in px. */
export const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
