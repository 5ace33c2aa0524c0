import AxeBuilder from '@axe-core/playwright';
import { PEOPLE } from './support/people';
import { as, expect, sideways, test } from './support/test';

const TITLE = 'What is measured about us';

for (const person of PEOPLE)
  test.describe(person, () => {
    as(person);
    test('reaches it from the foot of every page', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: TITLE }).click();
      await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
      await expect(page.locator('.page-answer')).toContainText('Groups of at least 5 employees, never one person');
      await expect(page.getByRole('rowheader', { name: 'Which customer asked' })).toBeVisible();
    });
  });

test.describe('it', () => {
  as('lead');

  test('says of every field how it is kept, and of every role what it may do', async ({ page }) => {
    await page.goto('/measured');
    const customer = page.getByRole('row').filter({ hasText: 'customer_id' });
    await expect(customer).toContainText('only as a hash');
    const refused = page.getByRole('row').filter({ hasText: 'Read rows that were refused' });
    await expect(refused.getByText('yes')).toHaveCount(1);
    await expect(refused.getByText('no', { exact: true })).toHaveCount(4);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('has no accessibility violation', async ({ page }) => {
        await page.goto('/measured');
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      });
    });

  test('is readable at 360 px', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('/measured');
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });

  test('prints to a few A4 pages, without the frame and with every role in the table', async ({ page }) => {
    await page.setViewportSize({ width: 688, height: 1000 });
    await page.goto('/measured');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
    await expect(page.getByText('Demo: the sample company, invented')).toBeVisible();
    const [table, sheet] = [page.locator('.access-matrix'), page.locator('.measured')];
    expect((await table.boundingBox())!.width).toBeLessThanOrEqual((await sheet.boundingBox())!.width);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(2);
    expect(pages).toBeLessThanOrEqual(6);
  });
});

test('a stranger signs in first', async ({ page }) => {
  await page.goto('/measured');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fmeasured$/);
});
