import { chartOf, countColors, placeIn } from './chart-reading';
import { describeInBrowser } from './describe-in-browser';
import { findImages } from './pdf-images';
import { startPlayedApi, type PlayedApi } from './played-api';
import { rowOf, tableOf } from './table-reading';
import { EVERY_PAGE, settle } from './every-page';

let api: PlayedApi;
beforeAll(async () => {
  api = await startPlayedApi();
});
afterAll(() => api.server.remove());

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describeInBrowser('on a phone', (open) => {
  it('every page fits, and the menu leads on', async () => {
    const { page } = await open('about:blank', PHONE);
    for (const path of EVERY_PAGE) {
      await page.goto(api.server.url + path);
      await settle(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 360]);
    }
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('link', { name: 'Nodes', exact: true }).first().tap();
    await rowOf(tableOf(page, 'Nodes'), 'worker-1').waitFor();
  });

  it('a touch shows what a value is, and moves the cursor of a chart', async () => {
    const { page } = await open(`${api.server.url}/namespaces/shop/pods/web-0?window=300`, PHONE);
    const now = page.getByRole('region', { name: 'Now' });
    await now.getByRole('button', { name: '70m', exact: true }).first().tap();
    await page.getByRole('tooltip').getByText('cpu.stat').first().waitFor();
    const chart = await chartOf(page, 'CPU');
    const { x, y } = await placeIn(chart, 0.5);
    await page.touchscreen.tap(x, y);
    await chart
      .getByText(/11:57:(30|35)/)
      .first()
      .waitFor();
  });
});

describeInBrowser('on paper', (open) => {
  it('has the charts and the values, and nothing to press', async () => {
    const { page } = await open(`${api.server.url}/namespaces/shop/pods/web-0?window=300`, {
      colorScheme: 'dark',
    });
    const chart = await chartOf(page, 'CPU');
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('button', { name: 'Settings' }).waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: /Show CPU as a table/ }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation', { name: 'Views' }).isVisible()).toBe(false);
    expect(await countColors(chart)).toBeGreaterThan(2);
    const charts = await page.locator('figure canvas').count();
    const images = findImages(await page.pdf({ format: 'A4', printBackground: true }));
    expect(images.filter(({ width }) => width > 200).length).toBeGreaterThanOrEqual(charts);
    for (const { bytes } of images) expect(new Set(bytes).size).toBeGreaterThan(2);
  });
});

describeInBrowser('the page', (open) => {
  it('speaks Korean to a Korean browser, English by choice, and remembers it', async () => {
    const { page } = await open(`${api.server.url}/pods`, { locale: 'ko-KR' });
    await page.getByRole('heading', { name: '파드', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko');
    await page.getByRole('button', { name: '설정', exact: true }).click();
    // For screen readers only: the component library has its words from the same choice.
    const dismiss = (name: string) => page.getByRole('button', { name, exact: true }).first();
    await dismiss('무시').waitFor({ state: 'attached' });
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Pods', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await dismiss('Dismiss').waitFor({ state: 'attached' });
    await page.reload();
    await page.getByRole('heading', { name: 'Pods', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  it('is dark as the system is, or by choice', async () => {
    const { page } = await open(`${api.server.url}/nodes`, { colorScheme: 'dark' });
    const isDark = () =>
      page.evaluate(() => {
        const [red] = /\d+/.exec(getComputedStyle(document.documentElement).backgroundColor) ?? [
          '255',
        ];
        return Number(red) < 80;
      });
    await rowOf(tableOf(page, 'Nodes'), 'worker-1').waitFor();
    expect(await isDark()).toBe(true);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'light');
    expect(await isDark()).toBe(false);
  });
});
