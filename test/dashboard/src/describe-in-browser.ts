import { ProgramError } from '@kubemonitor/peer-programs';
import type { Browser, BrowserContext } from 'playwright-core';
import {
  findChromium,
  launchBrowser,
  openContext,
  openPage,
  type ContextOptions,
  type WatchedPage,
} from './browser';

/**
 * Opens a page; with options in a context of its own, without in one whose pages share what the
 * browser keeps of the server's files. Either is as new: the test before has left nothing.
 */
export type OpenPage = (url: string, options?: ContextOptions) => Promise<WatchedPage>;

/**
 * A block of tests that need a real browser. Without one they fail in CI (CI=true); elsewhere
 * one skipped test says why they have not run.
 */
export function describeInBrowser(name: string, tests: (open: OpenPage) => void): void {
  const reason = whyNot();
  describe(name, () => {
    if (reason !== undefined) {
      process.stderr.write(`${name}: not run: ${reason}\n`);
      it.skip(`not run: ${reason}`, () => undefined);
      return;
    }
    let browser: Browser;
    let shared: BrowserContext;
    beforeAll(async () => {
      browser = await launchBrowser();
      shared = await openContext(browser);
    });
    afterEach(async () => {
      await empty(shared);
      for (const context of browser.contexts()) if (context !== shared) await context.close();
    });
    afterAll(() => browser.close());
    tests(async (url, options) =>
      openPage(options === undefined ? shared : await openContext(browser, options), url),
    );
  });
}

/** Closes the pages and forgets what they have stored. */
async function empty(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    if (page.url().startsWith('http')) await page.evaluate(() => localStorage.clear());
    await page.close();
  }
  await context.clearCookies();
}

function whyNot(): string | undefined {
  try {
    findChromium();
    return undefined;
  } catch (error) {
    if (!(error instanceof ProgramError) || process.env.CI === 'true') throw error;
    return error.message;
  }
}
