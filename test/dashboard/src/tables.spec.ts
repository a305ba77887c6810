import { describeInBrowser } from './describe-in-browser';
import { download, linesOf } from './downloads';
import { startPlayedApi, type PlayedApi } from './played-api';
import { readNames, rowOf, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

/** The address without the server. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

describeInBrowser('a table', (open) => {
  it('is sorted by its headers, which the address keeps and the back button undoes', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web`);
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, 'web-2').waitFor();
    // By use: 490, 240, 150, 90, 70, 60.
    const byCpu = ['web-2', 'web-5', 'web-1', 'web-3', 'web-0', 'web-4'];
    expect(await readNames(pods)).toEqual(byCpu);
    expect(
      await pods.getByRole('columnheader', { name: 'CPU', exact: true }).getAttribute('aria-sort'),
    ).toBe('descending');

    await pods.getByRole('button', { name: 'Pod', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('sort') === 'pod');
    const byName = ['web-0', 'web-1', 'web-2', 'web-3', 'web-4', 'web-5'];
    expect(await readNames(pods)).toEqual(byName);

    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('sort'));
    await page.waitForFunction(
      (first) => document.querySelector('tbody th')?.textContent === first,
      byCpu[0],
    );
    expect(await readNames(pods)).toEqual(byCpu);
  });

  it('is filtered by what is typed, and says when nothing matches', async () => {
    const { page } = await open(`${api.server.url}/pods`);
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, 'db-0').waitFor();
    const filter = page.getByRole('searchbox', { name: 'Filter Pods' });
    await filter.fill('report');
    await page.getByText('1 of 77').waitFor();
    expect(await readNames(pods)).toEqual(['report-x7']);
    expect(pathOf(page.url())).toBe('/pods?filter=report');
    await filter.fill('no such pod');
    await page.getByText('Nothing matches “no such pod”.').waitFor();
  });

  it('is what a deep link says, also after it is loaded anew', async () => {
    const path = '/pods?window=3600&filter=filler&sort=memory_bytes&namespace=load';
    const { page } = await open(api.server.url + path);
    for (let times = 0; times < 2; times += 1) {
      await page.getByText('60 of 60').waitFor();
      await rowOf(tableOf(page, 'Pods'), 'filler-00').waitFor();
      expect((await readNames(tableOf(page, 'Pods'))).slice(0, 3)).toEqual([
        'filler-00',
        'filler-01',
        'filler-02',
      ]);
      expect(await page.getByRole('searchbox', { name: 'Filter Pods' }).inputValue()).toBe(
        'filler',
      );
      await page.getByRole('button', { name: /Last 1 h/ }).waitFor();
      expect(pathOf(page.url())).toBe(path);
      await page.reload();
    }
  });

  it('draws only what is in sight', async () => {
    const { page } = await open(`${api.server.url}/pods?sort=pod`);
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, 'agent-worker-1').waitFor();
    expect(await pods.getAttribute('aria-rowcount')).toBe('78');
    expect(await rowOf(pods, 'web-5').count()).toBe(0);
    await rowOf(pods, 'agent-worker-1').getByRole('link').first().focus();
    await page.keyboard.press('End');
    await rowOf(pods, 'web-5').waitFor();
    expect(await pods.locator('tbody tr').count()).toBeLessThan(60);
  });

  it('is walked through by keys, and a row is opened by one', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web`);
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, 'web-2').getByRole('link').first().focus();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.textContent === 'web-5');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.activeElement?.textContent === '240m');
    await page.getByRole('tooltip').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => document.activeElement?.textContent === 'web-5');
    expect(await focused()).toBe('web-5');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Pod web-5 in shop' }).waitFor();
    expect(pathOf(page.url())).toBe('/namespaces/shop/pods/web-5');
  });

  it('is given as CSV as it is seen, and by a link as REST', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web&sort=pod`);
    await rowOf(tableOf(page, 'Pods'), 'web-0').waitFor();
    const csv = await download(page, page.getByRole('button', { name: /Pods as CSV/ }));
    expect(csv.name).toMatch(/\.csv$/);
    const [header, ...lines] = linesOf(csv).map((line) => line.split(','));
    expect(header.slice(0, 2)).toEqual(['pod', 'namespace']);
    const cpu = header.indexOf('cpu_millicores');
    const rows = lines.filter(([pod]) => pod !== '').map((line) => [line[0], line[cpu]]);
    expect(rows).toEqual([
      ['web-0', '70'],
      ['web-1', '150'],
      ['web-2', '490'],
      ['web-3', '90'],
      ['web-4', '60'],
      ['web-5', '240'],
    ]);
    const link = page.getByRole('link', { name: 'Pods in the REST interface' });
    const { items } = await api.server.get<{ items: unknown[] }>(
      (await link.getAttribute('href')) ?? '',
    );
    expect(items.length).toBeGreaterThanOrEqual(6);
  });

  it('opens a row in another tab by the middle button, and the page stays', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web`);
    const link = rowOf(tableOf(page, 'Pods'), 'web-3').getByRole('link', { name: 'web-3' });
    const [other] = await Promise.all([
      page.context().waitForEvent('page'),
      link.click({ button: 'middle' }),
    ]);
    await other.getByRole('heading', { name: 'Pod web-3 in shop' }).waitFor();
    expect(pathOf(page.url())).toBe('/pods?filter=web');
  });
});
