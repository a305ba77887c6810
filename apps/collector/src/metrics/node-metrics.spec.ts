import { RecordedMetrics } from '../../test/recorded-metrics';

const DB = '5622890c-9869-4346-a437-f1dd9231f7c8';
const DB_SANDBOX = 'f0b295cb71b519696bbc43d830903772babb27abb37a4fabd5ba87c349b3df5f';

/** Names of the metrics of a text, each as often as it is announced. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
}

describe('what a recorded v1 node has for Prometheus', () => {
  const recorded = new RecordedMetrics();
  recorded.read('cluster-v1', 'a');
  const node = recorded.text('/metrics/node');
  const cadvisor = recorded.text('/metrics/cadvisor');
  const resource = recorded.text('/metrics/resource');

  it.each([
    // P/stat: cpu0 57144 14110 17628 81506 496 0 496 208, in hundredths of a second.
    'node_cpu_seconds_total{cpu="0",mode="user"} 571.44',
    'node_cpu_seconds_total{cpu="0",mode="steal"} 2.08',
    'node_cpu_seconds_total{cpu="1",mode="idle"} 777.26',
    'node_context_switches_total 15826689',
    'node_forks_total 56182',
    'node_boot_time_seconds 1795423747',
    // P/meminfo: 24,684,092, 23,079,272 and 8,144 kB.
    'node_memory_MemTotal_bytes 25276510208',
    'node_memory_MemAvailable_bytes 23633174528',
    'node_memory_Active_anon_bytes 8339456',
    'node_memory_HugePages_Total 0',
    // P/diskstats: 19,483,506 sectors of 512 bytes read in 370,525 operations, 45,372 ms.
    'node_disk_read_bytes_total{device="vda"} 9975555072',
    'node_disk_reads_completed_total{device="vda"} 370525',
    'node_disk_io_time_seconds_total{device="vda"} 45.372',
    'node_network_receive_bytes_total{device="eth0"} 77446',
    'node_network_transmit_packets_total{device="eth0"} 1163',
    'node_load1 4.96',
    'node_uname_info{nodename="n1",release="6.18.44",machine="x86_64",sysname="Linux"} 1',
    // The middle of the reading of the host's files, whole ms.
    'node_time_seconds 1795425475.027',
  ])('of the node has %s', (line) => {
    expect(node.split('\n')).toContain(line);
  });

  it.each([
    // cpuacct.usage of the pod: 126,637 µs; 22,163,456 − 20,971,520 bytes.
    `pod_cpu_usage_seconds_total{uid="${DB}"} 0.126637`,
    `pod_memory_working_set_bytes{uid="${DB}"} 1191936`,
  ])('under the names of /metrics/resource has %s', (line) => {
    expect(resource.split('\n')).toContain(line);
  });

  it('calls containers by their pod’s uid and their id, and leaves sandboxes out', () => {
    expect(cadvisor).toMatch(
      new RegExp(
        `^container_cpu_usage_seconds_total{uid="${DB}",name="[0-9a-f]{64}",cpu="total"}`,
        'm',
      ),
    );
    expect(cadvisor).not.toContain(DB_SANDBOX);
    expect(cadvisor).not.toMatch(/namespace=|pod=|image=/);
  });

  it('has nothing of a pod’s cgroup but its network: sums count nothing twice', () => {
    const ofPods = cadvisor.split('\n').filter((line) => /{uid="[^"]+"}/.test(line));
    expect(ofPods.length).toBeGreaterThan(0);
    expect(ofPods.filter((line) => !line.startsWith('container_network_'))).toEqual([]);
  });

  it('has no sample where there is no limit', () => {
    const count = (name: string) =>
      cadvisor.split('\n').filter((line) => line.startsWith(`${name}{`));
    const limited = count('container_spec_memory_limit_bytes').length;
    expect(limited).toBeGreaterThan(0);
    expect(limited).toBeLessThan(count('container_memory_usage_bytes').length);
    expect(cadvisor).not.toMatch(/NaN|null|undefined/);
  });

  it('announces each metric once, and no sample twice, also where all is together', () => {
    const all = recorded.text('/metrics');
    const names = namesIn(all);
    expect(new Set(names).size).toBe(names.length);
    const series = all.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(new Set(series.map((line) => line.split(' ')[0])).size).toBe(series.length);
    for (const name of [...namesIn(node), ...namesIn(cadvisor), ...namesIn(resource)]) {
      expect(names).toContain(name);
    }
    expect(all).toContain('kubemonitor_collector_reading_time_seconds 1795425475.027\n');
  });

  it('knows no other path', () => {
    expect(recorded.metrics.render('/metrics/state')).toBeUndefined();
    expect(recorded.metrics.render('/metrics/constructor')).toBeUndefined();
  });
});

it('has cgroups outside pods by their path', () => {
  const recorded = new RecordedMetrics();
  recorded.read('cluster-v2', 'b');
  const ids = recorded
    .text('/metrics/cadvisor')
    .matchAll(/^container_memory_working_set_bytes{id="([^"]+)"} \d+$/gm);
  expect([...ids].map(([, id]) => id)).toEqual(['/init.scope', '/system.slice', '/user.slice']);
});

it('has nothing of a reading that missed its successor, and still tells of itself', () => {
  const recorded = new RecordedMetrics();
  recorded.read('cluster-v2', 'a');
  recorded.nowMs += 10_000;
  expect(recorded.text('/metrics/node')).not.toBe('');

  recorded.nowMs += 1;

  expect(recorded.text('/metrics/node')).toBe('');
  expect(recorded.text('/metrics')).toContain('kubemonitor_collector_info{version="0.1.0"} 1\n');
});

it('has nothing of a node before its first reading', () => {
  const text = new RecordedMetrics().text('/metrics');
  expect(text).toContain('process_resident_memory_bytes ');
  expect(text).not.toMatch(/^(node|container|pod|machine)_/m);
});
