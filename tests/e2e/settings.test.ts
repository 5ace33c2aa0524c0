import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { sessionFile } from './support/people';
import { as, expect, open, sideways, test } from './support/test';

const PARTS = ['people', 'keys', 'targets', 'events', 'calendar', 'assumptions', 'comparison', 'privacy', 'audit'];
const PASSWORD = 'a password for one test';

/** Everything here ends as it began: other tests share the workspace. */
const read = async (request: APIRequestContext) => (await (await request.get('/api/v1/settings')).json()).settings;
const put = async (request: APIRequestContext, name: string, value: unknown) => {
  const { version } = (await read(request))[name];
  expect((await request.put(`/api/v1/settings/${name}`, { data: { value, version } })).status()).toBe(200);
};

const violations = async (page: Page) => {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

test.describe('an administrator', () => {
  as('admin');

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      for (const part of PARTS)
        test(`/settings/${part} has no accessibility violation`, async ({ page }) => {
          await open(page, `/settings/${part}`);
          expect(await violations(page)).toEqual([]);
        });

      test('an open dialog has no accessibility violation', async ({ page }) => {
        await open(page, '/settings/people');
        await page.getByRole('button', { name: 'Invite somebody' }).click();
        await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Team lead' });
        await page.getByRole('button', { name: 'Make the link' }).click();
        await expect(page.getByText('An e-mail address is missing.')).toBeVisible();
        await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/An e-mail address is missing/);
        expect(await violations(page)).toEqual([]);
      });
    });

  for (const part of PARTS)
    test(`/settings/${part} is readable at 360 px without scrolling sideways`, async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(page, `/settings/${part}`);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
    });

  test('invites a lead, who chooses a password and sees their page alone, until disabled', async ({
    page,
    browser,
  }) => {
    const email = `lead-${Date.now()}@example.com`;
    await open(page, '/settings');
    await expect(page).toHaveURL(/\/settings\/people$/);
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Team lead' });
    const department = page.getByRole('group', { name: 'Departments they lead' }).getByRole('checkbox').first();
    await department.check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.getByLabel('Link').inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    const row = page.getByRole('row').filter({ hasText: email });
    await expect(row).toContainText('Invited');

    const context = await browser.newContext();
    const theirs = await context.newPage();
    await theirs.goto(link);
    await expect(theirs.getByText(email)).toBeVisible();
    expect(await violations(theirs)).toEqual([]);
    await theirs.getByLabel('A password of at least 8 characters').fill(PASSWORD);
    await theirs.getByLabel('The same again').fill('another one');
    await theirs.getByRole('button', { name: 'Go on' }).click();
    await expect(theirs.locator('.form-error')).toContainText('differ');
    await theirs.getByLabel('The same again').fill(PASSWORD);
    await theirs.getByRole('button', { name: 'Go on' }).click();
    await expect(theirs).toHaveURL(/\/adoption\?department=/);
    const navigation = theirs.getByRole('navigation', { name: 'Main' });
    await expect(navigation.getByRole('link', { name: 'Adoption' })).toBeVisible();
    await expect(navigation.getByRole('link', { name: /^(Overview|Service|Settings)$/ })).toHaveCount(0);
    expect((await theirs.goto('/settings/people'))?.status()).toBe(403);
    expect((await theirs.request.get('/api/v1/users')).status()).toBe(403);
    await theirs.goto(link);
    await expect(theirs.getByRole('heading', { name: 'This link does not open anything' })).toBeVisible();

    await page.reload();
    await expect(row).toContainText('Active');
    await row.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await expect(page.getByRole('button', { name: 'Let them in again' })).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).first().click();
    await expect(row).toContainText('Disabled');
    await theirs.goto('/adoption');
    await expect(theirs).toHaveURL(/\/sign-in/);
    await context.close();
  });

  test('cannot change their own roles, and is told who can', async ({ page }) => {
    await open(page, '/settings/people');
    await page.getByRole('row').filter({ hasText: 'you' }).getByRole('button', { name: 'Change' }).click();
    await expect(page.getByText('Nobody changes their own roles')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Disable' })).toHaveCount(0);
  });

  test('makes a key that works, sees it once, and revokes it', async ({ page, playwright, baseURL }) => {
    const name = `Report ${Date.now()}`;
    await open(page, '/settings/keys');
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Ask for numbers').check();
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Analyst' });
    await page.getByRole('button', { name: 'Make the key' }).click();
    const key = await page.getByLabel('Key', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    const program = await playwright.request.newContext({
      baseURL,
      extraHTTPHeaders: { authorization: `Bearer ${key}` },
    });
    const status = async (path: string) => (await program.get(path)).status();
    expect(await status('/api/v1/metrics')).toBe(200);
    expect(await status('/api/v1/keys')).toBe(403);

    await page.reload();
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText('ask as Analyst');
    expect(await page.content()).not.toContain(key);
    await row.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(row).toContainText('Revoked');
    expect(await status('/api/v1/metrics')).toBe(401);
    await program.dispose();
  });

  test('sets a target, which an executive sees beside the number, and takes it away', async ({ page, browser }) => {
    const before = (await read(page.request)).targets.value;
    await open(page, '/settings/targets');
    const field = page.getByLabel('Revenue per employee');
    await field.fill('a lot');
    await expect(page.getByText('This is no amount')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
    await field.fill('1.25 M');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    await expect(field).toHaveValue('1,250,000');
    try {
      const context = await browser.newContext({ storageState: sessionFile('executive') });
      const theirs = await context.newPage();
      await theirs.goto('/overview');
      const tile = theirs.getByRole('region', { name: 'Revenue per employee' });
      await expect(tile).toContainText(/target \$1\.25\sM/);
      await context.close();
      await field.fill('');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
      expect((await read(page.request)).targets.value).toEqual(before);
    } finally {
      await put(page.request, 'targets', before);
    }
  });

  test('is told when somebody else was faster, and before leaving what is not saved', async ({ page }) => {
    const { value: before } = (await read(page.request)).week_start;
    const [mine, theirs] = [6, 7].filter((day) => day !== before);
    await open(page, '/settings/calendar');
    await page.getByLabel('A week begins on').selectOption(String(mine ?? 5));
    await put(page.request, 'week_start', theirs ?? 4);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Somebody else was faster.')).toBeVisible();

    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Privacy' }).click();
    expect(asked).toEqual(['What you changed here is not saved. Leave without it?']);
    await expect(page).toHaveURL(/\/settings\/calendar$/);

    await page.getByRole('button', { name: 'Take theirs' }).click();
    await expect(page.getByLabel('A week begins on')).toHaveValue(String(theirs ?? 4));
    await expect(page.getByText('Nothing to save.')).toBeVisible();
    await put(page.request, 'week_start', before);
  });

  test('adds an event with its fields’ complaints, and an empty one is not kept', async ({ page }) => {
    await open(page, '/settings/events');
    await page.getByRole('button', { name: 'Add an event' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Choose a date.')).toBeVisible();
    await expect(page.getByLabel('What happened').last()).toHaveAccessibleDescription(/Say in a few words/);
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByText('Choose a date.')).toHaveCount(0);
  });

  test('finds a zone by a part of its name, with the keyboard alone', async ({ page }) => {
    await open(page, '/settings/calendar');
    const zone = page.getByLabel('Time zone');
    await zone.focus();
    await zone.press('ArrowDown');
    await zone.pressSequentially('stockh');
    await expect(page.getByRole('option', { name: 'Europe/Stockholm' })).toBeVisible();
    await zone.press('Enter');
    await expect(zone).toHaveValue('Europe/Stockholm');
    await expect(page.getByText('Changes not saved yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test('reads who changed what in the log, filtered by address, and takes it away', async ({ page }) => {
    const { value: before } = (await read(page.request)).week_start;
    await put(page.request, 'week_start', before === 3 ? 2 : 3);
    await put(page.request, 'week_start', before);
    await open(page, '/settings/audit?action=change&person=admin%40demo.local');
    await expect(page.getByRole('button', { name: /^Did Changed/ })).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'First day of the week' }).first()).toBeVisible();
    await page.getByRole('button', { name: /^By way of/ }).click();
    await page.getByRole('button', { name: 'a key', exact: false }).last().click();
    await expect(page).toHaveURL(/road=key/);
    await expect(page.getByText('Nothing of this kind is in the log')).toBeVisible();
    await page.getByRole('button', { name: 'Take all filters away' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^tandem-audit-.*\.csv$/);
  });
});

test.describe('anybody else', () => {
  as('executive');

  for (const part of ['', ...PARTS.map((one) => `/${one}`)])
    test(`is refused /settings${part}`, async ({ page }) => {
      expect((await page.goto(`/settings${part}`))?.status()).toBe(403);
      await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
    });
});

test('a stranger comes back to the part of Settings they asked for', async ({ page }) => {
  await page.goto('/settings/audit?action=export');
  expect(new URL(page.url()).searchParams.get('next')).toBe('/settings/audit?action=export');
});
