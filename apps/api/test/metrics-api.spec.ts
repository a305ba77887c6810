import { startMetricsCluster } from './metrics-cluster';
import type { TestServer } from './server';

const TABLE =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';

/** Time of all answers. */
const CREATED = '2026-11-23T12:00:02Z';
const NOON = '2026-11-23T12:00:00Z';

let server: TestServer;

beforeAll(async () => {
  server = await startMetricsCluster();
});

afterAll(() => server.close());

/** GET below a version of the API; the body as sent. */
async function ask(path: string, headers: Record<string, string> = {}, version = 'v1beta1') {
  const response = await fetch(`${server.url}/apis/metrics.k8s.io/${version}${path}`, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

/** The same, parsed. */
async function get(path: string, headers?: Record<string, string>) {
  const { text } = await ask(path, headers);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return JSON.parse(text) as any;
}

/** `namespace/name` of a list's items. */
async function podsOf(path: string): Promise<string[]> {
  const { items } = (await get(path)) as { items: { metadata: Record<string, string> }[] };
  return items.map(({ metadata }) => `${metadata['namespace']}/${metadata['name']}`);
}

const WORKER_1 =
  '"metadata":{"name":"worker-1","creationTimestamp":"2026-11-23T12:00:02Z",' +
  '"labels":{"zone":"a","disk":"ssd"}},"timestamp":"2026-11-23T12:00:00Z","window":"10s",' +
  // 4,120,933 µs in 10 s; 3,192,918,016 bytes are 3,118,084 KiB.
  '"usage":{"cpu":"412093300n","memory":"3118084Ki"}';

// The reports between were lost: the counter tells of all the 40 s, 20 s of CPU time.
const WORKER_4 =
  '"metadata":{"name":"worker-4","creationTimestamp":"2026-11-23T12:00:02Z"},' +
  '"timestamp":"2026-11-23T12:00:00Z","window":"40s","usage":{"cpu":"500m","memory":"2Ki"}';

// app: 123,457 µs in 10.25 s are 12,044.585365… µs a second. proxy has done nothing. The pod's
// interval is the proxy's, which was read 10 ms earlier.
const WEB_0 =
  '"metadata":{"name":"web-0","namespace":"shop","creationTimestamp":"2026-11-23T12:00:02Z",' +
  '"labels":{"app":"web","tier":"front"}},"timestamp":"2026-11-23T12:00:00Z","window":"10.24s",' +
  '"containers":[{"name":"app","usage":{"cpu":"12044585n","memory":"18244Ki","swap":"0"}},' +
  '{"name":"proxy","usage":{"cpu":"0","memory":"5Mi","swap":"1500"}}]';

describe('nodes', () => {
  it.each(['v1', 'v1beta1'])('lists those with a rate in %s, to the byte', async (version) => {
    const { status, headers, text } = await ask('/nodes', {}, version);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(text).toBe(
      `{"kind":"NodeMetricsList","apiVersion":"metrics.k8s.io/${version}","metadata":{},"items":[{${WORKER_1}},{${WORKER_4}}]}`,
    );
  });

  it('gives one', async () => {
    const { text } = await ask('/nodes/worker-1');
    expect(text).toBe(`{"kind":"NodeMetrics","apiVersion":"metrics.k8s.io/v1beta1",${WORKER_1}}`);
  });

  it.each([
    ['labelSelector=zone%3Da', ['worker-1']],
    ['labelSelector=zone%20in%20(a,b),disk', ['worker-1']],
    ['labelSelector=zone!%3Da', ['worker-4']],
    ['labelSelector=', ['worker-1', 'worker-4']],
    ['fieldSelector=metadata.name%3Dworker-1', ['worker-1']],
    ['fieldSelector=metadata.name!%3Dworker-1', ['worker-4']],
    [
      'limit=1&continue=abc&resourceVersion=0&pretty=true&timeoutSeconds=1',
      ['worker-1', 'worker-4'],
    ],
  ])('are selected by %s', async (query, names) => {
    const { items } = await get(`/nodes?${query}`);
    expect(items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual(names);
  });
});

describe('pods', () => {
  it('gives one, to the byte', async () => {
    const { text } = await ask('/namespaces/shop/pods/web-0', {}, 'v1');
    expect(text).toBe(`{"kind":"PodMetrics","apiVersion":"metrics.k8s.io/v1",${WEB_0}}`);
  });

  it('lists running pods with a rate by namespace and name', async () => {
    expect(await podsOf('/pods')).toEqual([
      'batch/job',
      'shop/crash',
      'shop/fresh',
      'shop/lost',
      'shop/restarted',
      'shop/web-0',
    ]);
    const { text } = await ask('/pods');
    const start =
      '{"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[{"metadata":{';
    expect(text.slice(0, start.length)).toBe(start);
    expect(text.endsWith(`,{${WEB_0}}]}`)).toBe(true);
  });

  it('lists those of a namespace, and none of one that is not there', async () => {
    expect(await podsOf('/namespaces/batch/pods')).toEqual(['batch/job']);
    expect((await ask('/namespaces/nope/pods')).text).toBe(
      '{"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[]}',
    );
  });

  it.each([
    ['labelSelector=app%3Dweb', ['batch/job', 'shop/web-0']],
    ['labelSelector=app%20in%20(web,db),tier!%3Dfront', ['batch/job', 'shop/fresh']],
    ['labelSelector=!app', ['shop/crash', 'shop/lost', 'shop/restarted']],
    ['labelSelector=app%3Dweb&labelSelector=app%3Ddb', ['batch/job', 'shop/web-0']],
    ['fieldSelector=metadata.namespace%3Dbatch', ['batch/job']],
    ['fieldSelector=metadata.name%3D%3Dweb-0,spec.nodeName%3Dworker-1', ['shop/web-0']],
    ['fieldSelector=spec.nodeName%3Dworker-2', []],
  ])('are selected by %s', async (query, names) => {
    expect(await podsOf(`/pods?${query}`)).toEqual(names);
  });

  it.each([
    // 10,000 µs in 5 s; `late` has been read once: its place is kept, without a rate.
    [
      'fresh',
      '5s',
      [
        { name: 'app', usage: { cpu: '2m', memory: '1048577' } },
        { name: 'late', usage: { memory: '2Ki' } },
      ],
    ],
    // `unseen` runs, says the cluster, and was not reported.
    [
      'lost',
      '10s',
      [
        { name: 'app', usage: { cpu: '10m', memory: '4Ki' } },
        { name: 'unseen', usage: {} },
      ],
    ],
    // The new run of `app` has been read once; the old one is no container of the pod any more.
    [
      'restarted',
      '10s',
      [
        { name: 'app', usage: { memory: '8Ki' } },
        { name: 'helper', usage: { cpu: '2u', memory: '4Ki' } },
      ],
    ],
    // `app` waits to run again, so it uses nothing. No memory is no reason to hide the pod.
    ['crash', '10s', [{ name: 'helper', usage: { cpu: '2m', memory: '0' } }]],
  ])('%s has what is known of its containers', async (name, window, containers) => {
    const pod = await get(`/namespaces/shop/pods/${name}`);
    expect([pod.timestamp, pod.window, pod.containers]).toEqual([NOON, window, containers]);
  });
});

describe('as a table', () => {
  const columns = (...usage: string[]) => [
    {
      name: 'Name',
      type: 'string',
      format: 'name',
      description: 'Name of the resource',
      priority: 0,
    },
    ...usage.map((name) => ({
      name,
      type: 'string',
      format: 'quantity',
      description: '',
      priority: 0,
    })),
    { name: 'Window', type: 'string', format: 'duration', description: '', priority: 0 },
  ];

  it('has a row for each node with its metadata', async () => {
    const { status, headers, text } = await ask('/nodes?labelSelector=zone', { accept: TABLE });
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(JSON.parse(text)).toEqual({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: {},
      columnDefinitions: columns('cpu', 'memory'),
      rows: [
        {
          cells: ['worker-1', '412093300n', '3118084Ki', '10s'],
          object: {
            kind: 'PartialObjectMetadata',
            apiVersion: 'meta.k8s.io/v1',
            metadata: {
              name: 'worker-1',
              creationTimestamp: CREATED,
              labels: { zone: 'a', disk: 'ssd' },
            },
          },
        },
      ],
    });
  });

  it('sums up a pod, and says where a sum is not known', async () => {
    const cells = async (path: string) => {
      const { rows } = await get(`${path}?includeObject=None`, { accept: TABLE });
      return rows as object[];
    };
    // 18,244 KiB and 5 MiB; 0 and 1,500 bytes of swap.
    expect(await cells('/namespaces/shop/pods/web-0')).toEqual([
      { cells: ['web-0', '12044585n', '23364Ki', '1500', '10.24s'] },
    ]);
    expect(await cells('/namespaces/shop/pods/lost')).toEqual([
      { cells: ['lost', '<unknown>', '<unknown>', '10s'] },
    ]);
    expect(await cells('/namespaces/batch/pods')).toEqual([{ cells: ['job', '1', '1Gi', '10s'] }]);
  });

  it('carries whole objects, in the version asked for', async () => {
    const accept = 'application/json;as=Table;v=v1beta1;g=meta.k8s.io';
    const table = await get('/nodes/worker-1?includeObject=Object', { accept });
    expect(table.apiVersion).toBe('meta.k8s.io/v1beta1');
    expect(table.rows[0].object).toEqual(await get('/nodes/worker-1'));
  });

  it('is empty with columns when there is nothing', async () => {
    const table = await get('/namespaces/nope/pods', { accept: TABLE });
    expect([table.columnDefinitions, table.rows]).toEqual([columns('cpu', 'memory'), []]);
  });
});

describe('errors', () => {
  const failure = (
    code: number,
    reason: string,
    message: string,
    details: object | undefined = undefined,
  ) => ({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details === undefined ? {} : { details }),
    code,
  });
  const group = 'metrics.k8s.io';
  const missing = (kind: string, name: string) =>
    failure(404, 'NotFound', `${kind}.metrics.k8s.io "${name}" not found`, { name, group, kind });
  const unknown = (kind: string, name: string) =>
    failure(404, 'NotFound', `${kind} "${name}" not found`, { name, kind });
  const nothing = failure(404, 'NotFound', 'the server could not find the requested resource', {});

  it.each([
    ['/nodes/worker-2', missing('nodemetrics', 'worker-2')],
    ['/nodes/worker-3', missing('nodemetrics', 'worker-3')],
    ['/nodes/nope', unknown('nodes', 'nope')],
    ['/namespaces/shop/pods/once', missing('podmetrics', 'shop/once')],
    ['/namespaces/batch/pods/silent', missing('podmetrics', 'batch/silent')],
    ['/namespaces/shop/pods/nope', unknown('pods', 'nope')],
    ['/namespaces/batch/pods/web-0', unknown('pods', 'web-0')],
    ['/namespaces/shop/pods/pending', unknown('pods', 'pending')],
    ['/namespaces/batch/pods/done', unknown('pods', 'done')],
    ['/services', nothing],
    ['/namespaces/shop/nodes', nothing],
    ['/watch/pods', nothing],
  ])('%s is not found', async (path, status) => {
    const { headers, text, ...answer } = await ask(path);
    expect([answer.status, headers.get('content-type')]).toEqual([404, 'application/json']);
    expect(JSON.parse(text)).toEqual(status);
  });

  it('has no other version or group', async () => {
    expect(JSON.parse((await ask('/pods', {}, 'v2')).text)).toEqual(nothing);
    const response = await fetch(`${server.url}/apis/apps/v1`);
    expect([response.status, await response.json()]).toEqual([404, nothing]);
  });

  it.each([
    [
      'labelSelector=app%20in%20web',
      'unable to parse labelSelector: "app in web" is not a requirement',
    ],
    [
      'labelSelector=a%3D%00%C3%A9',
      'unable to parse labelSelector: "a=\\u0000é" is not a requirement',
    ],
    [
      'fieldSelector=status.phase%3DRunning',
      '"status.phase" is not a known field selector: only "metadata.name", "metadata.namespace", "spec.nodeName"',
    ],
    ['includeObject=All', 'unrecognized includeObject value: "All"'],
  ])('refuses ?%s', async (query, message) => {
    expect(await get(`/pods?${query}`)).toEqual(failure(400, 'BadRequest', message));
  });

  it.each([
    ['/pods?watch=true', 'pods'],
    ['/pods?watch=1&labelSelector=((', 'pods'],
    ['/nodes?watch', 'nodes'],
  ])('refuses to watch: %s', async (path, kind) => {
    const message = `watch is not supported on resources of kind "${kind}.metrics.k8s.io"`;
    expect(await get(path)).toEqual(failure(405, 'MethodNotAllowed', message, { group, kind }));
    expect((await ask(`/${kind}?watch=false`)).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s', async (method) => {
    for (const path of ['/apis/metrics.k8s.io/v1/pods', '/apis', '/openapi/v2']) {
      const response = await fetch(server.url + path, { method, body: '{broken' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      const message = 'the server does not allow this method on the requested resource';
      expect(await response.json()).toEqual(failure(405, 'MethodNotAllowed', message, {}));
    }
  });

  it('refuses what it cannot write', async () => {
    const { status, text } = await ask('/pods', { accept: 'text/html' });
    const message = 'only the following media types are accepted: application/json';
    expect([status, JSON.parse(text)]).toEqual([406, failure(406, 'NotAcceptable', message)]);
  });

  it.each(['/nodes/%zz', `/nodes/${'x'.repeat(254)}`, '/namespaces/a%0Ab/pods'])(
    'refuses the path %s',
    async (path) => {
      const { status, text } = await ask(path);
      expect([status, JSON.parse(text)]).toEqual([
        400,
        failure(400, 'BadRequest', expect.any(String) as string),
      ]);
    },
  );
});

describe('discovery', () => {
  const read = async (path: string, accept?: string) => {
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    const response = await fetch(server.url + path, { headers });
    return [response.status, response.headers.get('content-type'), await response.json()];
  };
  const versions = [
    { groupVersion: 'metrics.k8s.io/v1', version: 'v1' },
    { groupVersion: 'metrics.k8s.io/v1beta1', version: 'v1beta1' },
  ];
  const group = { name: 'metrics.k8s.io', versions, preferredVersion: versions[0] };

  it('lists the group', async () => {
    const list = { kind: 'APIGroupList', apiVersion: 'v1', groups: [group] };
    // As the aggregation layer asks: it takes any other form for the sign to ask on.
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    expect(await read('/apis')).toEqual([200, 'application/json', list]);
    expect(await read('/apis', accept)).toEqual([200, 'application/json', list]);
    expect(await read('/apis/metrics.k8s.io')).toEqual([
      200,
      'application/json',
      { kind: 'APIGroup', apiVersion: 'v1', ...group },
    ]);
  });

  it.each(['v1', 'v1beta1'])('lists the resources of %s', async (version) => {
    const verbs = ['get', 'list'];
    expect(await read(`/apis/metrics.k8s.io/${version}`)).toEqual([
      200,
      'application/json',
      {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion: `metrics.k8s.io/${version}`,
        resources: [
          { name: 'nodes', singularName: '', namespaced: false, kind: 'NodeMetrics', verbs },
          { name: 'pods', singularName: '', namespaced: true, kind: 'PodMetrics', verbs },
        ],
      },
    ]);
  });

  it('has OpenAPI documents where its index says', async () => {
    const [, , index] = (await read('/openapi/v3')) as [number, string, { paths: object }];
    for (const { serverRelativeURL } of Object.values(index.paths) as Record<string, string>[]) {
      expect(await read(serverRelativeURL)).toMatchObject([
        200,
        'application/json',
        { openapi: '3.0.0' },
      ]);
    }
    expect(await read('/openapi/v2')).toMatchObject([200, 'application/json', { swagger: '2.0' }]);
    expect((await read('/openapi/v3/apis/metrics.k8s.io/v2'))[0]).toBe(404);
  });

  it('is not in the document of the REST API', () => {
    const ours = Object.keys(server.document.paths).filter((path) => !path.startsWith('/api/'));
    expect(ours.filter((path) => /apis|openapi\//.test(path))).toEqual([]);
  });
});
