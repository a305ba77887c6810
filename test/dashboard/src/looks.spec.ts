import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { startPlayedApi, type PlayedApi } from './played-api';
import { rowOf, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Every kind of page. */
const PAGES = [
  '/',
  '/nodes',
  '/namespaces',
  '/workloads',
  '/pods',
  '/top',
  '/nodes/worker-1',
  '/namespaces/shop',
  '/namespaces/shop/Deployment/web',
  '/namespaces/shop/pods/web-0',
  '/namespaces/shop/pods/web-0/app',
  '/namespaces/shop/pods/no-such',
] as const;

/** Waits until the page shows what it was loaded for. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy=true], .loading') === null &&
      document.querySelector('td, canvas, .problem') !== null,
  );
}

/** What axe-core finds wrong, a line a finding. */
async function findFaults(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults>(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

describeInBrowser('every page', (open) => {
  it.each(['light', 'dark'] as const)('is accessible in the %s theme', async (colorScheme) => {
    const { page, faults } = await open(`${api.server.url}/`, { colorScheme, script: AXE });
    for (const path of PAGES) {
      await page.goto(api.server.url + path);
      await settle(page);
      expect([path, await findFaults(page)]).toEqual([path, []]);
    }
    expect(faults).toEqual([]);
  });

  it('fits a phone, and its menu leads on', async () => {
    const { page } = await open(`${api.server.url}/`, { viewport: { width: 360, height: 740 } });
    for (const path of PAGES) {
      await page.goto(api.server.url + path);
      await settle(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 360]);
    }
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Nodes', exact: true }).first().click();
    await rowOf(tableOf(page, 'Nodes'), 'worker-1').waitFor();
  });
});

describeInBrowser('the page', (open) => {
  it('speaks Korean to a Korean browser, English by choice, and remembers it', async () => {
    const { page } = await open(`${api.server.url}/pods`, { locale: 'ko-KR' });
    await page.getByRole('heading', { name: '파드', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko');
    await page.getByRole('button', { name: '설정', exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Pods', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Pods', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  it('is dark as the system is, or by choice', async () => {
    const { page } = await open(`${api.server.url}/nodes`, { colorScheme: 'dark' });
    const isDark = () =>
      page.evaluate(() => {
        const [red] = /\d+/.exec(getComputedStyle(document.documentElement).backgroundColor) ?? [
          '255',
        ];
        return Number(red) < 80;
      });
    await rowOf(tableOf(page, 'Nodes'), 'worker-1').waitFor();
    expect(await isDark()).toBe(true);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'light');
    expect(await isDark()).toBe(false);
  });
});
