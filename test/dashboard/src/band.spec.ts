import { ApiServer } from './api-server';
import { chartOf } from './chart-reading';
import { makeLists } from './cluster/lists';
import { playReports } from './cluster/player';
import { describeInBrowser } from './describe-in-browser';
import { download, linesOf } from './downloads';
import { INTERVAL_SECONDS, NOW } from './played-api';
import { clean, tableOf } from './table-reading';

/** Twenty minutes in which everything moves. */
const TICKS = 240;

let server: ApiServer;
beforeAll(async () => {
  server = await ApiServer.start({ FREEZE_CLOCK_AT: NOW }, makeLists(false));
  await server.send(
    playReports({
      endMs: Date.UTC(2026, 10, 23, 12),
      ticks: TICKS,
      intervalSeconds: INTERVAL_SECONDS,
      isMoving: true,
      isEvil: false,
      gap: [0, 1],
    }),
  );
});
afterAll(() => server.remove());

type Sample = Readonly<Record<string, number | null>> & { readonly timestamp: string };

const FIELD = 'cpu_millicores';

describeInBrowser('a chart that is zoomed out', (open) => {
  it('has the least and the greatest value of each point, in its table form too', async () => {
    const { page } = await open(`${server.url}/namespaces/shop/pods/web-0?window=21600`);
    const chart = await chartOf(page, 'CPU');
    await chart.getByText('Pale band: least to greatest value within each point.').waitFor();
    const csv = await download(page, chart.getByRole('button', { name: /CPU as CSV/ }));
    await chart.getByRole('button', { name: 'Show CPU as a table' }).click();
    const table = tableOf(page, 'CPU');
    await table.getByRole('rowheader').first().waitFor();
    const headers = (await table.locator('thead th').allInnerTexts()).map(clean);
    expect(headers).toEqual(['Time', 'use', 'min use', 'max use']);

    const [header, ...lines] = linesOf(csv).map((line) => line.split(','));
    expect(header).toEqual(['time', ...headers.slice(1).map((name) => `${name} (millicores)`)]);
    const link = chart.getByRole('link', { name: 'The data of CPU in the REST interface' });
    const { samples } = await server.get<{ samples: readonly Sample[] }>(
      (await link.getAttribute('href')) ?? '',
    );
    const known = samples.filter((sample) => sample[FIELD] !== null);
    expect(known.length).toBeGreaterThan(3);
    for (const sample of known) {
      const line = lines.find(([time]) => time === new Date(sample.timestamp).toISOString());
      const rest = [sample[FIELD], sample[`${FIELD}_min`], sample[`${FIELD}_max`]];
      expect(line?.slice(1)).toEqual(rest.map(String));
    }
    const isSpread = ({ [`${FIELD}_min`]: min, [`${FIELD}_max`]: max }: Sample) =>
      min !== null && max !== null && min < max;
    expect(known.some(isSpread)).toBe(true);
  });
});
