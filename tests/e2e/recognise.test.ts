import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { as, expect, open, sideways, test } from './support/test';

// On the sample company nothing is kept here: what a file is, is told without storing it.
as('admin');

const csv = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
});
const TICKETS = csv(
  'export.csv',
  'Ticket ID,Requester,Created,Solved,Handled By,Status,Category',
  'T1,c1,2026-01-05 09:00:00,2026-01-05 09:30:00,Bot,Solved,Refund',
  'T2,c2,2026-01-05 10:00:00,,Agent,Open,Delivery',
  'T3,c3,yesterday,,Agent,Open,Delivery',
);
const SEAT = {
  name: 'seats.jsonl',
  mimeType: 'application/x-ndjson',
  buffer: Buffer.from('{"type":"seat","employee_id":"e1","tool":"claude","assigned_on":"2026-01-05"}\n'),
};

async function choose(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await open(page, '/sources');
  await page.getByLabel('Files to upload').setInputFiles(files);
}

test('files say what they are, what is read and dropped, within 5 s; discarded, nothing was stored', async ({
  page,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(new URL(request.url()).pathname));
  await choose(page, TICKETS, SEAT);
  const known = page.locator('[data-recognised="known"]');
  await expect(known).toContainText('1 seat', { timeout: 5000 });
  await expect(known).toContainText('Dropped now, never stored');
  await expect(page.locator('[data-recognised="unknown"]')).toContainText('A format nobody foresaw', { timeout: 5000 });
  for (const name of ['Discard seats.jsonl', 'Discard export.csv']) await page.getByRole('button', { name }).click();
  await expect(page.locator('.file-group')).toHaveCount(0);
  expect(new Set(sent)).toEqual(new Set(['/api/v1/recognise']));
});

test('a list of tickets is proposed a mapping; what would be rejected is told as it changes', async ({ page }) => {
  await choose(page, TICKETS);
  await page.getByRole('button', { name: 'Map its columns' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Every row is')).toHaveValue('conversation');
  await expect(dialog.getByText('1 row would be rejected')).toBeVisible();
  await expect(dialog.getByText('Created is not a time')).toContainText('“yesterday”');
  await dialog.getByLabel('How started_at is written').selectOption('dmy');
  await expect(dialog.getByText('3 rows would be rejected')).toBeVisible();
  await dialog.getByLabel('outcome needed').selectOption('');
  await expect(dialog.getByText('Still needed')).toContainText('outcome');
  await expect(dialog.getByRole('button', { name: 'Save the mapping' })).toBeDisabled();
  await dialog.getByLabel('Every row is').selectOption('seat');
  await expect(dialog.getByText('Still needed')).toContainText('assigned_on');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`what is told of files has no accessibility violation, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await choose(page, TICKETS, SEAT);
    await expect(page.locator('[data-recognised="known"]')).toBeVisible();
    const audit = async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    };
    await audit();
    await page.getByRole('button', { name: 'Map its columns' }).click();
    await expect(page.getByRole('dialog').getByText('1 row would be rejected')).toBeVisible();
    await audit();
  });

test('reads at 360 px without scrolling sideways, the mapping too', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await choose(page, TICKETS, SEAT);
  await expect(page.locator('[data-recognised="known"]')).toBeVisible();
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Map its columns' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('1 row would be rejected')).toBeVisible();
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
});
