// node scripts/pictures.mjs: the pictures in docs/, of a running server at TANDEM_E2E_URL that shows the reference company.
import { chromium } from '@playwright/test';
import { systemChromium } from './lib/chromium.mjs';

const PICTURES = ['overview', 'service', 'quality', 'impact'];

const baseURL = process.env.TANDEM_E2E_URL ?? 'http://127.0.0.1:3000';
const browser = await chromium.launch({ executablePath: systemChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage({ baseURL, viewport: { width: 1440, height: 900 } });
await page.goto('/sign-in');
await page.getByLabel('E-mail').fill('executive@demo.local');
await page.getByLabel('Password').fill(process.env.TANDEM_DEMO_PASSWORD ?? '');
await page.getByRole('button', { name: 'Sign in', exact: true }).click();
await page.waitForURL('**/overview');
for (const name of PICTURES) {
  await page.goto(`/${name}`);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('[data-state="loading"]'));
  await page.screenshot({ path: `docs/${name}.png` });
}
await browser.close();
