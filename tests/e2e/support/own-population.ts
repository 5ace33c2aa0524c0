import type { Page } from '@playwright/test';
import { expect, settled } from './test';

const WEEKS = ['2026-01-04', '2026-01-11', '2026-01-18', '2026-01-25', '2026-02-01'];
const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];

/** A person query of six people over five weeks, of whom three use Copilot. */
export const QUERY = {
  name: 'person-query.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'PersonId,MetricDate,Copilot_actions_taken_in_Teams',
      ...WEEKS.flatMap((week) => PEOPLE.map((person, n) => `${person},${week},${n % 2 === 0 ? 3 : 0}`)),
    ].join('\n'),
  ),
};

/** An analyst, let in by the administrator who is signed in on `page`, reads of these people on Adoption. */
export async function analystSees(page: Page, look: (page: Page) => Promise<void>): Promise<void> {
  const email = 'analyst@example.org';
  const password = 'a long enough one';
  const invited = await page.request.post('/api/v1/users', { data: { email, grants: [{ role: 'analyst' }] } });
  expect(invited.status()).toBe(201);
  const token = new URL((await invited.json()).link, page.url()).searchParams.get('token');
  expect((await page.request.post('/api/v1/invites/accept', { data: { token, password } })).status()).toBe(200);
  const context = await page
    .context()
    .browser()!
    .newContext({
      baseURL: new URL(page.url()).origin,
      storageState: { cookies: [], origins: [] },
    });
  const theirs = await context.newPage();
  await theirs.goto('/sign-in');
  await theirs.getByLabel('E-mail').fill(email);
  await theirs.getByLabel('Password').fill(password);
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await theirs.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await theirs.goto('/adoption?from=2026-01-01&to=2026-03-01');
  await settled(theirs);
  await look(theirs);
  await context.close();
}
