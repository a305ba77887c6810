import { writeLists } from './cluster';
import { buildReport, type ContainerRow } from './reports';
import { ReviewServer } from './review-server';
import { startServer, type TestServer } from './server';

const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);
const ROOT = '/apis/metrics.k8s.io/v1beta1';
const PODS = 2_000;

/** Names that are in order as texts. */
const NAMES = Array.from({ length: PODS }, (_, index) => `pod-${String(index).padStart(5, '0')}`);

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly containers: readonly { readonly usage: { readonly cpu: string } }[];
  }[];
}

describe('a list that is sent in pieces', () => {
  let server: TestServer;

  beforeAll(async () => {
    const items = NAMES.map((name) => ({
      metadata: { name, namespace: 'many', uid: name, labels: { app: 'many' } },
      spec: { nodeName: 'worker-1', containers: [{ name: 'app' }] },
      status: {
        phase: 'Running',
        containerStatuses: [
          { name: 'app', containerID: `containerd://c-${name}`, state: { running: {} } },
        ],
      },
    }));
    const { files, remove } = writeLists([{ kind: 'PodList', items }]);
    server = await startServer({
      FREEZE_CLOCK_AT: '2026-11-23T12:00:02Z',
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: files,
    });
    remove();
    for (const isLast of [false, true]) {
      // Pod i has used i ms of CPU time in the 5 s.
      const rows = NAMES.map((name, index): [string, ContainerRow] => [
        `c-${name}`,
        {
          pod: name,
          values: { cpu_usage_microseconds: isLast ? index * 1_000 : 0, memory_bytes: 4_096 },
        },
      ]);
      const report = buildReport({
        node: 'worker-1',
        atMs: NOON_MS - (isLast ? 0 : 5_000),
        pods: Object.fromEntries(NAMES.map((name) => [name, { values: { memory_bytes: 1 } }])),
        containers: Object.fromEntries(rows),
      });
      expect((await server.post('/api/reports', report)).status).toBe(200);
    }
  });

  afterAll(() => server.close());

  it('is whole and in order', async () => {
    const response = await fetch(`${server.url}${ROOT}/pods`);
    // It is begun before its length is known.
    expect(response.headers.get('content-length')).toBeNull();
    const { items } = (await response.json()) as PodList;
    expect(items.map(({ metadata }) => metadata.name)).toEqual(NAMES);
    // 200 ms of CPU time in 5 s; 1,999 ms are 399.8 millicores.
    const cpuOf = (index: number) => items[index].containers[0].usage.cpu;
    expect([cpuOf(0), cpuOf(200), cpuOf(1_999)]).toEqual(['0', '40m', '399800u']);
  });

  it('is whole as a table', async () => {
    const headers = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
    const response = await fetch(`${server.url}${ROOT}/pods?includeObject=None`, { headers });
    const { rows } = (await response.json()) as { rows: { cells: string[] }[] };
    expect(rows.map(({ cells }) => cells[0])).toEqual(NAMES);
  });

  it('lets go of the list when nobody reads on, and answers others', async () => {
    const aborted = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const stop = new AbortController();
        const response = await fetch(`${server.url}${ROOT}/pods`, { signal: stop.signal });
        const reader = response.body?.getReader();
        const { done } = (await reader?.read()) ?? {};
        stop.abort();
        return done;
      }),
    );
    expect(aborted).toEqual(new Array(20).fill(false));
    const { status } = await fetch(`${server.url}${ROOT}/namespaces/many/pods/pod-00001`);
    expect(status).toBe(200);
  });
});

it('is not ready while the cluster has not been listed', async () => {
  const cluster = new ReviewServer();
  await cluster.start();
  cluster.failWith = 500;
  const server = await startServer({
    LOG_LEVEL: 'error',
    IDENTITY_SOURCE: 'kubernetes',
    KUBECONFIG: cluster.kubeconfig,
  });
  for (const [path, what] of [
    ['/pods', 'pods'],
    ['/namespaces/shop/pods/web', 'pods'],
    ['/nodes', 'nodes'],
    ['/nodes/worker-1', 'nodes'],
  ]) {
    const response = await fetch(`${server.url}${ROOT}${path}`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `the server has not listed the cluster's ${what} yet`,
      reason: 'ServiceUnavailable',
      details: { retryAfterSeconds: 1 },
      code: 503,
    });
  }
  expect((await fetch(`${server.url}${ROOT}`)).status).toBe(200);
  await server.close();
  await cluster.stop();
});
