// `npm run measure:dashboard [-- TICKS]`: what a cluster of 10,000 pods, played by the load
// generator with a fixed seed, costs a browser, as Markdown rows.
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openContext } from '../browser';
import { GeneratedApi } from '../generated-api';
import { describeLoad, Figures, TABLE_HEAD } from './figures';
import { COUNT, FIRST_ROW, openList, timeAct, timeKey, timeScroll } from './interactions';
import { PageMeter, type Cost } from './page-cost';

/** Openings of a page, each in a context of its own: nothing is cached. */
const TURNS = 5;

/** History before the page is opened: five minutes. */
const HISTORY_TICKS = 60;

/** Ticks a page is watched for. */
const LIVE_TICKS = Number(process.argv[2] ?? 60);

const KEYS = 20;

/** The pods, and what people do there; the clock of the page runs: it is what is measured with. */
async function measureList(page: Page, url: string, figures: Figures): Promise<void> {
  const meter = await PageMeter.attach(page);
  const { paintMs, rowMs, sparklinesMs } = await openList(page, `${url}/pods`, true);
  figures.add('pods: navigation to first contentful paint', 'ms', paintMs);
  figures.add('pods: navigation to the first of 10,000 rows', 'ms', rowMs);
  if (sparklinesMs !== undefined) {
    figures.add('pods: navigation to a sparkline in each row in sight', 'ms', sparklinesMs);
  }
  for (const header of ['Pod', 'Memory', 'CPU']) {
    const act = { selector: 'thead button', text: header };
    figures.add(
      'pods: click on a header to the new order',
      'ms',
      await timeAct(page, act, FIRST_ROW),
    );
  }
  for (const typed of ['app-01', 'app-015', '']) {
    const act = { selector: '.table-bar input[type=search]', typed };
    figures.add('pods: letter in the filter to its rows', 'ms', await timeAct(page, act, COUNT));
  }
  figures.add('pods: between two frames while scrolling', 'ms', ...(await timeScroll(page)));
  figures.add('pods: JavaScript heap', 'MiB', await meter.readHeapMib());
  await measureDetail(page, figures);
}

/** From the list to the page of a pod, and there to another range. */
async function measureDetail(page: Page, figures: Figures): Promise<void> {
  const opened = await timeAct(page, { selector: 'tbody th a' }, { shows: 'figure canvas' });
  figures.add('click on a pod to its first chart', 'ms', opened);
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('button', { name: 'Last 1 h' }).waitFor();
  const act = { selector: '.range-presets button', text: 'Last 1 h' };
  // The words under a chart tell the time of its newest point and the length of a point.
  const changed = await timeAct(page, act, { changes: '.range-text' });
  figures.add('pod: another time range to the page that has it', 'ms', changed);
}

async function measureTop(page: Page, url: string, figures: Figures): Promise<void> {
  const meter = await PageMeter.attach(page);
  const { rowMs } = await openList(page, `${url}/top`, false);
  figures.add('top: navigation to the first of 10,000 rows', 'ms', rowMs);
  for (let turn = 0; turn < KEYS; turn += 1) {
    figures.add('top: key to the next row marked', 'ms', await timeKey(page, 'j'));
  }
  figures.add('top: JavaScript heap', 'MiB', await meter.readHeapMib());
}

/** What keeping a page up to date costs a tick, and what it leaves behind. */
async function measureLive(browser: Browser, api: GeneratedApi, figures: Figures, path: string) {
  const context = await openContext(browser, { now: '' });
  const page = await context.newPage();
  const meter = await PageMeter.attach(page);
  await openList(page, api.server.url + path, false);
  await page.locator('.connection[data-kind=live]').waitFor();
  figures.add(`${path}: heap before the live ticks`, 'MiB', await meter.readHeapMib());
  const before = await meter.read();
  await api.goOn(LIVE_TICKS);
  addCost(figures, path, before, await meter.read());
  figures.add(`${path}: heap after ${LIVE_TICKS} live ticks`, 'MiB', await meter.readHeapMib());
  await context.close();
}

function addCost(figures: Figures, path: string, before: Cost, after: Cost): void {
  const perTick = (end: number, start: number) => (end - start) / LIVE_TICKS;
  const { taskMs, scriptMs, receivedBytes } = after;
  figures.add(`${path}: main thread a live tick`, 'ms', perTick(taskMs, before.taskMs));
  figures.add(`${path}: of it scripts`, 'ms', perTick(scriptMs, before.scriptMs));
  const kib = perTick(receivedBytes, before.receivedBytes) / 1_024;
  figures.add(`${path}: received a live tick, packed`, 'KiB', kib);
}

async function main(): Promise<void> {
  if (!Number.isInteger(LIVE_TICKS) || LIVE_TICKS < 1) throw new Error('TICKS is no whole number');
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const figures = new Figures();
  const api = await GeneratedApi.start(HISTORY_TICKS);
  const browser = await launchBrowser();
  try {
    print(`${describeLoad()}, Chromium ${browser.version()}\n`);
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const measure of [measureList, measureTop]) {
        const context = await openContext(browser, { now: '' });
        await measure(await context.newPage(), api.server.url, figures);
        await context.close();
      }
    }
    for (const path of ['/pods', '/top']) await measureLive(browser, api, figures, path);
    for (const line of [...TABLE_HEAD, ...figures.toRows()]) print(line);
    print(`\nafterwards: ${describeLoad()}`);
  } finally {
    await browser.close();
    await api.remove();
  }
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
