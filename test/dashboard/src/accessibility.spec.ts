import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { chartOf } from './chart-reading';
import { describeInBrowser } from './describe-in-browser';
import { EVERY_PAGE, settle } from './every-page';
import { startPlayedApi, type PlayedApi } from './played-api';
import { rowOf, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeWindow extends Window {
  readonly axe: { run(options: RunOptions): Promise<AxeResults> };
}

/** What axe-core finds wrong in the page as it stands, a line a finding. */
async function findFaults(page: Page, options: RunOptions): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults, RunOptions>(
    (given) => (globalThis as typeof globalThis & AxeWindow).axe.run(given),
    { resultTypes: ['violations'], ...options },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** What lies over an inert page is in no landmark of it. */
const OF_LAYER: RunOptions = { rules: { region: { enabled: false } } };

/** Faults in either theme, which differ in colours only. */
async function findAll(page: Page, what: string, options: RunOptions = {}): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await findFaults(page, options);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await findFaults(page, { runOnly: ['color-contrast'] });
  return [...light, ...dark].map((fault) => `${what}: ${fault}`);
}

describeInBrowser('axe-core finds nothing wrong, in light and dark,', (open) => {
  it('in any page', async () => {
    const { page, faults } = await open('about:blank', { colorScheme: 'light' });
    for (const path of EVERY_PAGE) {
      await page.goto(api.server.url + path);
      await settle(page);
      expect(await findAll(page, path)).toEqual([]);
    }
    expect(faults).toEqual([]);
  });

  it('in a list with an explanation, the time range or the settings open', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web`, { colorScheme: 'light' });
    const row = rowOf(tableOf(page, 'Pods'), 'web-0');
    await row.getByRole('cell', { name: '70m', exact: true }).hover();
    await page.getByRole('tooltip').waitFor();
    expect(await findAll(page, 'explanation')).toEqual([]);
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('dialog', { name: 'Time range' }).waitFor();
    expect(await findAll(page, 'time range', OF_LAYER)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menu').waitFor();
    expect(await findAll(page, 'settings', OF_LAYER)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Give a token…' }).click();
    await page.getByRole('dialog', { name: 'Sign in with a token' }).waitFor();
    expect(await findAll(page, 'login', OF_LAYER)).toEqual([]);
  });

  it('in a chart as a table, the keys of top, a phone’s menu, and Korean', async () => {
    const { page } = await open('about:blank', {
      colorScheme: 'light',
      locale: 'ko-KR',
      viewport: { width: 390, height: 844 },
    });
    await page.goto(`${api.server.url}/namespaces/shop/pods/web-0`);
    const chart = await chartOf(page, 'CPU');
    await chart.getByRole('button', { name: 'CPU 표로 보기' }).click();
    await chart.getByRole('table').waitFor();
    await page.getByRole('button', { name: '메뉴' }).click();
    expect(await findAll(page, 'chart as a table')).toEqual([]);
    await page.setViewportSize({ width: 1_440, height: 900 });
    await page.goto(`${api.server.url}/top?filter=web`);
    await settle(page);
    await page.keyboard.press('?');
    await page.getByRole('region', { name: '키' }).waitFor();
    expect(await findAll(page, 'keys of top')).toEqual([]);
  });
});
