import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** A file the page has given. */
export interface Download {
  readonly name: string;
  readonly content: Buffer;
}

/** Presses what gives a file, and takes it. */
export async function download(page: Page, button: Locator): Promise<Download> {
  const [given] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: given.suggestedFilename(), content: await readFile(await given.path()) };
}

/** The lines of a CSV file, without its byte order mark. No cell of them has a line end in it. */
export function linesOf({ content }: Download): string[] {
  return content
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
}
