import { chromium, type FullConfig } from '@playwright/test';
import { emailOf, PEOPLE, password, sessionFile } from './people';

/** Signs everybody in once: the sign-in itself is throttled and slow on purpose. */
export default async function signEverybodyIn(config: FullConfig): Promise<void> {
  // Other projects begin on empty workspaces, where nobody can sign in.
  const { baseURL, launchOptions } = config.projects.find(({ name }) => name === 'sample')!.use;
  const browser = await chromium.launch(launchOptions);
  for (const person of PEOPLE) {
    const page = await browser.newPage({ baseURL });
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(emailOf(person));
    await page.getByLabel('Password').fill(password());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.context().storageState({ path: sessionFile(person) });
    await page.close();
  }
  await browser.close();
}
