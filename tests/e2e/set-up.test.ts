import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, settled, sideways, test } from './support/test';
import { COPILOT, LEDGER, LOGINS, ROSTER, TALKS, TICKETS } from './support/vendor-files';

// The first fifteen minutes, in one walk: from the printed link to numbers on Overview, without a command line.

/** Each upload starts a program of its own, which takes its time on a busy machine. */
const patiently = expect.configure({ timeout: 60_000 });

async function expectNoViolation(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  expect(await sideways(page)).toBeLessThanOrEqual(0);
}

const group = (page: Page, file: string) => page.locator('.file-group').filter({ hasText: file });
const upload = (page: Page, file: string) => page.locator('.upload').filter({ hasText: file });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function answer(files: Locator, page: Page, say: (dialog: Locator) => Promise<void>): Promise<void> {
  await files.getByRole('button', { name: /^Answer \d/ }).click();
  const dialog = page.getByRole('dialog');
  await say(dialog);
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Save the answers' }).click();
  await expect(dialog).toHaveCount(0);
}

test('the first fifteen minutes: from the printed link to numbers on Overview', async ({ page }) => {
  test.setTimeout(240_000);
  await test.step('the link makes the administrator, who begins with own data', async () => {
    await page.goto(process.env.TANDEM_E2E_SET_UP_LINK!);
    await page.getByLabel('Your e-mail').fill('first@example.org');
    await page.getByLabel('A password').fill('a long enough one');
    await page.getByLabel('The same again').fill('a long enough one');
    await page.getByRole('button', { name: 'Make me the administrator' }).click();
    await page.getByRole('link', { name: 'Start with our data' }).click();
  });

  await test.step('the company: a group of ten is proposed, and saving goes on', async () => {
    await expect(heading(page, 'Your company')).toBeVisible();
    await expect(page.getByLabel('People a figure must at least be about')).toHaveValue('10');
    await page.getByLabel('Name of the company').fill('Vilma');
    await expectNoViolation(page);
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await expect(heading(page, 'Files')).toBeFocused();
    await expect(page.locator('.sidebar')).toContainText('Vilma');
  });

  await test.step('files say in seconds what they are, and nothing is stored', async () => {
    await expect(page.getByRole('region', { name: 'Readiness' })).toContainText('Your data answer 0 of');
    const begun = Date.now();
    await page.getByLabel('Files to upload').setInputFiles([TICKETS, TALKS, COPILOT, ROSTER, ...LEDGER]);
    await expect(page.locator('[data-recognised="known"]')).toHaveCount(4);
    await expect(page.locator('[data-recognised="unknown"]')).toHaveCount(1);
    // Sixteen at once, on two processors that browser and server share.
    expect(Date.now() - begun).toBeLessThan(15_000);
    await expect(group(page, TICKETS.name)).toContainText('60 conversations');
    await expect(group(page, TICKETS.name)).toContainText('Dropped now, never stored');
    await expect(group(page, 'account.csv')).toContainText('none of its quarters can be told');
    await expectNoViolation(page);
    expect((await (await page.request.get('/api/v1/sources')).json()).sources).toEqual([]);
  });

  await test.step('tickets: the topic is a field of theirs, each graded; then they are kept', async () => {
    const tickets = group(page, TICKETS.name);
    await answer(tickets, page, async (dialog) => {
      await dialog
        .getByRole('radio', { name: /^Custom field 3601/ })
        .first()
        .check();
      const hard = (topic: string) => dialog.getByRole('radiogroup', { name: `How hard is ${topic}?` });
      await hard('refund').getByLabel('Moderate').check();
      await hard('late-delivery').getByLabel('Simple').check();
      await hard('address').getByLabel('Simple').check();
    });
    await expect(tickets).toContainText('which field is the same customer in every tool');
    await tickets.getByRole('button', { name: 'Keep' }).click();
    await group(page, TALKS.name).getByRole('button', { name: 'Keep' }).click();
    await group(page, COPILOT.name).getByRole('button', { name: 'Keep' }).click();
  });

  await test.step('a ledger: its accounts and its sales become quarters', async () => {
    const ledger = group(page, 'account.csv');
    await answer(ledger, page, async (dialog) => {
      await expect(dialog.getByText('Customer service', { exact: true }).locator('..')).toContainText('on 4 lines');
      await dialog.getByRole('checkbox', { name: /^Customer service \d/ }).check();
      await dialog.getByRole('radio', { name: /^Each invoice and sales receipt is one/ }).check();
    });
    await ledger.getByRole('button', { name: 'Keep 12 files' }).click();
  });

  await test.step('a roster nobody foresaw is mapped', async () => {
    await group(page, ROSTER.name).getByRole('button', { name: 'Map its columns' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('is_tech', { exact: false }).first().selectOption({ label: 'the same for every row …' });
    await dialog.getByLabel('is_tech of every row').selectOption('false');
    await dialog.getByLabel('Source: what files like this are called').fill('staff');
    await dialog.getByRole('button', { name: 'Save the mapping' }).click();
    await group(page, ROSTER.name).getByRole('button', { name: 'Keep' }).click();
    // The last of five, which go in one after the other.
    await expect(upload(page, ROSTER.name)).toContainText('20 rows read: 20 new', { timeout: 120_000 });
    for (const name of [TICKETS.name, TALKS.name, COPILOT.name, 'account.csv'])
      await expect(upload(page, name)).toContainText('All in');
    await expect(page.getByRole('region', { name: 'Questions about what is on record' })).toContainText('intercom');
    await expectNoViolation(page);
  });

  await test.step('people are matched by a list of logins', async () => {
    await page.getByRole('link', { name: 'Next: People' }).click();
    await expect(heading(page, 'People')).toBeFocused();
    const matched = page.getByRole('region', { name: 'People matched' });
    await expect(matched).toContainText('github-copilot 0 of 12 people matched');
    await page.getByLabel('List of logins (CSV)').setInputFiles([LOGINS]);
    await patiently(matched).toContainText('github-copilot 12 of 12 people matched');
    await expectNoViolation(page);
  });

  await test.step('finances: what the ledger told is there, the next quarter is pasted', async () => {
    await page.getByRole('link', { name: 'Next: Finances' }).click();
    await expect(page.getByRole('region', { name: 'Finances' })).toContainText('2 quarters of quickbooks');
    await page.getByLabel('Revenue, 2025-Q4').focus();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '1,200.50\t300\t40\n');
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    });
    await page.getByRole('button', { name: 'Months' }).click();
    await expect(page.getByText('What you typed under Quarters is not saved yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Quarters' }).click();
    await page.getByRole('button', { name: 'Save 1 quarter' }).click();
    await patiently(page.getByText('Saved: 1 new, 0 changed, 0 as before.')).toBeVisible();
    await expectNoViolation(page);
  });

  await test.step('go-live is the first event', async () => {
    await page.getByRole('link', { name: 'Next: Go-live' }).click();
    await page.getByLabel('Date').fill('2026-01-12');
    await page.getByLabel('Owner').fill('Care');
    await expectNoViolation(page);
    await page.getByRole('button', { name: 'Save and go on' }).click();
  });

  await test.step('ready: what is answered, and a role to read it by in one click', async () => {
    await expect(heading(page, 'Ready')).toBeFocused();
    await expect(page.getByRole('region', { name: 'Readiness' })).toContainText(/Your data answer [1-9]\d of \d\d/);
    await expect(page.getByRole('navigation', { name: 'Steps' }).getByText('(done)')).toHaveCount(5);
    await expectNoViolation(page);
    await page.getByRole('button', { name: 'Read as Executive' }).click();
    await expect(page.getByText('You read it as Executive.')).toBeVisible();
    await expectNoViolation(page);
    await page.getByRole('link', { name: 'Open Overview' }).click();
  });

  await test.step('Overview says a number about the customers, and one about the people', async () => {
    await expect(heading(page, 'Overview')).toBeVisible();
    await settled(page);
    // Twelve of nineteen employees on each of the working days on record; $300 for 40 transactions, as pasted.
    await expect(page.locator('main')).toContainText(/63\.2\s*%/);
    await expect(page.locator('main')).toContainText('$7.50');
    await expectNoViolation(page);
  });
});
