import type { TestServer } from './server';
import { startTwoNodes } from './two-nodes';
import { startWholeCluster } from './whole-cluster';

/** What is wrong in `whole-cluster.ts`, worst first; `cluster-overview.spec.ts` has it in full. */
const OF_WORKER_2 = ['collector_silent', 'node_not_ready', 'node_cordoned'];
const OF_CRASH = ['crash_loop', 'oom_killed'];

describe('filters of findings', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startWholeCluster();
  });

  afterAll(() => server.close());

  it.each([
    ['node=worker-2', OF_WORKER_2],
    // Pods on it: nothing is wrong with the node itself.
    ['node=worker-1', OF_CRASH],
    ['node=nope', []],
    // web-2 is on no node yet.
    ['namespace=shop', ['pod_not_scheduled']],
    ['namespace=shop&node=worker-1', []],
    ['namespace=broken&node=worker-1', OF_CRASH],
    ['namespace=broken&pod=crash', OF_CRASH],
    ['namespace=shop&pod=crash', []],
    ['namespace=shop&pod=web-2', ['pod_not_scheduled']],
    ['namespace=broken&workload=Pod/crash', OF_CRASH],
    ['namespace=shop&workload=Deployment/web', ['pod_not_scheduled']],
    ['namespace=shop&workload=deployments/web', ['pod_not_scheduled']],
    ['namespace=shop&workload=Deployment/idle', []],
    ['namespace=shop&workload=StatefulSet/web', []],
    ['namespace=broken&workload=Deployment/web', []],
    ['namespace=shop&workload=Deployment/web&pod=web-1', []],
    ['namespace=broken&pod=crash&container=app', OF_CRASH],
    // Both are about `app`.
    ['namespace=broken&pod=crash&container=helper', []],
    // A pod without a node has no container that is better off.
    ['namespace=shop&pod=web-2&container=app', ['pod_not_scheduled']],
  ])('%s', async (query, codes) => {
    const { status, body } = await server.get(`/api/findings?${query}`);
    expect(status).toBe(200);
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(codes);
    expect(body.metadata.total).toBe(codes.length);
  });

  it('count what they let through, however many are asked for', async () => {
    const { body } = await server.get('/api/findings?node=worker-2&limit=1');
    expect(body.items).toHaveLength(1);
    expect(body.metadata).toMatchObject({ total: 3, counts: { error: 2, warning: 0, info: 1 } });
  });

  it.each([
    ['pod=crash', 'pod', 'crash', 'needs "namespace" beside it'],
    ['workload=Pod/crash', 'workload', 'Pod/crash', 'needs "namespace" beside it'],
    ['namespace=broken&container=app', 'container', 'app', 'needs "pod" beside it'],
    ...['web', '/web', 'Deployment/', '1/web', 'a b/web'].map((text) => [
      `namespace=shop&workload=${encodeURIComponent(text)}`,
      'workload',
      text,
      'must be kind/name such as Deployment/web',
    ]),
  ])('refuse %s', async (query, field, value, message) => {
    const { status, headers, body } = await server.get(`/api/findings?${query}`);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({
      type: '/problems/bad-request',
      detail: `"${field}" ${message}.`,
      errors: [{ field, value, message }],
    });
  });

  it.each(['node=', 'namespace=shop&pod=a%00', `node=${'n'.repeat(254)}`, 'name=x'])(
    'refuse what is no name: %s',
    async (query) => {
      const { status, body } = await server.get(`/api/findings?${query}`);
      expect([status, body.type]).toEqual([400, '/problems/bad-request']);
    },
  );
});

it('findings of a workload are those of its pods alone', async () => {
  const server = await startTwoNodes();
  const ask = async (workload: string) => {
    const { body } = await server.get(`/api/findings?namespace=shop&workload=${workload}`);
    return body.items.map(({ code, name }: { code: string; name: string }) => [code, name]);
  };
  // db-0 uses all of its 67,108,864 bytes.
  expect(await ask('StatefulSet/db')).toContainEqual(['memory_near_limit', 'db-0']);
  expect((await ask('Deployment/web')).flat()).not.toContain('db-0');
  await server.close();
});
