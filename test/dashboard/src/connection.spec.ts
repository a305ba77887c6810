import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeInBrowser } from './browser';
import { startPlayedApi, type PlayedApi } from './played-api';
import { ReviewingCluster } from './reviewing-cluster';
import { readRow, rowOf, tableOf } from './table-reading';

/** The state of the connection while the page is kept up to date. */
const LIVE = '.connection[data-kind=live]';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi({}, true);
});
afterAll(() => api.server.remove());

describeInBrowser('the connection to the API', (open) => {
  it('brings a new tick to the page without a touch', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web`);
    const pods = tableOf(page, 'Pods');
    // The newest reports are of 11:59:55, seven seconds before the clock.
    expect((await readRow(pods, 'web-0'))['Age']).toBe('7 s');
    await page.locator(LIVE).waitFor();
    await api.server.send(api.lastTick);
    await rowOf(pods, 'web-0').getByRole('cell', { name: '2 s', exact: true }).waitFor();
  });

  it('is told of when it is lost, keeps what is known, and comes back by itself', async () => {
    const { page } = await open(`${api.server.url}/pods?filter=web`);
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, 'web-0').waitFor();
    await page.locator(LIVE).waitFor();
    await api.server.end();
    await page.getByText('The API does not answer; what is shown gets old.').waitFor();
    expect((await readRow(pods, 'web-0'))['CPU']).toBe('70m');
    await api.server.run();
    await page.getByText('The API does not answer').waitFor({ state: 'detached' });
    await page.locator(LIVE).waitFor();
    expect((await readRow(pods, 'web-0'))['CPU']).toBe('70m');
  });

  it('tells what cannot be answered, and lets one choose', async () => {
    const { page } = await open(`${api.server.url}/namespaces/-/pods/same-name`);
    await page.getByText('Several things have this name.').waitFor();
    await page.getByRole('link', { name: 'batch/same-name' }).click();
    await page.getByRole('heading', { name: 'Pod same-name in batch' }).waitFor();
    await page.getByRole('region', { name: 'Now' }).getByText('6m', { exact: true }).waitFor();

    await page.goto(`${api.server.url}/namespaces/shop/pods/no-such`);
    await page.getByText('No such pod was seen in this time.').waitFor();
    await page.getByText('No pod "no-such" is known in namespace "shop".').waitFor();
  });
});

describeInBrowser('an answer that fails', (open) => {
  it('is told of with what the API says, and asked for again by a button', async () => {
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

describeInBrowser('rights in one namespace', (open) => {
  it('show what lies in it, and say of the rest that it may not be seen', async () => {
    const cluster = await ReviewingCluster.start('shop');
    const scoped = await startPlayedApi({
      AUTH_READ: 'kubernetes',
      KUBECONFIG: cluster.kubeconfig,
    });
    try {
      const { page } = await open(`${scoped.server.url}/namespaces/batch`);
      const dialog = page.getByRole('dialog', { name: 'Sign in with a token' });
      await dialog.getByLabel('Token').fill('token-of-a-shopkeeper');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('You may not see this.').first().waitFor();
      // A link, since a new page would have forgotten the token.
      await page.getByRole('link', { name: 'Pods', exact: true }).first().click();
      const pods = tableOf(page, 'Pods');
      expect((await readRow(pods, 'web-0'))['CPU']).toBe('70m');
      expect(await rowOf(pods, 'report-x7').count()).toBe(0);
    } finally {
      await scoped.server.remove();
      await cluster.stop();
    }
  });
});

describeInBrowser('reading with a token', (open) => {
  let folder: string;
  let locked: PlayedApi;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kubemonitor-tokens-'));
    const path = join(folder, 'tokens');
    writeFileSync(path, 'read-secret\n');
    locked = await startPlayedApi({ AUTH_READ: 'token', READ_TOKENS_FILE: path });
  });
  afterAll(async () => {
    await locked.server.remove();
    rmSync(folder, { recursive: true });
  });

  it('asks for one, refuses a wrong one, and shows the values with a right one', async () => {
    const { page } = await open(`${locked.server.url}/pods?filter=web`);
    const dialog = page.getByRole('dialog', { name: 'Sign in with a token' });
    await dialog.waitFor();
    await dialog.getByLabel('Token').fill('wrong-secret');
    await page.keyboard.press('Enter');
    await dialog.getByText('The API does not take this token.').waitFor();
    await dialog.getByLabel('Token').fill('read-secret');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const pods = tableOf(page, 'Pods');
    expect((await readRow(pods, 'web-0'))['CPU']).toBe('70m');
    await page.locator(LIVE).waitFor();

    // Nowhere but in the page: a new one asks again.
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    );
    expect(kept).not.toContain('secret');
    await page.reload();
    await dialog.waitFor();
  });
});
