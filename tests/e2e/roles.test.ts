import type { Person } from './support/people';
import { as, expect, open, test } from './support/test';

/** Every dashboard of the navigation; typed by hand from the table of roles, as is what each person sees of it. */
const TITLES = [
  'Overview',
  'Adoption',
  'Service',
  'Quality',
  'Impact',
  'Company',
  'Sources',
  'Definitions',
  'Settings',
];
const FIGURES = ['Overview', 'Adoption', 'Service', 'Quality', 'Impact', 'Company'];
const PAGES: Record<Person, { home: RegExp; listed: string[] }> = {
  executive: { home: /\/overview$/, listed: [...FIGURES, 'Definitions'] },
  lead: { home: /\/adoption\?department=/, listed: ['Adoption', 'Definitions'] },
  service: { home: /\/service$/, listed: [...FIGURES, 'Sources', 'Definitions'] },
  analyst: { home: /\/overview$/, listed: [...FIGURES, 'Sources', 'Definitions'] },
  admin: { home: /\/sources$/, listed: ['Sources', 'Definitions', 'Settings'] },
};

for (const [person, { home, listed }] of Object.entries(PAGES) as [Person, (typeof PAGES)[Person]][]) {
  test.describe(person, () => {
    as(person);

    test('lands where the week begins for them', async ({ page }) => {
      await page.goto('/');
      await expect(page).toHaveURL(home);
    });

    test('sees the pages of their role in the navigation, and no other dashboard', async ({ page }) => {
      await page.goto('/');
      const navigation = page.getByRole('navigation', { name: 'Main' });
      for (const title of listed)
        await expect(navigation.getByRole('link', { name: title, exact: true })).toBeVisible();
      for (const title of TITLES.filter((one) => !listed.includes(one)))
        await expect(navigation.getByRole('link', { name: title, exact: true })).toHaveCount(0);
    });

    for (const path of TITLES.filter((title) => !listed.includes(title)).map((title) => `/${title.toLowerCase()}`))
      test(`is refused ${path} in words, with status 403`, async ({ page }) => {
        const response = await page.goto(path);
        expect(response?.status()).toBe(403);
        await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
      });
  });
}

test.describe('a lead', () => {
  as('lead');

  test('sees their department beside the company, team by team', async ({ page }) => {
    await open(page, '/');
    const department = new URL(page.url()).searchParams.get('department')!;
    await expect(page.getByRole('heading', { level: 1, name: 'Adoption' })).toBeVisible();
    await expect(page.locator('.page-answer')).toContainText(department);
    const teams = page.getByRole('region', { name: 'Using AI on a working day, by team' });
    await expect(teams.getByText('Whole company')).toBeVisible();
  });

  test('is told of every panel that another department is not theirs', async ({ page }) => {
    await open(page, '/adoption?department=Legal');
    await expect(page.getByText('Not yours to see').first()).toBeVisible();
    await expect(page.locator('.bar-fill')).toHaveCount(0);
  });

  test('cannot fetch a service figure by the page’s own road', async ({ page }) => {
    await open(page, '/adoption');
    const status = await page.evaluate(async () => {
      const body = JSON.stringify({ metrics: ['csat_mean'], from: '2025-01-01', to: '2025-04-01' });
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/v1/query', { method: 'POST', headers, body })).status;
    });
    expect(status).toBe(403);
  });
});

test.describe('the head of service', () => {
  as('service');

  test('sees the company’s total in Adoption and no department', async ({ page }) => {
    await open(page, '/adoption');
    await expect(page.getByRole('button', { name: /^Department/ })).toHaveCount(0);
    await expect(page.locator('.page-answer')).toContainText('In the company');
    await expect(page.getByText('Not yours to see')).toHaveCount(0);
  });

  test('is refused a department by address', async ({ page }) => {
    await open(page, '/adoption?department=Legal');
    await expect(page.getByText('Not yours to see').first()).toBeVisible();
  });
});
