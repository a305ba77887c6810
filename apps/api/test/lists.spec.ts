import { startTwoNodes } from './two-nodes';
import { startServer, type TestServer } from './server';

/** The pods in the order of their names, the unnamed one last. */
const BY_NAME = ['bare-db', 'tick', 'hostnet', 'mirror-1', 'db-0', 'web-1', 'web-2', 'mystery'];

/** By CPU: 100, 70, 30, 20, 20, 5, 2, 1; the two with 20 in the order of their names. */
const BY_CPU = ['mystery', 'web-1', 'web-2', 'bare-db', 'db-0', 'hostnet', 'mirror-1', 'tick'];

function uidsOf(body: { items: { uid: string }[] }): string[] {
  return body.items.map(({ uid }) => uid);
}

describe('lists', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTwoNodes();
  });

  afterAll(() => server.close());

  /** All pages of a list, one after the other. */
  async function readPages(query: string): Promise<string[][]> {
    const pages: string[][] = [];
    let token: string | undefined;
    do {
      const more = token === undefined ? '' : `&continue=${token}`;
      const { body } = await server.get(`/api/pods?${query}${more}`);
      expect(body.metadata.total).toBe(8);
      pages.push(uidsOf(body));
      token = body.metadata.continue;
    } while (token !== undefined);
    return pages;
  }

  it.each([
    ['limit=3', [BY_NAME.slice(0, 3), BY_NAME.slice(3, 6), BY_NAME.slice(6)]],
    ['limit=4', [BY_NAME.slice(0, 4), BY_NAME.slice(4)]],
    ['limit=8', [BY_NAME]],
    ['limit=0', [BY_NAME]],
    ['sort=name&limit=5', [BY_NAME.slice(0, 5), BY_NAME.slice(5)]],
    ['sort=-cpu_millicores&limit=3', [BY_CPU.slice(0, 3), BY_CPU.slice(3, 6), BY_CPU.slice(6)]],
    ['limit=3&window=60', [BY_NAME.slice(0, 3), BY_NAME.slice(3, 6), BY_NAME.slice(6)]],
  ])('page by page: %s', async (query, pages) => {
    expect(await readPages(query)).toEqual(pages);
  });

  it.each([
    [
      'sort=cpu_millicores',
      ['tick', 'mirror-1', 'hostnet', 'bare-db', 'db-0', 'web-2', 'web-1', 'mystery'],
    ],
    // Where it is absent it comes last, whatever the direction: 100 %, 25 %, 13 %, no limits.
    [
      'sort=-memory_limit_percent',
      ['db-0', 'web-1', 'web-2', 'bare-db', 'tick', 'hostnet', 'mirror-1', 'mystery'],
    ],
    [
      'sort=memory_limit_percent',
      ['web-2', 'web-1', 'db-0', 'bare-db', 'tick', 'hostnet', 'mirror-1', 'mystery'],
    ],
    [
      'sort=network_rx_bytes&fields=network_rx_bytes',
      ['bare-db', 'tick', 'mirror-1', 'db-0', 'mystery', 'web-2', 'web-1', 'hostnet'],
    ],
    ['sort=-pids', BY_NAME],
  ])('sorted: %s', async (query, uids) => {
    const { status, body } = await server.get(`/api/pods?${query}`);
    expect(status).toBe(200);
    expect(uidsOf(body)).toEqual(uids);
  });

  it.each([
    ['namespace=shop', ['db-0', 'web-1', 'web-2']],
    ['namespace=nowhere', []],
    ['node=worker-1', ['hostnet', 'mirror-1', 'db-0', 'web-1']],
    ['namespace=shop&node=worker-2', ['web-2']],
    ['labelSelector=app%3Dweb', ['web-1', 'web-2']],
    ['labelSelector=app%20in%20(web,db),!tier', ['bare-db', 'db-0']],
    ['labelSelector=app!%3Ddb&namespace=batch', ['tick']],
    ['labelSelector=tier%3Dfront&sort=-cpu_millicores&limit=1', ['web-1']],
  ])('narrowed: %s', async (query, uids) => {
    const { body } = await server.get(`/api/pods?${query}`);
    expect(uidsOf(body)).toEqual(uids);
  });

  it.each([
    ['/api/nodes/worker-2/pods', ['bare-db', 'tick', 'web-2', 'mystery']],
    ['/api/nodes/worker-2/pods?namespace=batch', ['bare-db', 'tick']],
    ['/api/namespaces/shop/pods', ['db-0', 'web-1', 'web-2']],
    ['/api/namespaces/shop/pods?node=worker-1', ['db-0', 'web-1']],
    ['/api/namespaces/nowhere/pods', []],
    // What the path says wins over the query.
    ['/api/nodes/worker-2/pods?node=worker-1', ['bare-db', 'tick', 'web-2', 'mystery']],
    ['/api/namespaces/batch/pods?namespace=shop', ['bare-db', 'tick']],
  ])('of a place: %s', async (path, uids) => {
    const { body } = await server.get(path);
    expect(uidsOf(body)).toEqual(uids);
    expect(body.metadata.total).toBe(uids.length);
  });

  it('with only the fields asked for', async () => {
    const { body } = await server.get(
      '/api/pods?fields=cpu_millicores&node=worker-1&namespace=shop',
    );
    expect(Object.keys(body.items[0]).sort()).toEqual([
      'age_seconds',
      'cpu_millicores',
      'cpu_request_millicores',
      'host_network',
      'memory_request_bytes',
      'namespace',
      'node',
      'phase',
      'pod',
      'qos',
      'restarts',
      'stale',
      'status',
      'timestamp',
      'uid',
      'workload',
    ]);
  });

  it('of nodes, cgroups and sums go page by page and sorted too', async () => {
    const { body: nodes } = await server.get('/api/nodes?sort=-cpu_percent&limit=1');
    expect(nodes).toMatchObject({ items: [{ node: 'worker-1' }], metadata: { total: 2 } });
    const next = `/api/nodes?sort=-cpu_percent&limit=1&continue=${nodes.metadata.continue}`;
    const { body: rest } = await server.get(next);
    expect(rest.items).toMatchObject([{ node: 'worker-2' }]);
    expect(rest.metadata).not.toHaveProperty('continue');

    const { body: cgroups } = await server.get('/api/nodes/worker-1/cgroups?sort=-memory_bytes');
    expect(cgroups.items.map((item: { cgroup: string }) => item.cgroup)).toEqual([
      '/system.slice/ssh.service',
      '/system.slice/cron.service',
    ]);

    const { body: sums } = await server.get('/api/namespaces?sort=-cpu_millicores&limit=2');
    expect(sums.items).toMatchObject([{ namespace: 'shop' }, { namespace: 'batch' }]);
    const { body: byName } = await server.get('/api/namespaces?limit=1');
    const { body: second } = await server.get(
      `/api/namespaces?limit=1&continue=${byName.metadata.continue}`,
    );
    expect(second).toMatchObject({ items: [{ namespace: 'infra' }], metadata: { total: 4 } });
  });

  it('before anything was reported are empty, sorted or not', async () => {
    const fresh = await startServer({ FREEZE_CLOCK_AT: '2026-11-23T12:00:02Z' });
    for (const path of ['/api/nodes', '/api/pods', '/api/namespaces']) {
      for (const query of ['', '?sort=-cpu_millicores', '?window=60']) {
        const { status, body } = await fresh.get(`${path}${query}`);
        expect({ status, items: body.items, total: body.metadata.total }).toEqual({
          status: 200,
          items: [],
          total: 0,
        });
      }
    }
    await fresh.close();
  });

  describe('that cannot be answered', () => {
    it.each([
      ['/api/pods?limit=-1', 'limit'],
      ['/api/pods?limit=1.5', 'limit'],
      ['/api/pods?limit=ten', 'limit'],
      ['/api/pods?limit=', 'limit'],
      ['/api/pods?limit=1&limit=2', 'limit'],
      ['/api/pods?limit=1e99', 'limit'],
      ['/api/pods?sort=nonsense', 'sort'],
      ['/api/pods?sort=-', 'sort'],
      ['/api/pods?sort=__proto__', 'sort'],
      ['/api/pods?sort=cpu_millicores&fields=memory_bytes', 'sort'],
      ['/api/nodes?sort=cpu_limit_percent', 'sort'],
      ['/api/namespaces?sort=load_1m', 'sort'],
      ['/api/pods?sort=-cpu_millicores&window=60', 'sort'],
      ['/api/nodes?sort=-cpu_millicores&window=60', 'sort'],
      ['/api/namespaces?sort=-cpu_millicores&window=60', 'sort'],
      ['/api/pods?fields=', 'fields'],
      ['/api/pods?fields=cpu_millicores,nonsense', 'fields'],
      ['/api/pods?continue=nonsense', 'continue'],
      ['/api/pods?labelSelector=a%20b', 'labelSelector'],
      ['/api/pods?labelSelector=', 'labelSelector'],
      ['/api/pods?namespace=%00', 'namespace'],
      ['/api/namespaces/shop/workloads?kind=%3Cb%3E', 'kind'],
      ['/api/pods?colour=red', 'colour'],
      ['/api/pods?__proto__=1', '__proto__'],
      ['/api/pods?constructor=1', 'constructor'],
      ['/api/nodes?namespace=shop', 'namespace'],
      ['/api/nodes/worker-1?limit=1', 'limit'],
      ['/api/pods/web-1?limit=1', 'limit'],
      ['/api/namespaces/shop/deployments?kind=Job', 'kind'],
    ])('%s', async (path, field) => {
      const { status, body } = await server.get(path);
      expect({ status, type: body.type, field: body.errors?.[0].field }).toEqual({
        status: 400,
        type: '/problems/bad-request',
        field,
      });
      expect(body.detail).toContain(field);
    });

    it('a token of one order used in another', async () => {
      const { body } = await server.get('/api/pods?limit=1');
      const path = `/api/pods?limit=1&sort=-cpu_millicores&continue=${body.metadata.continue}`;
      expect(await server.get(path)).toMatchObject({ status: 400 });
    });
  });
});
