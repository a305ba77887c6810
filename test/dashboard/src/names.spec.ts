import { EVIL } from './cluster/pods';
import { describeInBrowser } from './describe-in-browser';
import { startPlayedApi, type PlayedApi } from './played-api';
import { readRow, rowOf, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

const part = encodeURIComponent;

describeInBrowser('names that would be markup', (open) => {
  it('are text on every page, lead to their pages, and no script of them runs', async () => {
    const { page, faults } = await open(`${api.server.url}/pods?filter=onerror`);
    const wasRun = () =>
      page.evaluate(() => (window as Window & { wasRun?: number }).wasRun ?? 'nothing');
    const pods = tableOf(page, 'Pods');
    expect(await readRow(pods, EVIL.pod)).toMatchObject({ Namespace: EVIL.namespace, CPU: '33m' });
    expect(await wasRun()).toBe('nothing');
    await rowOf(pods, EVIL.pod).getByRole('link', { name: EVIL.pod }).click();
    await page.getByRole('heading', { name: `Pod ${EVIL.pod} in ${EVIL.namespace}` }).waitFor();
    await page.getByRole('link', { name: EVIL.container, exact: true }).first().click();
    await page
      .getByRole('heading', { name: `Container ${EVIL.container} of ${EVIL.pod}` })
      .waitFor();
    expect(await page.title()).toContain(EVIL.container);
    expect(await wasRun()).toBe('nothing');

    const namespace = `/namespaces/${part(EVIL.namespace)}`;
    const pages: readonly (readonly [path: string, text: string])[] = [
      ['/', EVIL.node],
      ['/nodes', EVIL.node],
      [`/nodes/${part(EVIL.node)}`, EVIL.pod],
      ['/namespaces', EVIL.namespace],
      [namespace, EVIL.pod],
      ['/workloads', EVIL.workload],
      [`${namespace}/StatefulSet/${part(EVIL.workload)}`, EVIL.pod],
      ['/top?filter=onerror', EVIL.pod],
    ];
    for (const [path, text] of pages) {
      await page.goto(api.server.url + path);
      await page.getByText(text, { exact: false }).first().waitFor({ state: 'attached' });
      expect([path, await wasRun()]).toEqual([path, 'nothing']);
    }
    expect(faults).toEqual([]);
  });
});
