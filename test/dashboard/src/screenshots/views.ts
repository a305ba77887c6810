import type { Page } from 'playwright-core';
import { chartOf, placeIn } from '../chart-reading';

/** What a view is pictured on. */
export const DEVICES = {
  desktop: { viewport: { width: 1_440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 } },
} as const;

export type Device = keyof typeof DEVICES;

export const SCHEMES = ['light', 'dark'] as const;

export type Scheme = (typeof SCHEMES)[number];

/** A view that is pictured. */
export interface View {
  /** Of the file. */
  readonly name: string;
  readonly path: string;
  /** Left out: all. */
  readonly devices?: readonly Device[];
  readonly schemes?: readonly Scheme[];
  readonly locale?: string;
  /** From a server that answers only with a token. */
  readonly isLocked?: boolean;
  /** What is done before the picture is taken; such a picture is of what is in sight only. */
  act?(page: Page): Promise<void>;
}

const POD = '/namespaces/shop/pods/web-2?window=3600';

/** Every view there is, at an hour of the played cluster. */
export const VIEWS: readonly View[] = [
  { name: 'overview', path: '/?window=3600' },
  { name: 'nodes', path: '/nodes?window=3600' },
  { name: 'namespaces', path: '/namespaces?window=3600' },
  { name: 'workloads', path: '/workloads?window=3600' },
  { name: 'pods', path: '/pods?window=3600' },
  { name: 'top', path: '/top?window=3600' },
  { name: 'node', path: '/nodes/worker-1?window=3600' },
  { name: 'namespace', path: '/namespaces/shop?window=3600&view=pods' },
  { name: 'workload', path: '/namespaces/shop/Deployment/web?window=3600' },
  { name: 'pod', path: POD },
  { name: 'container', path: '/namespaces/shop/pods/web-2/app?window=3600' },
  {
    name: 'restart',
    path: '/namespaces/batch/pods/report-x7?window=1800',
    devices: ['desktop'],
    schemes: ['light'],
  },
  {
    name: 'overview-korean',
    path: '/?window=3600',
    devices: ['desktop'],
    schemes: ['light'],
    locale: 'ko-KR',
  },
  { name: 'chart', path: POD, devices: ['desktop'], act: pointAtChart },
  { name: 'explanation', path: POD, devices: ['desktop'], act: explainCpu },
  { name: 'menu', path: '/?window=3600', devices: ['phone'], act: openMenu },
  { name: 'login', path: '/', devices: ['desktop'], isLocked: true, act: waitForLogin },
];

async function pointAtChart(page: Page): Promise<void> {
  const chart = await chartOf(page, 'CPU');
  await chart.evaluate((figure) => figure.scrollIntoView({ block: 'center' }));
  const { x, y } = await placeIn(chart, 0.6);
  await page.mouse.move(x, y);
}

async function explainCpu(page: Page): Promise<void> {
  const now = page.getByRole('region', { name: 'Now' });
  await now.getByRole('button').first().focus();
  await page.getByRole('tooltip').waitFor();
}

function openMenu(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Menu' }).click();
}

function waitForLogin(page: Page): Promise<void> {
  return page.getByRole('dialog', { name: 'Sign in with a token' }).waitFor();
}
