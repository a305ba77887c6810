// `npm run measure:dashboard`: what the list of 10,000 pods costs a browser, as Markdown rows.
import type { Page } from 'playwright-core';
import { ApiServer } from '../api-server';
import { launchBrowser, openPage } from '../browser';
import { toReport, type NodeReading } from '../cluster/report';
import { NOW } from '../played-api';

const NODES = 100;
const PODS_A_NODE = 100;
const INTERVAL_SECONDS = 5;
const TURNS = 7;
const NOON_MS = Date.parse(NOW) - 2_000;

/** Pods of a node, the i-th of which uses i + 1 millicores. */
function readNode(node: number, atMs: number): NodeReading {
  const seconds = (atMs - NOON_MS) / 1_000 + 600;
  return {
    node: `node-${node}`,
    atMs,
    intervalSeconds: INTERVAL_SECONDS,
    cores: 16,
    host: { cpu_usage_microseconds: seconds * 1_000_000, memory_bytes: 8_000_000_000 },
    pods: Array.from({ length: PODS_A_NODE }, (_, pod) => ({
      uid: `uid-${node}-${pod}`,
      isHostNetwork: false,
      values: {
        cpu_usage_microseconds: seconds * (node * PODS_A_NODE + pod + 1) * 100,
        memory_bytes: (pod + 1) * 1_000_000,
      },
      containers: new Map(),
    })),
  };
}

function podList() {
  const items = Array.from({ length: NODES * PODS_A_NODE }, (_, index) => {
    const node = Math.floor(index / PODS_A_NODE);
    return {
      metadata: {
        name: `pod-${String(index).padStart(5, '0')}`,
        namespace: `ns-${node % 20}`,
        uid: `uid-${node}-${index % PODS_A_NODE}`,
      },
      spec: { nodeName: `node-${node}`, containers: [{ name: 'main' }] },
      status: { phase: 'Running' },
    };
  });
  return { kind: 'PodList', items };
}

/** Milliseconds from a click to the frame after the one in which the first row has changed. */
function timeSort(page: Page, header: string): Promise<number> {
  return page.evaluate(async (name) => {
    const button = [...document.querySelectorAll<HTMLElement>('thead button')].find(
      (one) => one.innerText.trim() === name,
    );
    const first = () => document.querySelector('tbody th')?.textContent;
    const before = first();
    const startedAt = performance.now();
    button?.click();
    while (first() === before) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  }, header);
}

/** Milliseconds between the frames while the table is scrolled by 600 px a frame. */
function timeScroll(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const scroller = document.querySelector('.table-scroller');
    const times: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 200 && scroller !== null; frame += 1) {
      scroller.scrollTop += 600;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times;
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

async function readHeapMib(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

/** Milliseconds from the navigation to the first paint and to the first row. */
async function openPods(page: Page, url: string): Promise<readonly [number, number]> {
  await page.goto(url);
  const rowMs = await page.evaluate(async () => {
    while (document.querySelector('tbody th a') === null) await new Promise(requestAnimationFrame);
    return performance.now();
  });
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  return [paintMs, rowMs];
}

function print(what: string, values: readonly number[], unit: string): void {
  const figures = [0.5, 0.95, 1].map((share) => quantile(values, share).toFixed(1));
  process.stdout.write(`| ${[what, ...figures, unit].join(' | ')} |\n`);
}

async function main(): Promise<void> {
  const server = await ApiServer.start({ FREEZE_CLOCK_AT: NOW, STORAGE_DIR: '' }, [podList()]);
  const browser = await launchBrowser();
  try {
    for (const atMs of [NOON_MS - 5_000, NOON_MS]) {
      await server.send(Array.from({ length: NODES }, (_, node) => toReport(readNode(node, atMs))));
    }
    const paints: number[] = [];
    const rows: number[] = [];
    const sorts: number[] = [];
    const frames: number[] = [];
    const heaps: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      // The clock of the page runs: it is what is measured with.
      const { page } = await openPage(browser, 'about:blank', { now: '' });
      const [paint, row] = await openPods(page, `${server.url}/pods`);
      paints.push(paint);
      rows.push(row);
      for (const header of ['Pod', 'Memory', 'CPU']) sorts.push(await timeSort(page, header));
      frames.push(...(await timeScroll(page)));
      heaps.push(await readHeapMib(page));
      await page.context().close();
    }
    print('navigation to first contentful paint', paints, 'ms');
    print('navigation to the first of 10,000 rows', rows, 'ms');
    print('click on a header to the rows in their new order', sorts, 'ms');
    print('between two frames while scrolling', frames, 'ms');
    print('JavaScript heap after garbage collection', heaps, 'MiB');
  } finally {
    await browser.close();
    await server.remove();
  }
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
