import { defineConfig } from '@playwright/test';
import { testChromium } from './scripts/lib/chromium.mjs';

/** Tests that change records: each on an empty workspace of its own, which waits for its first administrator. */
const OWN_DATA = '**/own-data.test.ts';
const SET_UP = '**/set-up.test.ts';
const firstLink = process.env.TANDEM_E2E_FIRST_LINK;
const setUpLink = process.env.TANDEM_E2E_SET_UP_LINK;

/** The project of a test that begins at a link which makes the first administrator, where there is one. */
const beginningAt = (name: string, link: string | undefined, testMatch: string) =>
  link ? [{ name, testMatch, use: { baseURL: new URL(link).origin } }] : [];

/**
 * Against a running production server that shows the reference company: TANDEM_E2E_URL and TANDEM_DEMO_PASSWORD.
 * With TANDEM_E2E_FIRST_LINK and TANDEM_E2E_SET_UP_LINK also against those that printed these links.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/support/global-setup.ts',
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.TANDEM_E2E_URL ?? process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    launchOptions: { executablePath: testChromium(), args: ['--no-sandbox'] },
    viewport: { width: 1280, height: 800 },
    // Recording every test takes a third of its time: TANDEM_E2E_TRACE=1 does so where one is looked into.
    trace: process.env.TANDEM_E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  // The long walks first: at the end they would run alone.
  projects: [
    ...beginningAt('own-data', firstLink, OWN_DATA),
    ...beginningAt('set-up', setUpLink, SET_UP),
    { name: 'sample', testIgnore: [OWN_DATA, SET_UP] },
  ],
  outputDir: 'test-results',
});
