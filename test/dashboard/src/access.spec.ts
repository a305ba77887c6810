import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeInBrowser } from './describe-in-browser';
import { startPlayedApi, type PlayedApi } from './played-api';
import { ReviewingCluster } from './reviewing-cluster';
import { readRow, rowOf, tableOf } from './table-reading';

/** The state of the connection while the page is kept up to date. */
const LIVE = '.connection[data-kind=live]';

/** The dialog that asks for a token. */
const SIGN_IN = { name: 'Sign in with a token' };

describeInBrowser('rights in one namespace', (open) => {
  it('show what lies in it, and say of the rest that it may not be seen', async () => {
    const cluster = await ReviewingCluster.start('shop');
    const scoped = await startPlayedApi({
      AUTH_READ: 'kubernetes',
      KUBECONFIG: cluster.kubeconfig,
    });
    try {
      const { page } = await open(`${scoped.server.url}/namespaces/batch`);
      const dialog = page.getByRole('dialog', SIGN_IN);
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
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    const dialog = page.getByRole('dialog', SIGN_IN);
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
    const stored = JSON.stringify(await page.context().storageState({ indexedDB: true }));
    expect(kept + stored + urls.join()).not.toContain('secret');
    await page.reload();
    await dialog.waitFor();
  });
});
