import { PrometheusCalls } from './prometheus-calls';
import type { TestServer } from './server';
import { NOON_MS, startTwoNodes } from './two-nodes';

const NOON = NOON_MS / 1_000;
const WEB = 'web-cc944f86-2wm5w';

describe('the Prometheus API', () => {
  let server: TestServer;
  let api: PrometheusCalls;

  beforeAll(async () => {
    server = await startTwoNodes();
    api = new PrometheusCalls(server.url);
  });

  afterAll(() => server.close());

  it('has containers under cAdvisor’s names, in base units, with names and images', async () => {
    const query = `container_cpu_usage_seconds_total{pod="${WEB}",container="app"}`;
    const { status, headers, body } = await api.get(
      `query?${new URLSearchParams({ query, time: String(NOON) })}`,
    );
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(body).toEqual({
      status: 'success',
      data: {
        resultType: 'vector',
        result: [
          {
            metric: {
              __name__: 'container_cpu_usage_seconds_total',
              container: 'app',
              cpu: 'total',
              image: 'registry.example/web:1.4',
              instance: 'worker-1',
              job: 'cadvisor',
              namespace: 'shop',
              node: 'worker-1',
              pod: WEB,
            },
            value: [NOON, '1.4'],
          },
        ],
      },
    });
  });

  it.each<[string, string, string, Record<string, string>]>([
    ['nodes that were read', 'up', 'node', { 'worker-1': '1', 'worker-2': '1' }],
    // 1.4 and 0.9 s are 10 s apart; the window's ends are 50 s and 0 s away: half of 5 s counts.
    [
      'rates, extrapolated as Prometheus does',
      `rate(container_cpu_usage_seconds_total{pod="${WEB}",container="app"}[1m]) * 60`,
      'container',
      { app: '0.6249999999999999' },
    ],
    [
      'sums of Headlamp: the sandbox and the pod’s own cgroup are not in them',
      `sum(container_memory_working_set_bytes{namespace='shop',pod='${WEB}'}) by (pod,namespace)`,
      'pod',
      { [WEB]: '37000000' },
    ],
    [
      'the network, which is the pod’s',
      `sum(increase(container_network_transmit_bytes_total{pod=~'web-.*'}[10s])) by (pod)`,
      'pod',
      // Readings of :55 and :00 alone are in the window; a counter does not begin below 0.
      { [WEB]: '500', 'web-cc944f86-k9znf': '500' },
    ],
    [
      'requests of Freelens',
      `sum(kube_pod_container_resource_requests{pod=~"${WEB}|db-0",resource="cpu",namespace="shop"}) by (pod)`,
      'pod',
      { 'db-0': '0.1', [WEB]: '0.10500000000000001' },
    ],
    [
      'joins with the pod’s node',
      `max by (node) (container_memory_working_set_bytes{image!=""} * on (pod,namespace) group_left(uid) kube_pod_info)`,
      'node',
      { 'worker-1': '36000000' },
    ],
    [
      'nodes under node_exporter’s names',
      'node_load1',
      'node',
      { 'worker-1': '0.4567', 'worker-2': '0.05' },
    ],
    ['CPUs', 'machine_cpu_cores', 'instance', { 'worker-1': '4', 'worker-2': '2' }],
    ['the kernel', 'count by (release) (node_uname_info)', 'release', { '6.1.0-18-amd64': '2' }],
    [
      'phases, of which one is 1',
      'sum by (phase) (kube_pod_status_phase{namespace="shop"})',
      'phase',
      { Failed: '0', Pending: '0', Running: '3', Succeeded: '0', Unknown: '0' },
    ],
  ])('answers with %s', async (_what, query, label, expected) => {
    expect(await api.vector(query, NOON, label)).toEqual(expected);
  });

  it('answers over time, from a form too', async () => {
    const form = {
      query: `sum by (pod) (container_memory_working_set_bytes{container="app"})`,
      start: '2026-11-23T11:59:45Z',
      end: String(NOON),
      step: '5s',
    };
    const expected = {
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { pod: WEB },
            values: [-10, -5, 0].map((second) => [NOON + second, '36000000']),
          },
        ],
      },
    };
    const posted = await api.post('query_range', form);
    expect([posted.status, posted.body]).toEqual([200, expected]);
    expect((await api.get(`query_range?${new URLSearchParams(form)}`)).body).toEqual(expected);
  });

  it('tells what can change only of now: no history of it is kept', async () => {
    const query = 'kube_pod_status_phase{namespace="shop",pod="db-0",phase="Running"}';
    expect(await api.vector(query, NOON, 'pod')).toEqual({ 'db-0': '1' });
    expect(await api.vector(query, NOON - 3_600, 'pod')).toEqual({});
  });

  it('lists series, labels and their values', async () => {
    const match = 'match[]=machine_cpu_cores{node="worker-1"}&match[]=up{node="worker-2"}';
    const { body } = await api.get(`series?${match}`);
    expect(body).toEqual({
      status: 'success',
      data: [
        { __name__: 'machine_cpu_cores', instance: 'worker-1', job: 'cadvisor', node: 'worker-1' },
        { __name__: 'up', instance: 'worker-2', job: 'kubelet', node: 'worker-2' },
      ],
    });
    expect((await api.get('labels?match[]=up')).body.data).toEqual([
      '__name__',
      'instance',
      'job',
      'node',
    ]);
    const namespaces = ['batch', 'infra', 'kube-system', 'shop'];
    expect((await api.get('label/namespace/values')).body.data).toEqual(namespaces);
    const stored = await api.get(
      'label/namespace/values?match[]=container_memory_working_set_bytes',
    );
    expect(stored.body.data).toEqual(['shop']);
    expect((await api.get('label/namespace/values?limit=2')).body.data).toEqual(['batch', 'infra']);
    const names = (await api.get('label/__name__/values')).body.data as string[];
    expect(names).toContain('container_cpu_usage_seconds_total');
    expect(names).toContain('kube_pod_info');
    // What is not stored is not told of: no limit of CPU, no pressure.
    expect(
      (await api.get('series?match[]=container_pressure_cpu_waiting_seconds_total')).body.data,
    ).toEqual([]);
    expect((await api.post('series', 'match[]=up')).body.data).toHaveLength(2);
  });

  it('says what it is, and what metrics are', async () => {
    expect((await api.get('status/buildinfo')).body.data.application).toBe('kubemonitor');
    expect((await api.get('metadata?metric=up')).body.data).toEqual({
      up: [{ type: 'gauge', help: '1 where the node was read.', unit: '' }],
    });
  });

  it.each<[string, number, string, RegExp]>([
    ['query?query=sum(', 400, 'bad_data', /^1:5: parse error: unexpected end of input$/],
    ['query?query=up%2Bfoo(up)', 400, 'bad_data', /^1:4: parse error: unknown function "foo"$/],
    [
      'query?query=histogram_quantile(0.9,up)',
      400,
      'bad_data',
      /histogram_quantile\(\) is outside the supported subset/,
    ],
    ['query', 400, 'bad_data', /^invalid parameter "query"/],
    ['query?query=up&time=never', 400, 'bad_data', /cannot parse "never" to a valid timestamp/],
    ['query?query=up&time=1e300', 400, 'bad_data', /invalid parameter "time"/],
    [
      'query_range?query=up&start=1&end=0&step=1',
      400,
      'bad_data',
      /end timestamp must not be before/,
    ],
    [
      'query_range?query=up&start=0&end=1&step=0',
      400,
      'bad_data',
      /zero or negative query resolution/,
    ],
    ['query_range?query=up&start=0&end=11001&step=1', 400, 'bad_data', /11,000 points/],
    [
      'query_range?query=up[5m]&start=0&end=1&step=1',
      400,
      'bad_data',
      /must be Scalar or instant Vector/,
    ],
    [
      'query?query=up*on()machine_cpu_cores',
      422,
      'execution',
      /found duplicate series for the match group/,
    ],
    ['series', 400, 'bad_data', /no match\[\] parameter provided/],
    ['series?match[]={}', 400, 'bad_data', /at least one non-empty matcher/],
    ['labels?match[]=1', 400, 'bad_data', /is not a series selector/],
    ['label/a-b/values', 400, 'bad_data', /it is no label name/],
    [`query?query=up{node=~"(a%2B)%2B(b|c)*[d-"}`, 400, 'bad_data', /regular expression/],
  ])('refuses %s in Prometheus’ form', async (path, status, errorType, error) => {
    const reply = await api.get(
      `${path}${path.includes('time') ? '' : path.includes('?') ? `&time=${NOON}` : ''}`,
    );
    expect([reply.status, reply.body]).toEqual([
      status,
      { status: 'error', errorType, error: expect.stringMatching(error) as string },
    ]);
  });

  it('refuses what is too large, and forms elsewhere', async () => {
    const long = await api.post('query', { query: `up{node="${'x'.repeat(140_000)}"}` });
    expect([long.status, long.body.errorType]).toEqual([400, 'bad_data']);
    const larger = await api.post('query', { query: 'x'.repeat(600_000) });
    expect([larger.status, larger.body.errorType]).toEqual([413, 'bad_data']);
    const form = await server.post('/api/reports', 'a=b', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(415);
  });

  it('stops a query that takes more than it may', async () => {
    const range = { start: String(NOON - 10_999), end: String(NOON), step: '1' };
    const query = Array.from({ length: 60 }, () => 'kube_pod_info').join(' or ');
    const reply = await api.post('query_range', { query, ...range });
    expect(reply.body).toEqual({
      status: 'error',
      errorType: 'execution',
      error: expect.stringMatching(/more than 3000000 values/) as string,
    });
    expect(reply.status).toBe(422);
    const late = await api.post('query', { query: 'up', timeout: '0.001' });
    expect([200, 503]).toContain(late.status);
  });

  it('answers 50 at once', async () => {
    const all = Array.from({ length: 50 }, () =>
      api.post('query', { query: '{__name__=~".+"}', time: String(NOON) }),
    );
    const replies = await Promise.all(all);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
