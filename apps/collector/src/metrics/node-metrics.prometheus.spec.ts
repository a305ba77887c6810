import { describeWithPrometheus, lintExposition } from '@kubemonitor/peer-programs';
import { RecordedMetrics } from '../../test/recorded-metrics';
import { HealthServer } from '../health/health-server';
import { TickHealth } from '../health/tick-health';

/** Names of others that are not as the linter wants them, and why they stay. */
const KNOWN_FINDINGS = [
  // As cAdvisor calls it.
  /^container_memory_failcnt counter metrics should have "_total" suffix$/,
  // The kernel's words in /proc/meminfo, as node_exporter takes them over.
  /^node_memory_\w+ metric names should be written in 'snake_case' not 'camelCase'$/,
];

/** What the panels of “Node Exporter Full” and the rules of node-mixin ask, by subject. */
const NODE_QUERIES: readonly (readonly [subject: string, query: string])[] = [
  [
    'busy',
    '100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle",job="node-exporter"}[1m])))',
  ],
  [
    'a mode',
    'sum by (instance) (irate(node_cpu_seconds_total{mode="system"}[1m])) / on (instance) group_left sum by (instance) (irate(node_cpu_seconds_total[1m]))',
  ],
  ['CPU cores', 'count(count by (cpu) (node_cpu_seconds_total{job="node-exporter"}))'],
  ['load per core', 'avg(node_load1) / count(count by (cpu) (node_cpu_seconds_total)) * 100'],
  [
    'memory used',
    '(1 - node_memory_MemAvailable_bytes{job="node-exporter"} / node_memory_MemTotal_bytes{job="node-exporter"}) * 100',
  ],
  [
    'memory stack',
    'node_memory_MemTotal_bytes - node_memory_MemFree_bytes - (node_memory_Cached_bytes + node_memory_Buffers_bytes + node_memory_SReclaimable_bytes)',
  ],
  ['swap', 'node_memory_SwapTotal_bytes - node_memory_SwapFree_bytes'],
  ['network', 'rate(node_network_receive_bytes_total{device!~"veth.+"}[1m]) * 8'],
  ['network errors', 'rate(node_network_transmit_errs_total[1m])'],
  ['disk throughput', 'rate(node_disk_read_bytes_total{device=~"[a-z]+|nvme[0-9]+n[0-9]+"}[1m])'],
  ['disk operations', 'rate(node_disk_writes_completed_total{device=~"[a-z]+"}[1m])'],
  ['disk busy', 'rate(node_disk_io_time_seconds_total{device=~"[a-z]+"}[1m])'],
  ['pressure', 'rate(node_pressure_memory_waiting_seconds_total[1m])'],
  ['uptime', 'node_time_seconds - node_boot_time_seconds'],
  ['context switches', 'rate(node_context_switches_total[1m])'],
  ['processes', 'rate(node_forks_total[1m])'],
  ['run queue', 'node_procs_running + node_procs_blocked'],
  ['name', 'node_uname_info{nodename="n1"}'],
  [
    'rule: utilisation',
    '1 - avg without (cpu) (sum without (mode) (rate(node_cpu_seconds_total{mode=~"idle|iowait|steal"}[1m])))',
  ],
  ['rule: number of CPUs', 'count without (cpu, mode) (node_cpu_seconds_total{mode="idle"})'],
];

/** What they ask and there is not: docs/prometheus.md says why. */
const ABSENT_QUERIES: readonly (readonly [subject: string, query: string])[] = [
  ['file systems', 'node_filesystem_avail_bytes{mountpoint="/"}'],
  ['disk queue', 'rate(node_disk_io_time_weighted_seconds_total[1m])'],
  ['interrupts', 'rate(node_intr_total[1m])'],
  ['file descriptors', 'node_filefd_allocated'],
  ['link state', 'node_network_up'],
  ['swapping', 'rate(node_vmstat_pswpin[1m])'],
];

describeWithPrometheus('the collector and a real Prometheus', (start, programs) => {
  const recorded = new RecordedMetrics();
  let server: HealthServer;
  let prometheus: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    recorded.read('cluster-v1', 'a');
    const health = new TickHealth({ monotonicMilliseconds: () => 0 }, 5);
    server = await HealthServer.open({ port: 0, host: '127.0.0.1' }, health, (path) =>
      recorded.metrics.render(path),
    );
    prometheus = await start(`
global: { scrape_interval: 500ms, scrape_timeout: 500ms }
scrape_configs:
  - job_name: node-exporter
    metrics_path: /metrics/node
    static_configs: [{ targets: ['127.0.0.1:${server.port}'] }]
  - job_name: collector
    static_configs: [{ targets: ['127.0.0.1:${server.port}'] }]
`);
    await prometheus.waitFor('node_load1{job="collector"} == 4.96');
    await prometheus.waitFor('node_load1{job="node-exporter"} == 4.96');
    recorded.read('cluster-v1', 'b');
    await prometheus.waitFor('node_load1{job="node-exporter"} == 5.04');
  });

  afterAll(async () => {
    await prometheus.remove();
    await server.close();
  });

  it.each(['/metrics', '/metrics/node', '/metrics/cadvisor', '/metrics/resource'])(
    '%s is what the linter wants but for names of others',
    (path) => {
      const findings = lintExposition(programs, recorded.text(path));
      const unknown = findings.filter((line) => !KNOWN_FINDINGS.some((known) => known.test(line)));
      expect(unknown).toEqual([]);
    },
  );

  it.each([
    // 58,350 − 57,144 and 61,280 − 60,084 hundredths of a second.
    ['node_cpu_seconds_total{cpu="0",mode="user"}', 12.06],
    ['node_cpu_seconds_total{cpu="1",mode="user"}', 11.96],
    // (19,524,202 − 19,483,506) × 512
    ['node_disk_read_bytes_total', 20_836_352],
    // 121,786 − 77,446 and 26,094,457 − 16,605,513
    ['node_network_receive_bytes_total', 44_340],
    ['node_network_transmit_bytes_total', 9_488_944],
    // 16,043,529 − 15,826,689
    ['node_context_switches_total', 216_840],
  ])('has seen %s grow by %d', async (series, grown) => {
    const of = series.replace(/(\{|$)/, (found) =>
      found === '{' ? '{job="node-exporter",' : '{job="node-exporter"}',
    );
    const [{ value }] = await prometheus.query(
      `max_over_time(${of}[5m]) - min_over_time(${of}[5m])`,
    );
    expect(Number(value)).toBeCloseTo(grown, 6);
  });

  it('has the node’s memory as its file says', async () => {
    const [{ value }] = await prometheus.query(
      'node_memory_MemAvailable_bytes{job="node-exporter"}',
    );
    // 23,120,252 kB
    expect(value).toBe('23675138048');
  });

  it.each(NODE_QUERIES)('answers a dashboard’s query for %s', async (_subject, query) => {
    const [first] = await prometheus.query(query);
    expect(first).toBeDefined();
    expect(Number.isFinite(Number(first.value))).toBe(true);
  });

  it('counts the two CPUs of the node', async () => {
    const [{ value }] = await prometheus.query('count(count by (cpu) (node_cpu_seconds_total))');
    expect(value).toBe('2');
  });

  it.each(ABSENT_QUERIES)('has nothing for %s', async (_subject, query) => {
    expect(await prometheus.query(query)).toEqual([]);
  });

  it('took every sample', async () => {
    await prometheus.waitFor('up{job="collector"} == 1');
    const [{ value }] = await prometheus.query(
      'sum(prometheus_target_scrapes_sample_duplicate_timestamp_total) or vector(0)',
    );
    expect(value).toBe('0');
  });
});
