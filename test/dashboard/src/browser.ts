import { findProgram, ProgramError } from '@kubemonitor/peer-programs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { NOW } from './played-api';

/** A condition may take so long to come true on a slow, busy machine. */
const WAIT_MS = 60_000;

/** No network but the loopback interface, no sandbox (root in a container has none). */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

/** A page with what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors that nobody caught, violations of the content security policy, dialogs. */
  readonly faults: readonly string[];
}

/** What opens a page in a context of its own: nothing is shared with others. */
export type OpenPage = (url: string, options?: PageOptions) => Promise<WatchedPage>;

export interface PageOptions extends BrowserContextOptions {
  /** Where the page's clock stands; undefined = it runs. Left out: where the played server's stands. */
  readonly now?: string;
  /** Script put into every page before its own. */
  readonly script?: string;
}

/** Path of Debian's Chromium; installed when it is missing and we are root. @throws ProgramError */
export function findChromium(): string {
  return findProgram({ packageName: 'chromium', program: /^chromium$/ }, true, (text) =>
    process.stderr.write(`${text}\n`),
  );
}

/** Starts a browser without a window. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS, timeout: WAIT_MS });
}

/** Opens a page in a context of its own and watches it. */
export async function openPage(
  browser: Browser,
  url: string,
  { now = NOW, script, ...options }: PageOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1_440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(WAIT_MS);
  if (script !== undefined) await context.addInitScript({ content: script });
  const page = await context.newPage();
  if (now !== '') await page.clock.setFixedTime(new Date(now));
  const faults = watch(page);
  await page.goto(url);
  return { page, faults };
}

function watch(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(`csp: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return faults;
}

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
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
    });
    afterAll(() => browser.close());
    tests((url, options) => openPage(browser, url, options));
  });
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
