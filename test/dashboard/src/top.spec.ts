import { describeInBrowser } from './describe-in-browser';
import { startPlayedApi, type PlayedApi } from './played-api';
import { readNames, readRow, rowOf, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

describeInBrowser('top', (open) => {
  it('is used by keys alone', async () => {
    const { page } = await open(`${api.server.url}/top`);
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, 'report-x7').waitFor();
    expect((await readNames(pods)).slice(0, 3)).toEqual(['report-x7', 'db-0', 'web-2']);
    await page.keyboard.press('?');
    await page.getByText('next or previous row').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('next or previous row').waitFor({ state: 'detached' });

    await page.keyboard.press('/');
    await page.keyboard.type('web');
    await page.waitForFunction(() => document.querySelectorAll('tbody th').length === 6);
    await page.keyboard.press('Enter');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.waitForFunction(
      () => document.querySelector('tr[aria-current=true] th')?.textContent === 'web-5',
    );
    await page.keyboard.press('r');
    await page.waitForFunction(() => document.querySelector('tbody th')?.textContent === 'web-4');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Pod web-5 in shop' }).waitFor();
  });

  it('has the values of REST, and the other kinds by one key', async () => {
    const { page } = await open(`${api.server.url}/top`);
    const { items } = await api.server.get<{
      items: readonly { pod: string; namespace: string; cpu_millicores: number }[];
    }>('/api/pods?namespace=shop&limit=0');
    expect(items.find(({ pod }) => pod === 'web-2')?.cpu_millicores).toBe(490);
    const pods = tableOf(page, 'Pods');
    expect(Object.values(await readRow(pods, 'web-2'))).toContain('490m');
    await page.keyboard.press('v');
    // worker-2 uses most: 2,476 of 4,000.
    const nodes = tableOf(page, 'Nodes');
    expect(Object.values(await readRow(nodes, 'worker-2'))).toContain('2,476m');
    expect((await readNames(nodes))[0]).toBe('worker-2');
  });
});
