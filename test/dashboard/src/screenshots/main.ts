// `npm run screenshots [folder]`: pictures of every view in light and dark, on a desktop and on
// a phone, of an hour of the played cluster.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ApiServer } from '../api-server';
import { launchBrowser, openContext, openPage } from '../browser';
import { makeLists } from '../cluster/lists';
import { playReports } from '../cluster/player';
import { NOW } from '../played-api';
import { ensureKoreanFont } from './korean-font';
import { toPalette } from './palette-png';
import { DEVICES, SCHEMES, VIEWS, type Device, type Scheme, type View } from './views';

const INTERVAL_SECONDS = 15;
const HOUR_TICKS = 241;

/** worker-2 was away for five minutes. */
const GAP = [100, 80] as const;

/** Of a long page the beginning is pictured. CSS px. */
const MOST_HEIGHT = 2_200;

/** Where the pictures are taken. */
interface Studio {
  readonly browser: Browser;
  readonly open: ApiServer;
  /** Answers only with a token. */
  readonly locked: ApiServer;
  readonly folder: string;
}

async function main(): Promise<void> {
  const folder = process.argv[2] ?? 'docs/screenshots';
  mkdirSync(folder, { recursive: true });
  ensureKoreanFont((text) => process.stderr.write(`${text}\n`));
  const secrets = mkdtempSync(join(tmpdir(), 'kubemonitor-tokens-'));
  const tokens = join(secrets, 'tokens');
  writeFileSync(tokens, 'secret\n');
  const open = await ApiServer.start(
    {
      FREEZE_CLOCK_AT: NOW,
      COLLECT_INTERVAL: String(INTERVAL_SECONDS),
      RETENTION_SECONDS: '7200',
    },
    makeLists(false),
  );
  const locked = await ApiServer.start({ AUTH_READ: 'token', READ_TOKENS_FILE: tokens });
  const browser = await launchBrowser();
  try {
    const endMs = Date.parse(NOW) - (Date.parse(NOW) % (INTERVAL_SECONDS * 1_000));
    const options = { endMs, ticks: HOUR_TICKS, intervalSeconds: INTERVAL_SECONDS };
    await open.send(playReports({ ...options, isMoving: true, isEvil: false, gap: GAP }));
    const studio = { browser, open, locked, folder };
    for (const view of VIEWS) await takeAll(studio, view);
  } finally {
    await browser.close();
    await Promise.all([open.remove(), locked.remove()]);
    rmSync(secrets, { recursive: true });
  }
}

async function takeAll(studio: Studio, view: View): Promise<void> {
  for (const device of view.devices ?? (['desktop', 'phone'] as const)) {
    for (const scheme of view.schemes ?? SCHEMES) await take(studio, view, device, scheme);
  }
}

async function take(studio: Studio, view: View, device: Device, colorScheme: Scheme) {
  const { path, name, locale = 'en-GB', isLocked = false } = view;
  const context = await openContext(studio.browser, { ...DEVICES[device], colorScheme, locale });
  const { url } = isLocked ? studio.locked : studio.open;
  const { page } = await openPage(context, url + path);
  if (!isLocked) await settle(page);
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await view.act?.(page);
  const file = join(studio.folder, `${name}-${device}-${colorScheme}.png`);
  writeFileSync(file, toPalette(await picture(page, view.act === undefined)));
  process.stdout.write(`${file}\n`);
  await context.close();
}

/** Waits until the page shows all it was loaded for. */
async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy=true], .loading') === null &&
      document.querySelector('td, canvas, .problem') !== null &&
      // Sparklines come after the rows; a phone has no room for them.
      (![...document.querySelectorAll('th')].some((cell) => cell.innerText === 'CPU trend') ||
        document.querySelector('tbody [role=img], canvas') !== null),
  );
}

/** The page from its top, whole unless it is very long, or what is in sight. */
async function picture(page: Page, isWhole: boolean): Promise<Buffer> {
  if (!isWhole) return page.screenshot();
  const { width, height } = await page.evaluate(() => ({
    width: innerWidth,
    height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, MOST_HEIGHT) };
  return page.screenshot({ fullPage: true, clip });
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
