import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithPrometheus, lintExposition } from '@kubemonitor/peer-programs';
import { startScrapedCluster, type ScrapedCluster } from './scraped-cluster';

/** Names of others that are not as the linter wants them, and why they stay. */
const KNOWN_FINDINGS = [
  // As cAdvisor calls it.
  /^container_memory_failcnt counter metrics should have "_total" suffix$/,
  // The kernel's words in /proc/meminfo, as node_exporter takes them over.
  /^node_memory_\w+ metric names should be written in 'snake_case' not 'camelCase'$/,
];

const PATHS = ['/metrics', '/metrics/cadvisor', '/metrics/resource', '/metrics/node'].concat(
  '/metrics/state',
);

/** What the recorded series of kubernetes-mixin mean, as docs/prometheus.md lists them. */
const RULES = `
groups:
  - name: containers
    rules:
      - record: node_namespace_pod:kube_pod_info
        expr: topk by (namespace, pod) (1, max by (node, namespace, pod) (kube_pod_info{job="kube-state-metrics",node!=""}))
      - record: node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m
        expr: sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{job="cadvisor",image!=""}[5m])) * on (namespace, pod) group_left (node) node_namespace_pod:kube_pod_info
      - record: node_namespace_pod_container:container_memory_working_set_bytes
        expr: container_memory_working_set_bytes{job="cadvisor",image!=""} * on (namespace, pod) group_left (node) node_namespace_pod:kube_pod_info
      - record: cluster:namespace:pod_cpu:active:kube_pod_container_resource_requests
        expr: kube_pod_container_resource_requests{resource="cpu",job="kube-state-metrics"} * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1)
      - record: namespace_cpu:kube_pod_container_resource_requests:sum
        expr: sum by (namespace) (cluster:namespace:pod_cpu:active:kube_pod_container_resource_requests)
      - record: namespace_workload_pod:kube_pod_owner:relabel
        labels: { workload_type: deployment }
        expr: max by (namespace, workload, pod) (label_replace(label_replace(kube_pod_owner{job="kube-state-metrics",owner_kind="ReplicaSet"}, "replicaset", "$1", "owner_name", "(.*)") * on (replicaset, namespace) group_left (owner_name) topk by (replicaset, namespace) (1, max by (replicaset, namespace, owner_name) (kube_replicaset_owner{job="kube-state-metrics"})), "workload", "$1", "owner_name", "(.*)"))
`;

/** What the panels of kubernetes-mixin's dashboards ask, and the answer worked out by hand. */
const WORKING: readonly (readonly [subject: string, query: string, value?: number])[] = [
  [
    'cluster: allocatable CPU',
    'sum(kube_node_status_allocatable{job="kube-state-metrics",resource="cpu"})',
    3.8,
  ],
  [
    'cluster: CPU requests commitment',
    'sum(namespace_cpu:kube_pod_container_resource_requests:sum) / sum(kube_node_status_allocatable{job="kube-state-metrics",resource="cpu"})',
    // 2 × 0.2 of 3.8
    0.4 / 3.8,
  ],
  [
    'cluster: memory limits commitment',
    'sum(kube_pod_container_resource_limits{job="kube-state-metrics",resource="memory"}) / sum(kube_node_status_allocatable{resource="memory"})',
    // 2 × 200 MiB of 7 GiB
    400 / 7_168,
  ],
  [
    'cluster: memory utilisation',
    '1 - sum(node_memory_MemAvailable_bytes{job="node-exporter"}) / sum(node_memory_MemTotal_bytes{job="node-exporter"})',
    0.25,
  ],
  [
    'cluster: pods by namespace',
    'sum(kube_pod_owner{job="kube-state-metrics"}) by (namespace) > 1',
    2,
  ],
  [
    'cluster: workloads by namespace',
    'count(avg(namespace_workload_pod:kube_pod_owner:relabel{namespace="shop"}) by (workload, namespace))',
    1,
  ],
  [
    'namespace: CPU of pods',
    'sum(node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{namespace="shop",container!=""}) by (pod)',
  ],
  [
    'namespace: CPU against requests',
    'sum(node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{namespace="shop"}) by (pod) / sum(cluster:namespace:pod_cpu:active:kube_pod_container_resource_requests{namespace="shop"}) by (pod)',
  ],
  [
    'namespace: memory of pods',
    'sum(container_memory_working_set_bytes{job="cadvisor",namespace="shop",container!="",image!=""}) by (pod)',
    52_428_800,
  ],
  [
    'namespace: memory against limits',
    'sum(container_memory_working_set_bytes{job="cadvisor",namespace="shop",image!=""}) by (pod) / sum(kube_pod_container_resource_limits{job="kube-state-metrics",namespace="shop",resource="memory"}) by (pod)',
    0.25,
  ],
  [
    'namespace: rss',
    'sum(container_memory_rss{job="cadvisor",namespace="shop",container!=""}) by (pod)',
    41_943_040,
  ],
  [
    'namespace: cache',
    'sum(container_memory_cache{job="cadvisor",namespace="shop",container!=""}) by (pod)',
    12_582_912,
  ],
  [
    'namespace: swap',
    'sum(container_memory_swap{job="cadvisor",namespace="shop",container!=""}) by (pod)',
    0,
  ],
  [
    'namespace: received',
    'sum(rate(container_network_receive_bytes_total{job="cadvisor",namespace="shop"}[1m])) by (pod)',
  ],
  [
    'namespace: dropped',
    'sum(rate(container_network_transmit_packets_dropped_total{job="cadvisor",namespace="shop"}[1m])) by (pod)',
  ],
  [
    'pod: throttling',
    'sum(increase(container_cpu_cfs_throttled_periods_total{job="cadvisor",namespace="shop",pod="web-1a-one",container!=""}[1m])) by (container) / sum(increase(container_cpu_cfs_periods_total{job="cadvisor",namespace="shop",pod="web-1a-one",container!=""}[1m])) by (container)',
  ],
  [
    'pod: limits',
    'sum(kube_pod_container_resource_limits{job="kube-state-metrics",namespace="shop",pod="web-1a-one",resource="cpu"})',
    0.4,
  ],
  [
    'pod: disk without the label device',
    'sum by (container) (rate(container_fs_writes_bytes_total{job="cadvisor",container!="",namespace="shop",pod="web-1a-one"}[1m]))',
  ],
  [
    'workload: CPU',
    'sum(node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{namespace="shop"} * on (namespace, pod) group_left (workload, workload_type) namespace_workload_pod:kube_pod_owner:relabel{workload="web",workload_type="deployment"}) by (pod)',
  ],
  [
    'node: memory of pods',
    'sum(node_namespace_pod_container:container_memory_working_set_bytes{node="worker-1",namespace="shop"}) by (pod)',
    52_428_800,
  ],
  [
    'alert: not ready',
    'kube_node_status_condition{job="kube-state-metrics",condition="Ready",status="true"}',
    1,
  ],
  [
    'Headlamp: CPU',
    "sum(rate(container_cpu_usage_seconds_total{container!='',namespace='shop',pod='web-1a-one'}[1m])) by (pod,namespace)",
  ],
  [
    'Headlamp: memory of a workload, without a filter of containers',
    "sum(container_memory_working_set_bytes{namespace='shop',pod=~'web-.*'}) by (pod,namespace)",
    52_428_800,
  ],
  [
    'Freelens: memory',
    'sum(container_memory_working_set_bytes{container!="",image!="",pod=~"web-1a-one|other",namespace="shop"}) by (pod, namespace)',
    52_428_800,
  ],
  [
    'Freelens: requests of a node',
    'sum(kube_pod_container_resource_requests{node=~"worker-1",resource="cpu"}) by (node)',
    0.2,
  ],
  [
    'networking: by workload',
    'sum(rate(container_network_receive_bytes_total{job="cadvisor",namespace="shop"}[1m]) * on (namespace, pod) group_left (workload) namespace_workload_pod:kube_pod_owner:relabel{workload="web"}) by (workload)',
  ],
  [
    'KRR: CPU',
    'max(rate(container_cpu_usage_seconds_total{namespace="shop",pod=~"web-.*",container="app"}[1m])) by (container, pod, job)',
  ],
];

/** What they ask and there is not: docs/prometheus.md says why. */
const ABSENT: readonly (readonly [subject: string, query: string])[] = [
  ['disk by device', 'container_fs_reads_bytes_total{device=~"(/dev/)?(sd.+|vd.+|nvme.+)"}'],
  ['CPU time by mode, from the API', 'node_cpu_seconds_total'],
  ['quotas', 'kube_resourcequota'],
  ['volumes', 'kubelet_volume_stats_used_bytes'],
  ['autoscalers', 'kube_horizontalpodautoscaler_status_current_replicas'],
  ['quota of a container', 'container_spec_cpu_quota'],
];

const POD_USAGE = 'pod_cpu_usage_seconds_total{pod="web-1a-one"}';

describeWithPrometheus('the API and a real Prometheus', (start, programs) => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  let cluster: ScrapedCluster;
  let prometheus: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    const rules = join(folder, 'rules.yml');
    writeFileSync(rules, RULES);
    cluster = await startScrapedCluster();
    const target = new URL(cluster.server.url).host;
    const job = (name: string, path: string) => `
  - job_name: ${name}
    metrics_path: ${path}
    honor_labels: true
    static_configs: [{ targets: ['${target}'] }]`;
    prometheus = await start(`
global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
rule_files: ['${rules}']
scrape_configs:${[
      job('cadvisor', '/metrics/cadvisor'),
      job('kubelet', '/metrics/resource'),
      `
    metric_relabel_configs:
      - { source_labels: [__name__], regex: container_.+, action: drop }`,
      job('node-exporter', '/metrics/node'),
      job('kube-state-metrics', '/metrics/state'),
      job('kubemonitor', '/metrics'),
    ].join('')}
`);
    const usages = ['container_cpu_usage_seconds_total{container="app"}', POD_USAGE];
    for (const usage of usages) await prometheus.waitFor(`count_over_time(${usage}[5m]) > 1`);
    await prometheus.waitFor('node_network_receive_bytes_total');
    await cluster.reportAgain();
    // Until each job has the second report, twice so that recorded series have it, too.
    for (const usage of usages) await prometheus.waitFor(`${usage} == 1.5`);
    await prometheus.waitFor('node_network_receive_bytes_total == 80000');
    await prometheus.waitFor(
      'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{namespace="shop"} > 0',
    );
    await prometheus.waitFor('namespace_workload_pod:kube_pod_owner:relabel');
    await prometheus.waitFor('namespace_cpu:kube_pod_container_resource_requests:sum');
  });

  afterAll(async () => {
    // First who holds connections to the other.
    await prometheus.remove();
    await cluster.server.close();
    rmSync(folder, { recursive: true });
  });

  it.each(PATHS)('%s is what the linter wants but for names of others', async (path) => {
    const text = await (await fetch(`${cluster.server.url}${path}`)).text();
    const findings = lintExposition(programs, text);
    const unknown = findings.filter((line) => !KNOWN_FINDINGS.some((known) => known.test(line)));
    expect(unknown).toEqual([]);
  });

  it.each([
    ['container_cpu_usage_seconds_total{job="cadvisor",container="app"}', 0.5],
    ['container_cpu_cfs_throttled_seconds_total', 0.8],
    ['container_fs_writes_bytes_total', 16_384],
    ['container_network_receive_bytes_total{namespace="shop"}', 8_000],
    ['node_cpu_usage_seconds_total', 2],
    ['node_network_transmit_bytes_total', 50_000],
  ])('has seen %s grow by %d', async (series, grown) => {
    const [{ value }] = await prometheus.query(
      `max_over_time(${series}[5m]) - min_over_time(${series}[5m])`,
    );
    expect(Number(value)).toBeCloseTo(grown, 6);
  });

  const working = WORKING.map(([subject, query, value]) => ({ subject, query, value }));

  it.each(working)('answers a dashboard’s query: $subject', async ({ query, value }) => {
    const [first] = await prometheus.query(query);
    expect(first).toBeDefined();
    if (value === undefined) expect(Number(first.value)).toBeGreaterThan(0);
    else expect(Number(first.value)).toBeCloseTo(value, 9);
  });

  it.each(ABSENT)('has nothing for: %s', async (_subject, query) => {
    expect(await prometheus.query(query)).toEqual([]);
  });

  it('joins node_exporter’s series by the node’s name', async () => {
    const [{ metric }] = await prometheus.query('node_uname_info{nodename="worker-1"}');
    expect(metric).toMatchObject({ instance: 'worker-1', node: 'worker-1', job: 'node-exporter' });
  });

  it('tells how long requests take, by route and not by name', async () => {
    await prometheus.waitFor(
      'kubemonitor_http_request_duration_seconds_count{route="/metrics/state",status="2xx"} > 1',
    );
    const [{ value }] = await prometheus.query('kubemonitor_ingest_total{result="stored"}');
    expect(value).toBe('2');
  });

  describe('the Grafana dashboard', () => {
    const file = join(__dirname, '../../../deploy/grafana/kubemonitor.json');
    const dashboard = JSON.parse(readFileSync(file, 'utf8')) as {
      panels: { title: string; targets?: { expr: string; refId: string }[] }[];
    };
    const queries = dashboard.panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr, refId }) => [`${title} ${refId}`, expr] as const),
    );

    it('has charts of nodes, namespaces and pods', () => {
      expect(queries).toHaveLength(21);
    });

    it.each(queries)('has data in “%s”', async (_title, expression) => {
      const query = expression
        .replaceAll('$__rate_interval', '2m')
        .replaceAll(/\$(node|namespace|pod)\b/g, '.+');
      expect(query).not.toContain('$');
      const series = await prometheus.query(query);
      expect(series.filter(({ value }) => Number.isFinite(Number(value)))).not.toEqual([]);
    });
  });
});
