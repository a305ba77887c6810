import { writeLists } from './cluster';
import { buildReport } from './reports';
import { startServer, type TestServer } from './server';
import { startTwoNodes } from './two-nodes';
import { startWholeCluster } from './whole-cluster';

const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

function at(second: number): string {
  return new Date(NOON_MS + (second - 60) * 1_000).toISOString();
}

/** `app` of both pods ran as c1 until :35 and runs as c2 from :45 on. */
function pod(name: string, runs: { running: object; terminated: object }): object {
  return {
    metadata: { name, namespace: 'shop', uid: name, creationTimestamp: '2026-11-23T11:59:20Z' },
    spec: { nodeName: 'w', containers: [{ name: 'app' }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          containerID: `containerd://${name}-c2`,
          restartCount: 1,
          state: { running: runs.running },
          lastState: { terminated: { containerID: `containerd://${name}-c1`, ...runs.terminated } },
        },
      ],
    },
  };
}

describe('events of a pod whose container ran twice', () => {
  let server: TestServer;

  beforeAll(async () => {
    const { files, remove } = writeLists([
      {
        kind: 'PodList',
        items: [
          pod('told', {
            running: { startedAt: '2026-11-23T11:59:43Z' },
            terminated: { reason: 'Error', exitCode: 1, finishedAt: '2026-11-23T11:59:38Z' },
          }),
          pod('untold', { running: {}, terminated: {} }),
        ],
      },
    ]);
    server = await startServer({
      FREEZE_CLOCK_AT: '2026-11-23T11:59:57Z',
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: files,
    });
    remove();
    for (const second of [30, 35, 40, 45, 50, 55]) {
      // Two processes are killed in `untold` after :45, one elsewhere on the node after :50.
      const kills = second >= 50 ? 2 : 0;
      const id = second <= 35 ? 'c1' : 'c2';
      const isRunning = second !== 40;
      const values = { memory_bytes: 1 };
      const container = (name: string) =>
        isRunning ? { [`${name}-${id}`]: { pod: name, values } } : {};
      const report = buildReport({
        node: 'w',
        atMs: NOON_MS + (second - 60) * 1_000,
        host: { memory_bytes: 1, memory_oom_kills: 5 + kills + (second >= 55 ? 1 : 0) },
        pods: {
          told: { values: { ...values, memory_oom_kills: 0 } },
          untold: { values: { ...values, memory_oom_kills: kills } },
        },
        containers: { ...container('told'), ...container('untold') },
      });
      expect((await server.post('/api/reports', report)).status).toBe(200);
    }
  });

  afterAll(() => server.close());

  const place = (name: string) => ({
    namespace: 'shop',
    pod: name,
    uid: name,
    node: 'w',
    workload: { kind: 'Pod', name },
  });
  const created = { at: at(20), kind: 'created' };

  it('have the times the cluster told', async () => {
    const { body } = await server.get('/api/namespaces/shop/pods/told/events');
    const how = { container: 'app', reason: 'Error', exit_code: 1 };
    expect(body).toEqual({
      items: [
        { ...created, ...place('told') },
        { at: at(38), kind: 'ended', ...place('told'), ...how, container_id: 'told-c1' },
        { at: at(43), kind: 'restart', ...place('told'), ...how, container_id: 'told-c2' },
      ],
      metadata: { total: 3, timestamp: at(57) },
      step_seconds: 5,
      resolution: 'raw',
    });
  });

  it('say between which samples where the cluster did not', async () => {
    const { body } = await server.get('/api/namespaces/shop/pods/untold/events');
    const again = { kind: 'restart', container: 'app', container_id: 'untold-c2' };
    expect(body.items).toEqual([
      { ...created, ...place('untold') },
      { at: at(45), after: at(35), ...again, ...place('untold') },
      { at: at(50), after: at(45), kind: 'oom_kill', count: 2, ...place('untold') },
    ]);
  });

  it('are those of the window, the newest when there are too many', async () => {
    const path = '/api/namespaces/shop/events';
    const { body } = await server.get(`${path}?start=${at(40)}&limit=1`);
    expect(body.metadata.total).toBe(3);
    expect(body.items).toMatchObject([{ kind: 'oom_kill', pod: 'untold' }]);
  });

  it('are a workload’s too', async () => {
    const { body } = await server.get('/api/namespaces/shop/workloads/Pod/told/events');
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      'created',
      'ended',
      'restart',
    ]);
  });

  it('are kills of a node, wherever they were', async () => {
    const { body } = await server.get('/api/nodes/w/events?window=300');
    expect(body.items).toEqual([
      { at: at(50), after: at(45), kind: 'oom_kill', node: 'w', count: 2 },
      { at: at(55), after: at(50), kind: 'oom_kill', node: 'w', count: 1 },
    ]);
  });
});

describe('events', () => {
  it('have a kill the cluster told of without samples of it', async () => {
    const server = await startWholeCluster();
    const { body } = await server.get('/api/namespaces/broken/pods/crash/events');
    expect(body.items).toMatchObject([
      {
        at: '2026-11-23T11:59:57.000Z',
        kind: 'oom_kill',
        container: 'app',
        container_id: 'c-old',
        count: 1,
        reason: 'OOMKilled',
        exit_code: 137,
      },
    ]);
    await server.close();
  });

  it('refuse what cannot be asked', async () => {
    const server = await startTwoNodes();
    for (const [path, status] of [
      ['/api/namespaces/shop/pods/nope/events', 404],
      ['/api/namespaces/shop/workloads/Deployment/nope/events', 404],
      ['/api/nodes/nope/events', 404],
      ['/api/nodes/worker-1/events?window=-1', 400],
      ['/api/nodes/worker-1/events?limit=0', 400],
      ['/api/nodes/worker-1/events?fields=x', 400],
    ] as const) {
      const { status: answered, headers } = await server.get(path);
      expect([path, answered]).toEqual([path, status]);
      expect(headers.get('content-type')).toContain('application/problem+json');
    }
    await server.close();
  });
});
