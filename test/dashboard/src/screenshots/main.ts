// `npm run screenshots [folder]`: pictures of every view in light and dark, on a desktop and on
// a phone, of an hour of the played cluster.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { ApiServer } from '../api-server';
import { launchBrowser, openPage } from '../browser';
import { makeLists } from '../cluster/lists';
import { playReports } from '../cluster/player';
import { NOW } from '../played-api';
import { toPalette } from './palette-png';
import { DEVICES, SCHEMES, VIEWS } from './views';

const INTERVAL_SECONDS = 15;
const HOUR_TICKS = 241;

/** worker-2 was away for five minutes. */
const GAP = [100, 80] as const;

async function main(): Promise<void> {
  const folder = process.argv[2] ?? 'docs/screenshots';
  mkdirSync(folder, { recursive: true });
  const server = await ApiServer.start(
    {
      FREEZE_CLOCK_AT: NOW,
      COLLECT_INTERVAL: String(INTERVAL_SECONDS),
      RETENTION_SECONDS: '7200',
    },
    makeLists(false),
  );
  const browser = await launchBrowser();
  try {
    const endMs = Date.parse(NOW) - (Date.parse(NOW) % (INTERVAL_SECONDS * 1_000));
    const options = { endMs, ticks: HOUR_TICKS, intervalSeconds: INTERVAL_SECONDS };
    await server.send(playReports({ ...options, isMoving: true, isEvil: false, gap: GAP }));
    await takeAll(browser, server.url, folder);
  } finally {
    await browser.close();
    await server.remove();
  }
}

async function takeAll(browser: Browser, url: string, folder: string): Promise<void> {
  for (const { name: device, viewport } of DEVICES) {
    for (const colorScheme of SCHEMES) {
      for (const { name, path } of VIEWS) {
        const { page } = await openPage(browser, url + path, { viewport, colorScheme });
        await page.locator('h1').first().waitFor({ state: 'attached' });
        // All requests answered, but for the live stream, which never is.
        await page.waitForFunction(
          () =>
            document.querySelector('[aria-busy=true], .loading') === null &&
            document.querySelector('td, canvas, .problem') !== null &&
            // Sparklines come after the rows; a phone has no room for them.
            (![...document.querySelectorAll('th')].some((cell) => cell.innerText === 'CPU trend') ||
              document.querySelector('tbody [role=img], canvas') !== null),
        );
        await page.evaluate(() => document.fonts.ready);
        await page.mouse.move(0, 0);
        const file = join(folder, `${name}-${device}-${colorScheme}.png`);
        writeFileSync(file, toPalette(await page.screenshot()));
        process.stdout.write(`${file}\n`);
        await page.context().close();
      }
    }
  }
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
