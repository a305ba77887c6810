import { describeInBrowser } from './describe-in-browser';
import { GENERATED_PODS, GeneratedApi } from './generated-api';
import { readNames, rowOf, tableOf } from './table-reading';

let api: GeneratedApi;
beforeAll(async () => {
  api = await GeneratedApi.start(2);
});
afterAll(() => api.remove());

/** More rows than any screen has, and less than a hundredth of what there is. */
const MOST_DRAWN = 90;

interface Pods {
  readonly items: readonly { pod: string; namespace: string; cpu_millicores: number }[];
}

describeInBrowser('the list of 10,000 generated pods', (open) => {
  it('draws few of them wherever it is scrolled to, and all are there', async () => {
    const { items } = await api.server.get<Pods>('/api/pods?limit=0&fields=cpu_millicores');
    expect(items.length).toBe(GENERATED_PODS);
    // Numbers within names count as numbers.
    const names = items
      .map(({ pod }) => pod)
      .sort(new Intl.Collator('en', { numeric: true }).compare);
    const { page, faults } = await open(`${api.server.url}/pods?sort=pod`, { now: '' });
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, names[0]).first().waitFor();
    expect(await pods.getAttribute('aria-rowcount')).toBe(String(GENERATED_PODS + 1));
    expect((await readNames(pods)).slice(0, 5)).toEqual(names.slice(0, 5));

    const scroller = page.locator('.table-scroller').filter({ has: pods });
    for (const share of [0.25, 0.5, 0.75]) {
      await scroller.evaluate((box, part) => {
        box.scrollTop = part * box.scrollHeight;
      }, share);
      // The row in the middle of them all stands where it was scrolled to.
      const name = names[Math.round(share * GENERATED_PODS) + 2];
      await rowOf(pods, name).first().waitFor();
      expect(await pods.locator('tbody tr').count()).toBeLessThan(MOST_DRAWN);
    }
    await pods.locator('tbody tr').getByRole('link').first().focus();
    await page.keyboard.press('End');
    await rowOf(pods, names.at(-1) ?? '')
      .first()
      .waitFor();
    expect(await pods.locator('tbody tr').count()).toBeLessThan(MOST_DRAWN);
    expect(faults).toEqual([]);
  });

  it('is sorted and filtered as a whole', async () => {
    const { items } = await api.server.get<Pods>('/api/pods?limit=0&fields=cpu_millicores');
    const busiest = items.reduce((one, other) =>
      other.cpu_millicores > one.cpu_millicores ? other : one,
    );
    const { page } = await open(`${api.server.url}/pods`, { now: '' });
    const pods = tableOf(page, 'Pods');
    await rowOf(pods, busiest.pod).first().waitFor();
    expect((await readNames(pods))[0]).toBe(busiest.pod);
    const inNamespace = items.filter(({ namespace }) => namespace === 'team-007').length;
    await page.goto(`${api.server.url}/pods?namespace=team-007`);
    await page.waitForFunction(
      (rows) => document.querySelector('table')?.getAttribute('aria-rowcount') === String(rows),
      inNamespace + 1,
    );
    await page.getByRole('searchbox', { name: 'Filter Pods' }).fill('no such pod');
    await page.getByText('Nothing matches “no such pod”.').waitFor();
  });
});
