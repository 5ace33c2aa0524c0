import { defineConfig } from '@playwright/test';
import { systemChromium } from './scripts/lib/chromium.mjs';

/** Tests that change records: on an empty workspace of their own, which waits for its first administrator. */
const OWN_DATA = '**/own-data.test.ts';
const firstLink = process.env.TANDEM_E2E_FIRST_LINK;

/**
 * Against a running production server that shows the reference company: TANDEM_E2E_URL and TANDEM_DEMO_PASSWORD.
 * With TANDEM_E2E_FIRST_LINK also against one that printed this link.
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
    launchOptions: { executablePath: systemChromium(), args: ['--no-sandbox'] },
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'sample', testIgnore: OWN_DATA },
    ...(firstLink ? [{ name: 'own-data', testMatch: OWN_DATA, use: { baseURL: new URL(firstLink).origin } }] : []),
  ],
  outputDir: 'test-results',
});
