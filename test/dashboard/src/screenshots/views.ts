/** A view that is pictured. */
export interface View {
  /** Of the file. */
  readonly name: string;
  readonly path: string;
}

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
  { name: 'pod', path: '/namespaces/shop/pods/web-2?window=3600' },
  { name: 'container', path: '/namespaces/shop/pods/web-2/app?window=3600' },
];

/** What they are pictured on. */
export const DEVICES = [
  { name: 'desktop', viewport: { width: 1_440, height: 900 } },
  { name: 'phone', viewport: { width: 390, height: 844 } },
] as const;

export const SCHEMES = ['light', 'dark'] as const;
