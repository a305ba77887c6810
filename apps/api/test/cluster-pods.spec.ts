import type { TestServer } from './server';
import { startWholeCluster } from './whole-cluster';

const MIB = 1_048_576;

describe('pods of a cluster the server is told of', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startWholeCluster();
  });

  afterAll(() => server.close());

  function namesOf(body: { items: { pod: string }[] }): string[] {
    return body.items.map(({ pod }) => pod);
  }

  it('are all listed: with values, or null and why', async () => {
    const { body } = await server.get('/api/pods?fields=memory_bytes');
    expect(body.metadata.total).toBe(4);
    expect(body.items).toEqual([
      expect.objectContaining({
        pod: 'done',
        node: 'worker-1',
        phase: 'Succeeded',
        status: 'Completed',
        timestamp: null,
        memory_bytes: null,
        missing: { memory_bytes: 'not_running' },
      }),
      expect.objectContaining({
        pod: 'crash',
        status: 'CrashLoopBackOff',
        restarts: 2,
        memory_bytes: 3_000,
        stale: false,
      }),
      expect.objectContaining({ pod: 'web-1', memory_bytes: 50 * MIB }),
      {
        timestamp: null,
        namespace: 'shop',
        pod: 'web-2',
        uid: 'web-2',
        node: null,
        deployment: 'web',
        workload: { kind: 'Deployment', name: 'web' },
        host_network: false,
        phase: 'Pending',
        status: 'Pending',
        created_at: '2026-11-23T11:50:00.000Z',
        restarts: 0,
        cpu_request_millicores: 200,
        memory_request_bytes: 100 * MIB,
        memory_bytes: null,
        missing: { memory_bytes: 'not_running' },
      },
    ]);
  });

  it.each([
    ['namespace=shop', ['web-1', 'web-2']],
    ['node=worker-1', ['done', 'crash', 'web-1']],
    ['namespace=shop&node=worker-1', ['web-1']],
    ['labelSelector=app%3Dweb', ['web-1', 'web-2']],
    ['sort=-cpu_request_percent', ['web-1', 'done', 'crash', 'web-2']],
    ['sort=-cpu_node_percent&limit=2', ['web-1', 'crash']],
    ['sort=-memory_request_bytes', ['web-1', 'web-2', 'done', 'crash']],
    ['sort=-restarts&limit=1', ['crash']],
    ['sort=-created_at', ['done', 'web-1', 'web-2', 'crash']],
  ])('are found and sorted: %s', async (query, names) => {
    expect(namesOf((await server.get(`/api/pods?${query}`)).body)).toEqual(names);
  });

  it('go page by page, those without values too', async () => {
    const { body: first } = await server.get('/api/pods?limit=3');
    const { body: second } = await server.get(
      `/api/pods?limit=3&continue=${first.metadata.continue}`,
    );
    expect([...namesOf(first), ...namesOf(second)]).toEqual(['done', 'crash', 'web-1', 'web-2']);
    expect(second.metadata).toMatchObject({ total: 4 });
    expect(second.items[0]).toMatchObject({ cpu_millicores: null, cpu_limit_millicores: 400 });
  });

  it('have shares of request, limit and node', async () => {
    const { body } = await server.get('/api/pods/web-1');
    expect(body).toMatchObject({
      cpu_millicores: 100,
      cpu_request_percent: 50,
      cpu_limit_percent: 25,
      // Of 2,000.
      cpu_node_percent: 5,
      // 50 MiB of 100 and 200 MiB.
      memory_request_percent: 50,
      memory_limit_percent: 25,
      // 52,428,800 of 2,000,000,000.
      memory_node_percent: 2.62,
    });
  });

  it('have containers that run, wait and are done, each under its name', async () => {
    const { body } = await server.get('/api/pods/crash?fields=memory_bytes');
    const silent = {
      timestamp: null,
      memory_bytes: null,
      missing: { memory_bytes: 'not_running' },
    };
    expect(body.containers).toEqual([
      {
        ...silent,
        container: 'app',
        container_id: 'c-old',
        kind: 'regular',
        image: 'app:1',
        state: 'waiting',
        reason: 'CrashLoopBackOff',
        ready: false,
        restarts: 2,
        last_termination: {
          reason: 'OOMKilled',
          exit_code: 137,
          finished_at: '2026-11-23T11:59:57.000Z',
        },
      },
      {
        timestamp: '2026-11-23T12:00:00.000Z',
        container: 'helper',
        container_id: 'c-ok',
        kind: 'regular',
        state: 'running',
        ready: true,
        restarts: 0,
        memory_bytes: 1_000,
        age_seconds: 2,
        stale: false,
      },
      {
        ...silent,
        container: 'setup',
        container_id: 'c-setup',
        kind: 'init',
        state: 'terminated',
        reason: 'Completed',
        exit_code: 0,
        ready: false,
        restarts: 0,
      },
    ]);
  });

  it('name the containers of the past in a window', async () => {
    const { body } = await server.get('/api/pods/crash?window=60&fields=memory_bytes');
    expect(body.containers).toMatchObject([
      { container: 'app', container_id: 'c-old', samples: [{ memory_bytes: 2_000 }] },
      { container: 'helper', samples: [{ memory_bytes: 1_000 }, { memory_bytes: 1_000 }] },
    ]);
  });

  it('that have ended keep their past', async () => {
    const { body } = await server.get('/api/pods/done');
    expect(body).toMatchObject({ timestamp: null, memory_bytes: null, labels: {} });
    expect(body.containers).toMatchObject([
      { container: 'work', state: 'terminated', reason: 'Completed', memory_bytes: null },
    ]);
    const { body: past } = await server.get('/api/pods/done?window=60');
    expect(past.samples).toMatchObject([{ memory_bytes: 5_000 }]);
  });

  it('without samples have a window without points, and are in no list of windows', async () => {
    const { status, body } = await server.get('/api/pods/web-2?window=60');
    expect(status).toBe(200);
    expect(body).toMatchObject({ pod: 'web-2', node: null, samples: [], containers: [] });
    const { body: list } = await server.get('/api/pods?window=60');
    expect(namesOf(list)).toEqual(['done', 'crash', 'web-1']);
  });
});

describe('a cluster whose only collector has been silent for more than five minutes', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startWholeCluster('2026-11-23T12:05:01Z');
  });

  afterAll(() => server.close());

  it('has all its pods and nodes, without values', async () => {
    const { body } = await server.get('/api/pods?fields=memory_bytes');
    const reasons = body.items.map(
      ({ pod, timestamp, missing }: Record<string, Record<string, string>>) => [
        pod,
        timestamp,
        missing['memory_bytes'],
      ],
    );
    expect(reasons).toEqual([
      ['done', null, 'not_running'],
      ['crash', null, 'not_reported'],
      ['web-1', null, 'not_reported'],
      ['web-2', null, 'not_running'],
    ]);
    const { body: nodes } = await server.get('/api/nodes?fields=memory_bytes');
    expect(nodes.items).toMatchObject([
      { node: 'worker-1', ready: true, pods: 2, missing: { memory_bytes: 'not_reported' } },
      { node: 'worker-2', ready: false, pods: 0, missing: { memory_bytes: 'not_reported' } },
    ]);
    expect((await server.get('/api/nodes/worker-1')).body).toMatchObject({
      timestamp: null,
      memory_bytes: null,
      cpu_capacity_millicores: 4_000,
    });
    expect((await server.get('/api/namespaces/shop')).body).toMatchObject({
      pods: 0,
      memory_bytes: null,
      memory_request_bytes: 200 * MIB,
    });
  });

  it('has containers that run, without values', async () => {
    const { body } = await server.get('/api/pods/crash?fields=memory_bytes');
    expect(body.containers).toMatchObject([
      { container: 'app', missing: { memory_bytes: 'not_running' } },
      { container: 'helper', state: 'running', missing: { memory_bytes: 'not_reported' } },
      { container: 'setup', missing: { memory_bytes: 'not_running' } },
    ]);
  });

  it('still has their past', async () => {
    const { body } = await server.get('/api/pods/web-1?window=600&fields=memory_bytes');
    expect(body.samples).toHaveLength(2);
  });
});
