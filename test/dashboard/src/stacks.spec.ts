import type { Locator, Page } from 'playwright-core';
import { chartOf } from './chart-reading';
import { describeInBrowser } from './describe-in-browser';
import { download, linesOf } from './downloads';
import { startPlayedApi, type PlayedApi } from './played-api';
import { clean, readRow, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

const NODE = '/nodes/worker-1?window=300';

/** The last tick, as the page writes it. */
const NOON = '2026-11-23 12:00:00';

interface Sample {
  readonly timestamp: string;
  readonly cpu_millicores: number | null;
}

interface Window {
  readonly samples: readonly Sample[];
}

interface Namespaces {
  readonly items: readonly (Window & { readonly namespace: string })[];
}

/** A chart's CSV: the texts of each column by its header. */
async function readCsv(page: Page, chart: Locator): Promise<Map<string, readonly string[]>> {
  const csv = await download(page, chart.getByRole('button', { name: /CPU as CSV/ }));
  const [header, ...lines] = linesOf(csv).map((line) => line.split(','));
  const rows = lines.filter((cells) => cells.length === header.length);
  return new Map(header.map((name, index) => [name, rows.map((cells) => cells[index])]));
}

/** The same from REST. */
function written(samples: readonly Sample[], times: readonly string[] = []): string[] {
  const known = new Map(
    samples.map(({ timestamp, cpu_millicores: value }) => [
      new Date(timestamp).toISOString(),
      String(value ?? ''),
    ]),
  );
  return times.map((time) => known.get(time) ?? '');
}

describeInBrowser('a stacked chart', (open) => {
  it('of a node by namespace has the values of REST, and the whole as a line', async () => {
    const { page } = await open(`${api.server.url}${NODE}&view=namespaces`);
    const chart = await chartOf(page, 'CPU');
    await chart.getByRole('button', { name: 'Show CPU as a table' }).click();
    // shop: web 70 + 490 + 60, db 825, same-name 5. load: fillers 1, 4, … 58. kube-system: its
    // agent. The node uses 100 besides.
    expect(await readRow(tableOf(page, 'CPU'), NOON)).toEqual({
      Time: NOON,
      total: '2,160m',
      shop: '1,450m',
      load: '590m',
      'kube-system': '20m',
    });

    const columns = await readCsv(page, chart);
    const times = columns.get('time');
    const link = chart.getByRole('link', { name: 'The data of CPU in the REST interface' });
    const path = (await link.getAttribute('href')) ?? '';
    expect(path).toMatch(/^\/api\/nodes\/worker-1\/namespaces\?/);
    const { items } = await api.server.get<Namespaces>(path);
    expect(items.map(({ namespace }) => namespace).sort()).toEqual(['kube-system', 'load', 'shop']);
    for (const { namespace, samples } of items) {
      expect(columns.get(`${namespace} (millicores)`)).toEqual(written(samples, times));
    }
    const node = await api.server.get<Window>(
      path.replace('/namespaces?', '?').replace(/&limit=\d+/, ''),
    );
    expect(columns.get('total (millicores)')).toEqual(written(node.samples, times));
  });

  it('shows the largest of many, and how much all of them are', async () => {
    const { page } = await open(`${api.server.url}${NODE}&view=pods`);
    const chart = await chartOf(page, 'CPU');
    await chart.getByText('The 8 with the highest peaks of 26.').waitFor();
    const legend = chart.getByRole('list', { name: 'Series of CPU' });
    const total = legend.getByRole('button', { name: 'total' });
    expect(clean(await total.innerText())).toBe('total 2.16 cores');
    const names = [...(await readCsv(page, chart)).keys()];
    // By use: 825, 490, 70, then the fillers 58, 55 … and web-4 with 60 between.
    expect(names).toEqual([
      'time',
      ...['total', 'db-0', 'web-2', 'web-0', 'web-4', 'filler-57', 'filler-54'].map(withUnit),
      ...['filler-51', 'filler-48'].map(withUnit),
    ]);

    // Hidden, its line is no longer drawn.
    const picture = await page.evaluate(() => document.querySelector('canvas')?.toDataURL());
    await total.click();
    await page.waitForFunction(
      (before) => document.querySelector('canvas')?.toDataURL() !== before,
      picture,
    );
    expect(await total.getAttribute('aria-pressed')).toBe('false');
  });
});

function withUnit(name: string): string {
  return `${name} (millicores)`;
}
