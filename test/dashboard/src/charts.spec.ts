import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { startPlayedApi, type PlayedApi } from './played-api';
import { clean, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

/** The chart of this name, once it is drawn. */
async function chartOf(page: Page, name: string): Promise<Locator> {
  const chart = page.getByRole('figure', { name, exact: true });
  await chart.locator('canvas').waitFor();
  return chart;
}

/** Draws over the chart from one share of its width to another. */
async function drag(page: Page, chart: Locator, from: number, to: number): Promise<void> {
  const area = chart.locator('.u-over');
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  if (box === null) throw new Error('the chart is not shown');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + (box.width * (from + to)) / 2, y, { steps: 4 });
  await page.mouse.move(box.x + box.width * to, y, { steps: 4 });
  await page.mouse.up();
}

describeInBrowser('a chart', (open) => {
  it('is zoomed by a drag, which the address keeps and the way back undoes', async () => {
    const { page } = await open(`${api.server.url}/nodes/worker-1?window=300`);
    await drag(page, await chartOf(page, 'CPU'), 0.25, 0.75);
    await page.waitForURL((url) => url.searchParams.has('start'));
    const { searchParams } = new URL(page.url());
    const [start, end] = ['start', 'end'].map((name) => Date.parse(searchParams.get(name) ?? ''));
    // Half of 300 s, a quarter after their beginning at 11:55:02; a pixel is 0.5 s.
    expect(Math.abs((end - start) / 1_000 - 150)).toBeLessThan(5);
    expect(Math.abs(start - Date.parse('2026-11-23T11:56:17Z'))).toBeLessThan(5_000);
    expect(searchParams.get('back')).toBe('300');
    await chartOf(page, 'CPU');
    await page.getByRole('button', { name: 'Back to the range before the zoom' }).click();
    await page.waitForURL((url) => url.searchParams.get('window') === '300');
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.has('start'));
  });

  it('is a table too, in which a gap is a gap', async () => {
    const { page } = await open(`${api.server.url}/nodes/worker-2?window=300`);
    await chartOf(page, 'CPU');
    await page.getByRole('button', { name: 'Show CPU as a table' }).click();
    const table = tableOf(page, 'CPU');
    const row = (time: string) =>
      table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: time }) });
    await row('12:00:00').first().waitFor();
    // All it uses, 2,476 millicores, until noon; nothing from 11:58:00 to 11:58:55, and no
    // rate over that hole at 11:59:00.
    const texts = async (time: string) => clean(await row(time).first().innerText());
    expect(await texts('12:00:00')).toContain('2.48 cores');
    expect(await texts('11:59:05')).toContain('2.48 cores');
    await table.locator('tbody tr').first().getByRole('rowheader').focus();
    for (let pages = 0; pages < 3; pages += 1) await page.keyboard.press('PageDown');
    const rows = await table.locator('tbody tr').allInnerTexts();
    const between = rows.map(clean).filter((text) => /11:58:/.test(text));
    expect(between.every((text) => !text.includes('cores'))).toBe(true);
  });

  it('has the values of REST, and lines for request and limit', async () => {
    const { page } = await open(`${api.server.url}/namespaces/shop/pods/web-0?window=300`);
    const chart = await chartOf(page, 'CPU');
    const legend = clean(await chart.innerText());
    expect(legend).toContain('70m');
    expect(legend).toMatch(/request 200m/i);
    expect(legend).toMatch(/limit 500m/i);
    const link = chart.getByRole('link', { name: 'The data of CPU in the REST interface' });
    const { samples } = await api.server.get<{ samples: { cpu_millicores: number | null }[] }>(
      (await link.getAttribute('href')) ?? '',
    );
    expect(samples.at(-1)?.cpu_millicores).toBe(70);
  });
});
