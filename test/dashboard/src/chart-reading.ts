import type { Locator, Page } from 'playwright-core';

/** The chart of this name, once it is drawn. */
export async function chartOf(page: Page, name: string): Promise<Locator> {
  const chart = page.getByRole('figure', { name, exact: true });
  await chart.locator('canvas').first().waitFor();
  return chart;
}

/** A place in a chart: at a share of its width, half way up. CSS px of the page. */
export async function placeIn(chart: Locator, share: number): Promise<{ x: number; y: number }> {
  const area = chart.locator('.u-over');
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  if (box === null) throw new Error('the chart is not shown');
  return { x: box.x + box.width * share, y: box.y + box.height / 2 };
}

/** Draws over the chart from one share of its width to another. */
export async function drag(page: Page, chart: Locator, from: number, to: number): Promise<void> {
  const start = await placeIn(chart, from);
  const end = await placeIn(chart, to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, end.y, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

/** How many colours the canvas of a chart has: an empty one has one. */
export function countColors(chart: Locator): Promise<number> {
  return chart
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return 0;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(pixels?.data.buffer ?? new ArrayBuffer(0))).size;
    });
}
