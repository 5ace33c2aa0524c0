import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect } from './test';

/** What a click on an entry of a panel's menu downloads. */
export async function downloaded(page: Page, panel: string, entry: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: `More about: ${panel}` }).click();
  const download = page.waitForEvent('download');
  await page.getByText(entry, { exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

export async function openMenu(page: Page, panel: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `More about: ${panel}` }).click();
  await page.getByRole('button', { name: entry, exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** Width and height of a PNG; throws for anything else. */
export function pngSize(bytes: Buffer): { width: number; height: number } {
  if (bytes.subarray(1, 4).toString('latin1') !== 'PNG') throw new Error('This is no PNG.');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
