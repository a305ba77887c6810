import type { Page } from 'playwright-core';
import { chartOf } from './chart-reading';
import { describeInBrowser } from './describe-in-browser';
import { startPlayedApi, type PlayedApi } from './played-api';
import { readRow, rowOf, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

describeInBrowser('the way through the cluster', (open) => {
  it('leads down and up by clicks, and back by the button of the browser', async () => {
    const { page } = await open(`${api.server.url}/namespaces`);
    await rowOf(tableOf(page, 'Namespaces'), 'shop').getByRole('link').first().click();
    await heading(page, 'Namespace shop').waitFor();
    await page.getByRole('link', { name: 'web', exact: true }).first().click();
    await heading(page, 'Deployment web in shop').waitFor();
    await page.getByRole('link', { name: 'web-2', exact: true }).first().click();
    await heading(page, 'Pod web-2 in shop').waitFor();
    await page.getByRole('link', { name: 'proxy', exact: true }).first().click();
    await page.getByRole('heading', { name: /^Container proxy of web-2/ }).waitFor();
    const up = page.getByRole('navigation').getByRole('link', { name: 'shop', exact: true });
    await up.click();
    await heading(page, 'Namespace shop').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: /^Container proxy of web-2/ }).waitFor();
    await page.goBack();
    await heading(page, 'Pod web-2 in shop').waitFor();
  });

  it('begins with a link past the navigation', async () => {
    const { page } = await open(`${api.server.url}/nodes`);
    await rowOf(tableOf(page, 'Nodes'), 'worker-1').waitFor();
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.closest('main') !== null);
  });
});

describeInBrowser('the time range', (open) => {
  it('is chosen from a list, which the address keeps and each view has', async () => {
    const { page } = await open(`${api.server.url}/nodes`);
    await rowOf(tableOf(page, 'Nodes'), 'worker-1').waitFor();
    await page.getByRole('button', { name: /^Time range/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Time range' });
    await dialog.getByRole('button', { name: 'Last 6 h' }).click();
    await page.waitForURL((url) => url.searchParams.get('window') === '21600');
    await rowOf(tableOf(page, 'Nodes'), 'worker-1').getByRole('link').first().click();
    await heading(page, 'Node worker-1').waitFor();
    expect(new URL(page.url()).searchParams.get('window')).toBe('21600');
  });

  it('is from one time to another as typed, but not to one before', async () => {
    const { page } = await open(`${api.server.url}/nodes/worker-1`);
    await chartOf(page, 'CPU');
    await page.getByRole('button', { name: /^Time range/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Time range' });
    await dialog.getByLabel('Start').fill('2026-11-23T11:59:00');
    await dialog.getByLabel('End').fill('2026-11-23T11:56:00');
    await dialog.getByRole('button', { name: 'Show' }).click();
    await dialog.getByText('The start must lie before the end.').waitFor();
    await dialog.getByLabel('Start').fill('2026-11-23T11:55:00');
    await dialog.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL((url) => url.searchParams.has('end'));
    const { searchParams } = new URL(page.url());
    const times = ['start', 'end'].map((name) => new Date(searchParams.get(name) ?? '').toJSON());
    expect(times).toEqual(['2026-11-23T11:55:00.000Z', '2026-11-23T11:56:00.000Z']);
    const chart = await chartOf(page, 'CPU');
    // The newest tick within it: of the newest of all there is nothing.
    await chart
      .getByText(/11:5[56]:\d\d/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Go on live' }).click();
    await page.waitForURL((url) => !url.searchParams.has('end'));
  });
});

describeInBrowser('the overview', (open) => {
  it('leads to what is wrong and to the busiest', async () => {
    const { page } = await open(`${api.server.url}/`);
    await page.getByText('Crash loop').first().waitFor();
    await page
      .getByRole('link', { name: /crash-0/ })
      .first()
      .click();
    await heading(page, 'Pod crash-0 in batch').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'worker-2', exact: true }).first().click();
    await heading(page, 'Node worker-2').waitFor();
    await page.getByRole('link', { name: 'Nodes', exact: true }).first().click();
    expect((await readRow(tableOf(page, 'Nodes'), 'worker-2'))['CPU']).toBe('2,476m');
  });
});
