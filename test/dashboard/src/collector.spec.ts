import { ApiServer } from './api-server';
import { describeInBrowser } from './describe-in-browser';
import { clean, rowOf, tableOf } from './table-reading';

let server: ApiServer;
beforeAll(async () => {
  server = await ApiServer.start({
    COLLECT_INTERVAL: '1',
    STORAGE_DIR: '',
  });
  server.startCollector('this-host', 1);
});
afterAll(() => server.remove());

interface Node {
  readonly memory_total_bytes: number;
}

describeInBrowser('the real collector on this host', (open) => {
  it('fills the page, which goes on by itself', async () => {
    const { page, faults } = await open(`${server.url}/nodes`, { now: '' });
    const row = rowOf(tableOf(page, 'Nodes'), 'this-host');
    await row
      .getByRole('cell', { name: /^[\d.,]+(m|\scores?)$/ })
      .first()
      .waitFor();
    await row.getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Node this-host' }).waitFor();
    // What does not change between two answers: the memory there is.
    const { memory_total_bytes: bytes } = await server.get<Node>('/api/nodes/this-host');
    const shown = (bytes / 2 ** 30).toFixed(bytes / 2 ** 30 < 9.995 ? 2 : 1).replace(/\.?0+$/, '');
    await page
      .getByText(new RegExp(`^${shown}\\sGiB$`))
      .first()
      .waitFor();
    const chart = page.getByRole('figure', { name: 'CPU', exact: true });
    await chart.locator('canvas').waitFor();
    await chart.getByRole('button', { name: 'Show CPU as a table' }).click();
    const rows = page.getByRole('table', { name: 'CPU', exact: true });
    const first = clean(await rows.locator('tbody th').first().innerText());
    await page.waitForFunction(
      (before) => document.querySelector('table tbody th')?.textContent !== before,
      first,
    );
    expect(faults).toEqual([]);
  });
});
