import { chartOf, drag, placeIn } from './chart-reading';
import { describeInBrowser } from './describe-in-browser';
import { download, linesOf } from './downloads';
import { startPlayedApi, type PlayedApi } from './played-api';
import { clean, tableOf } from './table-reading';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

interface Window {
  readonly samples: readonly { timestamp: string; cpu_millicores: number | null }[];
}

const POD = '/namespaces/shop/pods/web-0?window=300';

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
    await chartOf(page, 'CPU');
    await page.getByRole('button', { name: 'Back to the range before the zoom' }).click();
    await page.waitForURL((url) => url.searchParams.get('window') === '300');
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.has('start'));
  });

  it('shares its cursor with the others of the page, and has it by keys too', async () => {
    const { page } = await open(`${api.server.url}${POD}`);
    const [cpu, memory] = [await chartOf(page, 'CPU'), await chartOf(page, 'Memory')];
    const timeUnderCursor = async (chart: typeof cpu) =>
      /\d\d:\d\d:\d\d/.exec(await chart.innerText())?.[0];
    expect(await timeUnderCursor(memory)).toBe('12:00:00');
    const { x, y } = await placeIn(cpu, 0.5);
    await page.mouse.move(x, y);
    // Half way from 11:55:02 to 12:00:02, to the nearest tick.
    const middle = /11:57:(30|35)/;
    await memory.getByText(middle).first().waitFor();
    expect(await timeUnderCursor(cpu)).toBe(await timeUnderCursor(memory));
    await page.mouse.move(0, 0);
    await memory.getByText(middle).first().waitFor({ state: 'detached' });

    await cpu.getByRole('application').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await memory.getByText('11:59:55').first().waitFor();
  });

  it('is a table too, in which a gap is a gap', async () => {
    const { page } = await open(`${api.server.url}/nodes/worker-2?window=300`);
    const chart = await chartOf(page, 'CPU');
    await chart.getByRole('button', { name: 'Show CPU as a table' }).click();
    const table = tableOf(page, 'CPU');
    const row = (time: string) =>
      table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: time }) });
    await row('12:00:00').first().waitFor();
    // All it uses, 2,476 millicores, until noon; nothing from 11:58:00 to 11:58:55, and no
    // rate over that hole at 11:59:00.
    const texts = async (time: string) => clean(await row(time).first().innerText());
    expect(await texts('12:00:00')).toContain('2,476m');
    expect(await texts('11:59:05')).toContain('2,476m');
    await table.locator('tbody tr').first().getByRole('rowheader').focus();
    for (let pages = 0; pages < 3; pages += 1) await page.keyboard.press('PageDown');
    const rows = await table.locator('tbody tr').allInnerTexts();
    const between = rows.map(clean).filter((text) => /11:58:/.test(text));
    expect(between.every((text) => !/\dm/.test(text))).toBe(true);
  });

  it('has the values of REST, and lines for request and limit', async () => {
    const { page } = await open(`${api.server.url}${POD}`);
    const chart = await chartOf(page, 'CPU');
    const legend = clean(await chart.innerText());
    expect(legend).toContain('70m');
    expect(legend).toMatch(/request 200m/i);
    expect(legend).toMatch(/limit 500m/i);
    const link = chart.getByRole('link', { name: 'The data of CPU in the REST interface' });
    const { samples } = await api.server.get<Window>((await link.getAttribute('href')) ?? '');
    expect(samples.at(-1)?.cpu_millicores).toBe(70);
  });

  it('is given as CSV, value for value, and as a picture', async () => {
    const { page } = await open(`${api.server.url}${POD}`);
    const chart = await chartOf(page, 'CPU');
    const csv = await download(page, chart.getByRole('button', { name: /CPU as CSV/ }));
    expect(csv.name).toMatch(/^CPU.*\.csv$/i);
    const [header, ...lines] = linesOf(csv);
    expect(header).toMatch(/^time,.*\(millicores\)/);
    const { samples } = await api.server.get<Window>(
      '/api/namespaces/shop/pods/web-0?window=300&fields=cpu_millicores',
    );
    const known = samples.filter(({ cpu_millicores: value }) => value !== null);
    // 60 ticks from 11:55:05, of which the first has no rate.
    expect(known.length).toBeGreaterThanOrEqual(58);
    for (const { timestamp, cpu_millicores: value } of known) {
      const line = lines.find((one) => one.startsWith(new Date(timestamp).toISOString()));
      expect([timestamp, line?.split(',')[1]]).toEqual([timestamp, String(value)]);
    }

    const { content } = await download(page, chart.getByRole('button', { name: /CPU as PNG/ }));
    expect(content.subarray(1, 4).toString('latin1')).toBe('PNG');
    // Width and height stand first in the first chunk.
    expect(content.readUInt32BE(16)).toBeGreaterThan(300);
    expect(content.readUInt32BE(20)).toBeGreaterThan(150);
  });

  it('marks a restart and the kill that led to it', async () => {
    const { page } = await open(`${api.server.url}/namespaces/batch/pods/report-x7?window=300`);
    const chart = await chartOf(page, 'Memory');
    const events = chart.getByRole('list', { name: 'Events of Memory' });
    await events.getByText('Restart', { exact: true }).first().waitFor({ state: 'attached' });
    const text = clean((await events.textContent()) ?? '');
    expect(text).toMatch(/11:57:00 ?Out of memory kill/);
    expect(text).toMatch(/11:57:0[05] ?Restart/);
  });
});
