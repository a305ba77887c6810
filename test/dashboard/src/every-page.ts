import type { Page } from 'playwright-core';

/** Every kind of page of the played cluster; long lists are filtered down to a few rows. */
export const EVERY_PAGE = [
  '/',
  '/nodes',
  '/namespaces',
  '/workloads',
  '/pods?filter=0',
  '/top?filter=web',
  '/nodes/worker-1',
  '/namespaces/shop',
  '/namespaces/shop/Deployment/web',
  '/namespaces/shop/pods/web-0',
  '/namespaces/shop/pods/web-0/app',
  '/namespaces/shop/pods/no-such',
] as const;

/** Waits until the page shows what it was loaded for. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy=true], .loading') === null &&
      document.querySelector('td, canvas, .problem') !== null,
  );
}
