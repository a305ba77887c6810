import { startScrapedCluster, type ScrapedCluster } from './scraped-cluster';
import { startServer } from './server';

const PATHS = ['/metrics/cadvisor', '/metrics/resource', '/metrics/node', '/metrics/state'];

describe('the cluster for Prometheus', () => {
  let cluster: ScrapedCluster;
  const lines = async (path: string): Promise<string[]> => {
    const { status, headers, body } = await cluster.server.get(path);
    expect([status, headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    return (body as string).split('\n');
  };

  beforeAll(async () => {
    cluster = await startScrapedCluster();
    await cluster.reportAgain();
  });

  afterAll(() => cluster.server.close());

  const WEB = 'namespace="shop",pod="web-1a-one",node="worker-1"';
  const APP = `${WEB},container="app",image="registry.example/web:1.4"`;

  it.each([
    `container_cpu_usage_seconds_total{${APP},cpu="total"} 1.5`,
    `container_cpu_cfs_throttled_periods_total{${APP}} 25`,
    `container_cpu_cfs_throttled_seconds_total{${APP}} 0.9`,
    // 50 MiB
    `container_memory_working_set_bytes{${APP}} 52428800`,
    `container_spec_memory_limit_bytes{${APP}} 209715200`,
    `container_fs_writes_bytes_total{${APP}} 20480`,
    `container_network_receive_bytes_total{${WEB}} 9000`,
    `container_network_transmit_packets_dropped_total{${WEB}} 2`,
    'machine_cpu_cores{node="worker-1"} 4',
    'machine_memory_bytes{node="worker-1"} 8000000000',
  ])('under cAdvisor’s names has %s', async (line) => {
    expect(await lines('/metrics/cadvisor')).toContain(line);
  });

  it('escapes what a label’s value may not have', async () => {
    const image = 'image="registry.example/tick:1"';
    expect(await lines('/metrics/cadvisor')).toContain(
      `container_memory_working_set_bytes{namespace="batch",pod="tick-1-x",node="worker-1",container="say \\"hi\\"\\\\",${image}} 3000`,
    );
  });

  it('has no sandbox, no sum of a pod, and no sample without a value', async () => {
    const usage = (await lines('/metrics/cadvisor')).filter((line) =>
      line.startsWith('container_cpu_usage_seconds_total{'),
    );
    expect(usage).toHaveLength(2);
    const limits = (await lines('/metrics/cadvisor')).filter((line) =>
      line.startsWith('container_spec_memory_limit_bytes{'),
    );
    expect(limits).toHaveLength(1);
  });

  it.each([
    'node_cpu_usage_seconds_total{node="worker-1"} 12',
    'node_memory_working_set_bytes{node="worker-1"} 1000000000',
    `pod_cpu_usage_seconds_total{${WEB}} 1.5`,
    `pod_memory_working_set_bytes{${WEB}} 52428800`,
    // No image: queries of cAdvisor's series leave these out by that.
    `container_cpu_usage_seconds_total{${WEB},container="app"} 1.5`,
    `container_swap_usage_bytes{${WEB},container="app"} 0`,
    'resource_scrape_error{node="worker-1"} 0',
  ])('as the kubelet’s /metrics/resource has %s', async (line) => {
    expect(await lines('/metrics/resource')).toContain(line);
  });

  const NODE = 'instance="worker-1",node="worker-1"';

  it.each([
    `node_memory_MemTotal_bytes{${NODE}} 8000000000`,
    `node_memory_MemAvailable_bytes{${NODE}} 6000000000`,
    // 1,000,000 − 250,000
    `node_memory_SwapFree_bytes{${NODE}} 750000`,
    `node_network_transmit_bytes_total{${NODE}} 60000`,
    `node_load1{${NODE}} 0.52`,
    // Noon, 1,000 s after the boot.
    `node_time_seconds{${NODE}} 1795435200`,
    `node_boot_time_seconds{${NODE}} 1795434200`,
    `node_uname_info{${NODE},nodename="worker-1",release="6.1.0",machine="x86_64",sysname="Linux"} 1`,
  ])('under node_exporter’s names has %s', async (line) => {
    expect(await lines('/metrics/node')).toContain(line);
  });

  it('has no CPU time of all CPUs under the name of one’s', async () => {
    expect((await lines('/metrics/node')).join('\n')).not.toContain('node_cpu_seconds_total');
  });

  const STATE = 'namespace="shop",pod="web-1a-one",uid="uid-web-1a-one"';

  it.each([
    `kube_pod_info{${STATE},node="worker-1",host_network="false",created_by_kind="ReplicaSet",created_by_name="web-1a"} 1`,
    `kube_pod_owner{${STATE},owner_kind="ReplicaSet",owner_name="web-1a",owner_is_controller="true"} 1`,
    'kube_replicaset_owner{namespace="shop",replicaset="web-1a",owner_kind="Deployment",owner_name="web",owner_is_controller="true"} 1',
    'kube_pod_owner{namespace="batch",pod="tick-1-x",uid="uid-tick",owner_kind="Job",owner_name="tick-1",owner_is_controller="true"} 1',
    'kube_job_owner{namespace="batch",job_name="tick-1",owner_kind="CronJob",owner_name="tick",owner_is_controller="true"} 1',
    `kube_pod_status_phase{${STATE},phase="Running"} 1`,
    `kube_pod_status_phase{${STATE},phase="Failed"} 0`,
    'kube_pod_status_phase{namespace="shop",pod="web-1a-two",uid="uid-web-1a-two",phase="Pending"} 1',
    `kube_pod_start_time{${STATE}} 1795434601`,
    `kube_pod_container_info{${STATE},container="app",image="registry.example/web:1.4",image_spec="registry.example/web:1.4",container_id="c-app"} 1`,
    `kube_pod_container_resource_requests{${STATE},container="app",node="worker-1",resource="cpu",unit="core"} 0.2`,
    `kube_pod_container_resource_limits{${STATE},container="app",node="worker-1",resource="memory",unit="byte"} 209715200`,
    `kube_pod_container_status_restarts_total{${STATE},container="app"} 3`,
    `kube_pod_container_status_last_terminated_reason{${STATE},container="app",reason="OOMKilled"} 1`,
    'kube_deployment_spec_replicas{namespace="shop",deployment="web"} 2',
    'kube_deployment_status_replicas_ready{namespace="shop",deployment="web"} 1',
    'kube_node_info{node="worker-1",kernel_version="6.1.0",os_image="Debian 12"} 1',
    'kube_node_status_allocatable{node="worker-1",resource="cpu",unit="core"} 3.8',
    'kube_node_status_capacity{node="worker-1",resource="pods",unit="integer"} 110',
    'kube_node_status_condition{node="worker-1",condition="Ready",status="true"} 1',
  ])('under kube-state-metrics’ names has %s', async (line) => {
    expect(await lines('/metrics/state')).toContain(line);
  });

  it('says nothing of the status of a container that has none', async () => {
    const ofTwo = (await lines('/metrics/state')).filter((line) =>
      /^kube_pod_container_status_.*pod="web-1a-two"/.test(line),
    );
    expect(ofTwo).toEqual([]);
  });

  it.each(PATHS)('%s has each name and each series once', async (path) => {
    const all = await lines(path);
    const names = all.filter((line) => line.startsWith('# TYPE'));
    expect(new Set(names).size).toBe(names.length);
    const series = all.filter((line) => line !== '' && !line.startsWith('#'));
    const keys = series.map((line) => line.slice(0, line.lastIndexOf(' ')));
    expect(new Set(keys).size).toBe(keys.length);
    expect(series.filter((line) => !/^[a-zA-Z_]\w*(\{.*\})? -?[0-9.e+-]+$/.test(line))).toEqual([]);
  });

  it.each([
    ['/metrics/cadvisor?namespace=shop', /namespace="batch"|machine_/, /pod="web-1a-one"/],
    ['/metrics/state?namespace=batch', /namespace="shop"|kube_node_/, /pod="tick-1-x"/],
    ['/metrics/state?node=worker-1', /web-1a-two|kube_deployment/, /pod="web-1a-one"/],
    ['/metrics/resource?node=worker-1', /node="worker-2"/, /node_cpu_usage_seconds_total/],
  ])('%s is a part of it', async (path, without, having) => {
    const text = (await lines(path)).join('\n');
    expect(text).not.toMatch(without);
    expect(text).toMatch(having);
  });

  it.each(['/metrics/node?node=other', '/metrics/cadvisor?namespace=other'])(
    '%s is empty: there is nothing of it',
    async (path) => {
      expect(await lines(path)).toEqual(['']);
    },
  );

  it.each([
    ['an unknown parameter', '?pod=x', '"pod" is not known here.'],
    ['a name twice', '?namespace=a&namespace=b', '"namespace" must be string.'],
    ['an empty name', '?node=', '"node" must NOT have fewer than 1 characters.'],
    ['control characters', '?node=%00', '"node" must match pattern'],
  ])('refuses %s', async (_case, query, detail) => {
    const { status, body } = await cluster.server.get(`/metrics/cadvisor${query}`);
    expect(status).toBe(400);
    expect(body.detail).toContain(detail);
  });

  it('answers fifty at once, each with the whole', async () => {
    const alone = await cluster.server.get('/metrics/state');
    const together = await Promise.all(
      Array.from({ length: 50 }, () => cluster.server.get('/metrics/state')),
    );
    for (const { status, body, headers } of together) {
      if (status === 200) expect(body).toBe(alone.body);
      // More than may wait are told when to come again.
      else expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    }
    expect(together.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(18);
  });
});

it('tells the time of samples that have missed their successor', async () => {
  // The report is of 11:59:55.
  const cluster = await startScrapedCluster('2026-11-23T12:00:05.001Z');
  const { body } = await cluster.server.get('/metrics/resource');
  expect(body).toContain('node_cpu_usage_seconds_total{node="worker-1"} 10 1795435195000\n');
  expect(body).toContain('resource_scrape_error{node="worker-1"} ');
  await cluster.server.close();
});

it.each(PATHS)('%s of a server without anything is empty', async (path) => {
  const server = await startServer();
  const { status, body } = await server.get(path);
  expect([status, body]).toEqual([200, '']);
  await server.close();
});
