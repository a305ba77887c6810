import { findProgram } from '@kubemonitor/peer-programs';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
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

export interface ContextOptions extends BrowserContextOptions {
  /** Where the page's clock stands; '' = it runs. Left out: where the played server's stands. */
  readonly now?: string;
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

/** A place of its own in the browser: nothing is kept for or shared with others. */
export async function openContext(
  browser: Browser,
  { now = NOW, ...options }: ContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1_440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(WAIT_MS);
  if (now !== '') await context.clock.setFixedTime(new Date(now));
  return context;
}

/** Opens a page and watches it. */
export async function openPage(context: BrowserContext, url: string): Promise<WatchedPage> {
  const page = await context.newPage();
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
