import fs from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { analystSees, QUERY } from './support/own-population';
import { expect, test } from './support/test';

// One walk: each step needs what the one before left.

const conversation = (id: number, changes: object = {}) =>
  JSON.stringify({
    ...{ type: 'conversation', id: `c${id}`, customer_id: `customer ${id}`, outcome: 'resolved', channel: 'chat' },
    ...{ started_at: '2026-01-05T09:00:00Z', ended_at: '2026-01-05T09:05:00Z' },
    ...{ first_handler: 'ai', ai_involved: true, human_involved: false, ...changes },
  });
const text = (name: string, ...rows: string[]) => ({
  name,
  mimeType: 'application/x-ndjson',
  buffer: Buffer.from(rows.map((row) => `${row}\n`).join('')),
});
const GOOD = text('good.jsonl', ...[1, 2, 3, 4].map((id) => conversation(id)));
const HALF = text(
  'half.jsonl',
  conversation(5),
  conversation(6, { csat: 9, channel: '<img src=x onerror=alert(1)>' }),
  '{"type"',
);
const BROKEN = {
  name: 'numbers.xlsx',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from('PK\x03\x04 and so on'),
};

async function expectNoViolation(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
}

async function upload(page: Page, files: (typeof BROKEN)[], source?: string): Promise<void> {
  await page.getByLabel('Files to upload').setInputFiles(files);
  if (source) await page.getByLabel('Source: where these come from').fill(source);
  await page.getByRole('button', { name: /^Keep/ }).click();
}

/** Each upload starts a program of its own, which takes its time on a busy machine. */
const patiently = expect.configure({ timeout: 60_000 });
const row = (page: Page, file: string) => page.locator('.upload').filter({ hasText: file });

test('from the link of the first start to the rejected rows of a first upload', async ({ page }) => {
  test.setTimeout(240_000);
  await test.step('the link makes the first administrator, who chooses how to begin', async () => {
    await page.goto(process.env.TANDEM_E2E_FIRST_LINK!);
    await page.getByLabel('Your e-mail').fill('first@example.org');
    await page.getByLabel('A password').fill('a long enough one');
    await page.getByLabel('The same again').fill('a long enough one');
    await page.getByRole('button', { name: 'Make me the administrator' }).click();
    await expect(page.getByRole('heading', { name: 'How do you want to begin?' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Look at the sample company' })).toBeVisible();
    await expectNoViolation(page);
  });

  await test.step('own data: nothing is there, and every kind of file says what it would answer', async () => {
    await page.getByRole('link', { name: 'Start with our data' }).click();
    // The set-up has a test of its own; Sources can be gone to at once.
    await expect(page.getByRole('heading', { name: 'Your company' })).toBeVisible();
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    await expect(page.locator('.page-answer')).toContainText('Nothing has come in yet');
    await expect(page.getByText('Conversations would answer 24 more questions')).toBeVisible();
  });

  await test.step('a good, a half-bad and a broken file say what they are before anything is stored', async () => {
    await page.getByLabel('Files to upload').setInputFiles([GOOD, HALF, BROKEN]);
    const known = page.locator('[data-recognised="known"]');
    await expect(known).toContainText('Canonical records');
    await expect(known).toContainText('2 rows would be rejected');
    await expect(page.locator('[data-recognised="failed"]')).toContainText('It is a ZIP archive');
    await expectNoViolation(page);
    await page.locator('[data-recognised="failed"]').getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByLabel('Source: where these come from').fill('helpdesk');
  });

  await test.step('kept, they go in as one run that says what became of them', async () => {
    await page.getByRole('button', { name: 'Keep 2 files' }).click();
    await patiently(row(page, 'half.jsonl')).toContainText('7 rows read: 5 new · 2 rejected');
    await patiently(row(page, 'half.jsonl')).toContainText(
      'half.jsonl, line 2: csat is not a whole number from 1 to 5',
    );
    await expect(page.locator('.page-answer')).toContainText('no last run failed');
    await expect(page.locator('.flow')).toHaveText(/7\s*rows read.*5\s*records.*5\s*counted/s);
    await expectNoViolation(page);
  });

  await test.step('the run names each rejected row, as text, and gives them as a file', async () => {
    await page.getByRole('link', { name: /see 2 rejected rows/ }).click();
    const rejected = page.getByRole('region', { name: 'Rejected rows' }).first();
    await expect(rejected.getByRole('rowheader', { name: 'half.jsonl, line 2' })).toBeVisible();
    await expect(rejected).toContainText('<img src=x onerror=alert(1)>');
    await expect(rejected.locator('img')).toHaveCount(0);
    await rejected.getByRole('button', { name: /^csat/ }).click();
    await expect(page).toHaveURL(/reason=csat/);
    await expect(rejected.locator('tbody tr')).toHaveCount(1);
    await expectNoViolation(page);
    const download = page.waitForEvent('download');
    await rejected.getByRole('link', { name: 'Download rows to fix' }).click();
    const lines = fs
      .readFileSync(await (await download).path(), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0]!)).toMatchObject({ type: 'conversation', id: 'c6', csat: 9 });
  });

  await test.step('fixed and sent again, the row is in; the rest is known', async () => {
    await upload(page, [text('fixed.jsonl', conversation(5), conversation(6, { csat: 4 }))]);
    await patiently(row(page, 'fixed.jsonl')).toContainText('2 rows read: 1 new · 1 known already');
    await page.getByRole('link', { name: 'All sources' }).click();
    await expect(page.locator('.page-answer')).toContainText('no last run failed');
  });

  await test.step('a file dropped anywhere on the page is taken', async () => {
    const activity = [1, 2, 3].map((id) =>
      JSON.stringify({
        type: 'tool_activity',
        employee_id: `e${id}`,
        tool: 'claude',
        date: '2026-01-05',
        interactions: 2,
      }),
    );
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], 'usage.jsonl'));
      return data;
    }, activity.join('\n'));
    await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    await expect(page.getByText('Let go to add the files')).toBeVisible();
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    await page.getByLabel('Source: where these come from').fill('assistant');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await patiently(row(page, 'usage.jsonl')).toContainText('3 rows read: 3 new');
    const unmatched = page.getByRole('region', { name: 'People not on the roster' });
    await expect(unmatched).toContainText('assistant 3 people with 3 records');
  });

  await test.step('a roster in a format nobody foresaw is mapped, and goes in as its source from then on', async () => {
    const roster = (name: string, ...lines: string[]) => ({
      ...{ name, mimeType: 'text/csv' },
      buffer: Buffer.from(['Worker No;Dept;Worker Type;Hired', ...lines, ''].join('\n')),
    });
    await page
      .getByLabel('Files to upload')
      .setInputFiles(
        roster('people.csv', '1;Care;Regular;14/03/2021', '2;Care;External;31/12/2024', '3;Care;Regular;soon'),
      );
    await page.getByRole('button', { name: 'Map its columns' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Every row is')).toHaveValue('employee');
    await expect(dialog.getByText('Still needed')).toContainText('is_tech');
    await dialog.getByLabel('is_tech', { exact: false }).first().selectOption({ label: 'the same for every row …' });
    await dialog.getByLabel('is_tech of every row').selectOption('false');
    await expect(dialog.getByText('1 row would be rejected')).toBeVisible();
    await expect(dialog.getByText('Hired is not a date')).toContainText('“soon”');
    await dialog.getByLabel('Source: what files like this are called').fill('staff');
    await expectNoViolation(page);
    await dialog.getByRole('button', { name: 'Save the mapping' }).click();
    await expect(page.locator('[data-recognised="known"]')).toContainText(
      'Files of staff, with your mapping (version 1)',
    );
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await patiently(row(page, 'people.csv')).toContainText('3 rows read: 2 new · 1 rejected');
    // The next one is known by its columns.
    await page.getByLabel('Files to upload').setInputFiles(roster('people-2.csv', '4;Care;Regular;01/02/2022'));
    await expect(page.locator('[data-recognised="known"]')).toContainText('Files of staff');
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
  });

  await test.step('how hard a topic is, is said by keys, and kept in versions', async () => {
    const refunds = text(
      'more.jsonl',
      ...[7, 8].map((id) => conversation(id, { intent: 'refund' })),
      conversation(9, { intent: 'fraud' }),
    );
    await page.getByLabel('Files to upload').setInputFiles([refunds]);
    // The source before it reads rosters by its mapping: that name is not proposed for conversations.
    await expect(page.getByLabel('Source: where these come from')).toHaveValue('more');
    await page.getByLabel('Source: where these come from').fill('helpdesk');
    await page.getByRole('button', { name: 'Answer 1 question' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radiogroup', { name: 'How hard is refund?' }).getByLabel('Simple').focus();
    await page.keyboard.press('1');
    await page.keyboard.press('3');
    await expect(dialog.getByRole('radiogroup', { name: 'How hard is refund?' }).getByLabel('Simple')).toBeChecked();
    await expect(dialog.getByRole('radiogroup', { name: 'How hard is fraud?' }).getByLabel('Complex')).toBeChecked();
    await expectNoViolation(page);
    await dialog.getByRole('button', { name: 'Save the answers' }).click();
    await expect(page.getByRole('button', { name: 'Change the answers' })).toBeVisible();
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await patiently(row(page, 'more.jsonl')).toContainText('3 rows read: 3 new');
    await page.getByText('helpdesk', { exact: true }).first().click();
    await page.getByRole('button', { name: 'What you said of it' }).click();
    await expect(page.getByRole('dialog')).toContainText('Versions (1)');
    await expect(
      page.getByRole('dialog').getByRole('radiogroup', { name: 'How hard is fraud?' }).getByLabel('Complex'),
    ).toBeChecked();
    await expectNoViolation(page);
    await page.keyboard.press('Escape');
  });

  await test.step('a source is deleted once its name is typed', async () => {
    await page.getByText('assistant', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Delete assistant …' }).click();
    const sure = page.getByRole('dialog').getByRole('button', { name: 'Delete assistant' });
    await expect(sure).toBeDisabled();
    await page.getByLabel('Type assistant to confirm').fill('assistant');
    await expectNoViolation(page);
    await sure.click();
    await patiently(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'People not on the roster' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: /^2 sources/ })).toBeVisible();
  });

  await test.step('de-identified people are a source of their own, and a panel of their own for those who may', async () => {
    await upload(page, [QUERY], 'viva-insights');
    await patiently(row(page, 'person-query.csv')).toContainText('30 rows read: 30 new');
    await expect(page.getByText('De-identified: a population of its own')).toBeVisible();
    await expect(page.getByRole('region', { name: 'People not on the roster' })).toHaveCount(0);
    await expectNoViolation(page);
    await analystSees(page, async (theirs) => {
      const panel = theirs.getByRole('region', { name: 'People of viva-insights, de-identified' });
      await expect(panel.getByRole('heading')).toContainText('50.0 % of 6 were active in the 28 days to 7 Feb 2026');
      await panel.getByText('Periods as a table').click();
      await expect(panel.locator('tbody tr')).toHaveCount(5);
      await expect(panel.locator('tbody tr').last()).toContainText('3650.0 %');
      await expectNoViolation(theirs);
    });
  });

  await test.step('60 MB sent arrive whole: their last byte is what is complained of', async () => {
    const row = `{"type":"seat","notes":"${'x'.repeat(1_000_000)}"},`;
    // An array that is followed by something else goes in not at all.
    const parts = [Buffer.from('['), ...new Array<Buffer>(60).fill(Buffer.from(row)), Buffer.from('{}] and more')];
    const sent = { data: Buffer.concat(parts), timeout: 60_000 };
    const response = await page.request.post('/api/v1/ingest/large?name=large.json', sent);
    expect(response.status()).toBe(422);
    expect((await response.json()).detail).toContain('The JSON array is followed by something else.');
  });
});
