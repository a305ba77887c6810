import { describeInBrowser } from './describe-in-browser';
import { NOW, startPlayedApi, type PlayedApi } from './played-api';
import { readRow, rowOf, tableOf } from './table-reading';

/** The state of the connection while the page is kept up to date, and while it must ask. */
const LIVE = '.connection[data-kind=live]';
const POLLING = '.connection[data-kind=polling]';

const LIVE_PATH = '/api/live';
const IS_GONE = 'The API does not answer; what is shown gets old.';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi({}, 2);
});
afterAll(() => api.server.remove());

describeInBrowser('the connection to the API', (open) => {
  it('brings a new tick to the page without a touch', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web`);
    const pods = tableOf(page, 'Pods');
    // The newest reports are of 11:59:50, twelve seconds before the clock.
    expect((await readRow(pods, 'web-0'))['Age']).toMatch(/^12 s/);
    await page.locator(LIVE).waitFor();
    await api.server.send(api.keptTicks[0]);
    await rowOf(pods, 'web-0').getByRole('cell', { name: '7 s', exact: true }).waitFor();
  });

  it('falls back to asking every few seconds where there is no stream', async () => {
    const { page } = await open('about:blank');
    await page.route(`**${LIVE_PATH}`, (route) => route.fulfill({ status: 503 }));
    await page.goto(`${api.server.url}/pods?filter=web`);
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, 'web-0').waitFor();
    await page.locator(POLLING).waitFor();
    await api.server.send(api.keptTicks[1]);
    await rowOf(pods, 'web-0').getByRole('cell', { name: '2 s', exact: true }).waitFor();
  });

  it('is told of when it is lost, keeps what is known, and goes on by itself where it was', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web`, { now: NOW });
    const resumed: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith(LIVE_PATH)) resumed.push(request.headers()['last-event-id']);
    });
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, 'web-0').waitFor();
    await page.locator(LIVE).waitFor();
    await page.waitForFunction(() =>
      document.querySelector('.connection')?.getAttribute('title')?.includes(':'),
    );
    await api.server.end();
    await page.getByText(IS_GONE).waitFor();
    // The clock of the page stands: it is set on by a minute.
    await page.clock.setFixedTime(Date.parse(NOW) + 61_000);
    await page.getByText(/For 1 min/).waitFor();
    expect((await readRow(pods, 'web-0'))['CPU']).toBe('70m');
    await api.server.run();
    await page.getByText(IS_GONE).waitFor({ state: 'detached' });
    await page.locator(LIVE).waitFor();
    expect((await readRow(pods, 'web-0'))['CPU']).toBe('70m');
    // The id of an event is the moment it is about, here that of a sent tick.
    const [tick] = api.keptTicks[1];
    expect(Number(resumed.at(-1))).toBeGreaterThan(0);
    expect(Number(resumed.at(-1))).toBeLessThanOrEqual(tick.timestamp_milliseconds);
  });
});

describeInBrowser('what cannot be answered', (open) => {
  it('is told of, and one may choose between things of one name', async () => {
    const { page } = await open(`${api.server.url}/namespaces/-/pods/same-name`);
    await page.getByText('Several things have this name.').waitFor();
    await page.getByRole('link', { name: 'batch/same-name' }).click();
    await page.getByRole('heading', { name: 'Pod same-name in batch' }).waitFor();
    await page.getByRole('region', { name: 'Now' }).getByText('6m', { exact: true }).waitFor();

    await page.goto(`${api.server.url}/namespaces/shop/pods/no-such`);
    await page.getByText('No such pod was seen in this time.').waitFor();
    await page.getByText('No pod "no-such" is known in namespace "shop".').waitFor();
  });

  it('is told of with what the API says when it fails, and asked for again by a button', async () => {
    const { page } = await open(`${api.server.url}/top`);
    await page.getByRole('table').first().waitFor();
    // The server has no way to fail on purpose: it is answered for.
    await page.route('**/api/namespaces?limit=0**', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/internal-error',
          title: 'Internal Server Error',
          status: 500,
          detail: 'It broke.',
        }),
      }),
    );
    await page.getByRole('link', { name: 'Namespaces', exact: true }).click();
    await page.getByText('The API failed to answer.').waitFor();
    await page.getByText('It broke.').waitFor();
    await page.unroute('**/api/namespaces?limit=0**');
    await page.getByRole('button', { name: 'Try again' }).first().click();
    expect(await readRow(tableOf(page, 'Namespaces'), 'shop')).toMatchObject({ Pods: '9' });
  });
});
