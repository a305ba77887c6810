import { METRICS, type Report } from '@kubemonitor/metrics-model';
import { STEADY, driftOf } from './expected';
import { ApiServer, runCollector } from './processes';
import {
  cgroupUidOf,
  computeWorkingSet,
  containerPathOf,
  folderOf,
  podPathOf,
  readCpuUsec,
  readHostFile,
  readKey,
  readPods,
  readSummary,
  readingTimeMs,
  runningContainers,
  type Cluster,
  type RecordedPod,
  type SummaryPart,
} from './recording';

/** An answer's numbers by name, beside what says who it is. */
type Numbers = Readonly<Record<string, unknown>>;

interface Identity {
  readonly missing?: Readonly<Record<string, string>>;
}

type ContainerAnswer = Numbers & Identity & { container: string | null; container_id: string };

type PodAnswer = Numbers &
  Identity & {
    namespace: string;
    pod: string;
    uid: string;
    host_network: boolean;
    containers: ContainerAnswer[];
  };

interface Scene {
  cluster: Cluster;
  node: string;
  /** Just after snapshot b was taken. */
  clock: string;
  /** The snapshots are 14.5 s and 48 s apart: a rate needs them within three intervals. */
  interval: string;
}

const SCENES: Scene[] = [
  { cluster: 'cluster-v1', node: 'lab-node-1', clock: '2026-11-23T09:18:10Z', interval: '5' },
  { cluster: 'cluster-v2', node: 'lab-node-2', clock: '2026-11-23T09:34:45Z', interval: '30' },
];

/** Of a container between two snapshots: killed after the files and before the API were read. */
const JUST_KILLED = ['oom2/hog'];

describe.each(SCENES)('$cluster: kernel → collector → API → REST', (scene) => {
  const { cluster, node } = scene;
  let api: ApiServer;
  const pods = readPods(cluster, 'b').filter((pod) => pod.spec.nodeName === node);
  const alive = pods.filter((pod) => !['Succeeded', 'Failed'].includes(pod.status.phase));
  const summary = readSummary(cluster, 'b');
  const answers = new Map<string, PodAnswer>();

  beforeAll(async () => {
    const list = (name: string) => `${folderOf(cluster, 'b')}/api/${name}.json`;
    api = await ApiServer.start({
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: ['pods', 'replicasets', 'jobs'].map(list).join(','),
      FREEZE_CLOCK_AT: scene.clock,
      COLLECT_INTERVAL: scene.interval,
    });
    for (const snapshot of ['a', 'b'] as const) {
      const { code, output } = await runCollector(
        ['--recording', folderOf(cluster, snapshot), '--ticks', '1'],
        { API_SERVER_URL: api.url, NODE_NAME: node, COLLECT_INTERVAL: scene.interval },
      );
      if (code !== 0) throw new Error(output);
    }
    for (const pod of alive) {
      const { namespace, name } = pod.metadata;
      answers.set(name, await api.get(`/api/namespaces/${namespace}/pods/${name}`));
    }
  });

  afterAll(async () => {
    expect(await api.stop()).toBe(0);
  });

  const podAnswer = ({ metadata }: RecordedPod): PodAnswer => {
    const answer = answers.get(metadata.name);
    if (answer === undefined) throw new Error(`no answer about ${metadata.name}`);
    return answer;
  };
  /** Containers with samples: those that wait or have ended are shown without. */
  const containersOf = (pod: RecordedPod) =>
    podAnswer(pod).containers.filter((answer) => answer['timestamp'] !== null);

  /** Every container kubelet has figures of, with our answer and its cgroup. */
  const compared = () =>
    alive.flatMap((pod) => {
      const parts = summary.pods.find(({ podRef }) => podRef.uid === cgroupUidOf(pod));
      return containersOf(pod).flatMap((answer) => {
        const part = parts?.containers?.find(({ name }) => name === answer.container);
        const path = containerPathOf(cluster, pod, answer.container_id);
        return part === undefined ? [] : [{ pod, answer, part, path }];
      });
    });

  it('shows every pod that has not finished, and no other', async () => {
    const { items } = await api.get<{ items: PodAnswer[] }>(`/api/nodes/${node}/pods`);
    expect(items.map(({ namespace, pod }) => `${namespace}/${pod}`).sort()).toEqual(
      alive.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort(),
    );
    expect(items.map(({ uid }) => uid).sort()).toEqual(alive.map((p) => p.metadata.uid).sort());
  });

  it('shows every running container by its name, and no sandbox', () => {
    for (const pod of alive) {
      const shown = containersOf(pod)
        .map(({ container, container_id: id }) => `${container}=${id}`)
        .filter((text) => !JUST_KILLED.some((k) => text.startsWith(`${k.split('/')[1]}=`)));
      const running = [...runningContainers(pod)].map(([name, id]) => `${name}=${id}`);
      expect([pod.metadata.name, shown.sort()]).toEqual([pod.metadata.name, running.sort()]);
    }
  });

  it('shows the containers that do not run without values', () => {
    for (const pod of alive) {
      const running = runningContainers(pod);
      const silent = podAnswer(pod).containers.filter((answer) => answer['timestamp'] === null);
      for (const { container, memory_bytes: memory, missing } of silent) {
        expect([pod.metadata.name, container, running.has(container ?? '')]).toEqual([
          pod.metadata.name,
          container,
          false,
        ]);
        expect({ memory, missing }).toMatchObject({
          memory: null,
          missing: { memory_bytes: 'not_running' },
        });
      }
    }
  });

  it('gives every working set exactly as the files have it', () => {
    for (const pod of alive) {
      expect([pod.metadata.name, podAnswer(pod)['memory_bytes']]).toEqual([
        pod.metadata.name,
        computeWorkingSet(cluster, 'b', podPathOf(cluster, pod)),
      ]);
      for (const answer of containersOf(pod)) {
        const path = containerPathOf(cluster, pod, answer.container_id);
        expect([path, answer['memory_bytes']]).toEqual([
          path,
          computeWorkingSet(cluster, 'b', path),
        ]);
      }
    }
  });

  it('agrees with kubelet on every working set, within the stated drift', () => {
    const rows = compared();
    expect(rows.length).toBeGreaterThan(8);
    for (const { pod, answer, part } of rows) {
      const drift = driftOf(cluster, pod.metadata.name, part.name);
      const difference = Number(answer['memory_bytes']) - Number(part.memory.workingSetBytes);
      const within = Math.abs(difference) <= drift.bytes;
      expect({ container: `${pod.metadata.name}/${part.name}`, difference, within }).toEqual({
        container: `${pod.metadata.name}/${part.name}`,
        difference,
        within: true,
      });
    }
  });

  it('derives CPU use from the two readings and their own times', () => {
    for (const pod of alive) {
      const path = podPathOf(cluster, pod);
      const answer = podAnswer(pod);
      if (answer.missing?.['cpu_millicores'] !== undefined) continue;
      const increase = readCpuUsec(cluster, 'b', path) - readCpuUsec(cluster, 'a', path);
      const elapsedMs = readingTimeMs(cluster, 'b', path) - readingTimeMs(cluster, 'a', path);
      // µs / ms = thousandths of a core; times are kept to the millisecond.
      expect(Math.abs(Number(answer['cpu_millicores']) - increase / elapsedMs)).toBeLessThan(
        (increase / elapsedMs) * 2e-4 + 1e-3,
      );
    }
  });

  it('agrees with kubelet on the CPU use of steady containers within 3 %', () => {
    const steady = compared().filter(({ pod, part }) =>
      STEADY[cluster].some((name) => {
        const [prefix, container] = name.split('/');
        return pod.metadata.name.startsWith(prefix) && container === part.name;
      }),
    );
    expect(steady.length).toBe(cluster === 'cluster-v1' ? 4 : 1);
    for (const { answer, part } of steady) {
      const kubelet = Number(part.cpu.usageNanoCores) / 1e6;
      expect(Math.abs(Number(answer['cpu_millicores']) / kubelet - 1)).toBeLessThan(0.03);
    }
  });

  it('has CPU counters on the right side of kubelet’s, which it read earlier or later', () => {
    const isOrdered = (part: SummaryPart, path: string) => {
      const ours = readCpuUsec(cluster, 'b', path);
      const kubelet = Number(part.cpu.usageCoreNanoSeconds) / 1_000;
      return Date.parse(part.cpu.time) <= readingTimeMs(cluster, 'b', path)
        ? kubelet <= ours + 1
        : kubelet >= ours - 1;
    };
    for (const { part, path } of compared()) {
      expect([path, isOrdered(part, path)]).toEqual([path, true]);
    }
  });

  it('counts disks exactly', () => {
    for (const pod of alive) {
      for (const answer of containersOf(pod)) {
        const path = containerPathOf(cluster, pod, answer.container_id);
        expect([path, answer['disk_read_bytes'], answer['disk_write_bytes']]).toEqual([
          path,
          ...readDisk(cluster, path),
        ]);
      }
    }
  });

  it('counts the network of a pod exactly, and none for one on the node’s network', () => {
    for (const pod of alive) {
      const answer = podAnswer(pod);
      if (pod.spec.hostNetwork === true) {
        expect(answer['host_network']).toBe(true);
        expect(answer['network_rx_bytes']).toBeNull();
        expect(answer.missing?.['network_rx_bytes']).toBe('host_network');
        expect(answer.missing?.['network_tx_bytes_per_second']).toBe('host_network');
        continue;
      }
      expect(answer['host_network']).toBe(false);
      const table = networkOf(cluster, pod);
      expect([pod.metadata.name, answer['network_rx_bytes'], answer['network_tx_bytes']]).toEqual([
        pod.metadata.name,
        ...table,
      ]);
    }
  });

  it('has the pods’ sums in namespaces and workloads', async () => {
    const { items } = await api.get<{ items: (PodAnswer & { pods: number })[] }>('/api/namespaces');
    const namespaces = [...new Set(alive.map(({ metadata }) => metadata.namespace))].sort();
    expect(items.map(({ namespace }) => namespace)).toEqual(namespaces);
    for (const item of items) {
      const own = alive.filter(({ metadata }) => metadata.namespace === item.namespace);
      expect(item.pods).toBe(own.length);
      const parts = (field: string) =>
        own.flatMap((pod) =>
          podAnswer(pod)[field] === null ? [] : [Number(podAnswer(pod)[field])],
        );
      const sum = (field: string) => parts(field).reduce((total, part) => total + part, 0);
      expect(item['memory_bytes']).toBe(sum('memory_bytes'));
      // A pod seen once has no rate; where all are, the sum has none either.
      if (parts('cpu_millicores').length === 0) expect(item['cpu_millicores']).toBeNull();
      else expect(item['cpu_millicores']).toBeCloseTo(sum('cpu_millicores'), 2);
    }
  });

  it('has no field or reason that is not in the catalogue, and leaves none out', async () => {
    const { output } = await runCollector(['--recording', folderOf(cluster, 'b'), '--once'], {
      NODE_NAME: node,
      COLLECT_INTERVAL: scene.interval,
    });
    const report = JSON.parse(output) as Report;
    const sections = { node: report.host, pod: report.pods, container: report.containers } as const;
    for (const [scope, section] of Object.entries(sections)) {
      const told = new Set([...section.fields, ...section.absent.map(({ field }) => field)]);
      const wanted = METRICS.filter(
        ({ name, scopes }) => name !== 'cpu_millicores' && scopes.includes(scope as 'node'),
      ).map(({ name }) => name);
      expect([scope, [...told].sort()]).toEqual([scope, [...wanted].sort()]);
    }
  });
});

/** Bytes read and written by a container, from the file, on the only disk the node has. */
function readDisk(cluster: Cluster, path: string): [number, number] {
  if (cluster === 'cluster-v2') {
    const stat = readHostFile(cluster, 'b', `/sys/fs/cgroup${path}/io.stat`) ?? '';
    const disk = /^254:0 rbytes=(\d+) wbytes=(\d+)/m.exec(stat);
    return [Number(disk?.[1] ?? 0), Number(disk?.[2] ?? 0)];
  }
  const file = `/sys/fs/cgroup/blkio${path}/blkio.throttle.io_service_bytes_recursive`;
  const text = readHostFile(cluster, 'b', file) ?? '';
  const read = /^254:0 Read (\d+)/m.exec(text)?.[1];
  const write = /^254:0 Write (\d+)/m.exec(text)?.[1];
  return [Number(read ?? 0), Number(write ?? 0)];
}

/** Bytes received and sent on eth0, from the table of any process of the pod. */
function networkOf(cluster: Cluster, pod: RecordedPod): [number, number] {
  const { readdirSync } = jest.requireActual<typeof import('node:fs')>('node:fs');
  const uid = cgroupUidOf(pod);
  const marks = [`pod${uid}/`, `pod${uid.replaceAll('-', '_')}.slice/`];
  for (const pid of readdirSync(`${folderOf(cluster, 'b')}/rootfs/proc`)) {
    const cgroup = readHostFile(cluster, 'b', `/proc/${pid}/cgroup`) ?? '';
    if (!marks.some((mark) => cgroup.includes(mark))) continue;
    const table = readHostFile(cluster, 'b', `/proc/${pid}/net/dev`) ?? '';
    const columns = /eth0:\s*(.*)/.exec(table)?.[1].split(/\s+/).map(Number) ?? [];
    return [columns[0], columns[8]];
  }
  throw new Error(`no process of ${pod.metadata.name} is recorded`);
}

describe('what only one of the clusters shows', () => {
  it('ignores the empty shadow tree of cluster-v2', async () => {
    const { output } = await runCollector(['--recording', folderOf('cluster-v2', 'b'), '--once'], {
      NODE_NAME: 'lab-node-2',
    });
    const report = JSON.parse(output) as Report;
    const cpu = report.pods.fields.indexOf('cpu_usage_microseconds');
    expect(report.pods.rows.every((row) => Number(row[cpu]) > 0)).toBe(true);
    expect(new Set(report.pods.ids).size).toBe(report.pods.ids.length);
    expect(report.cgroups.ids.some((path) => path.includes('kubepods'))).toBe(false);
  });

  it('reads the node of cluster-v2 as its files say', async () => {
    const { output } = await runCollector(['--recording', folderOf('cluster-v2', 'b'), '--once'], {
      NODE_NAME: 'lab-node-2',
    });
    const { host } = JSON.parse(output) as Report;
    const value = (name: string) => host.rows[0][host.fields.indexOf(name)];
    const stat = readHostFile('cluster-v2', 'b', '/sys/fs/cgroup/memory.stat');
    // The root of v2 has no memory.current: anon + file − inactive_file.
    expect(value('memory_bytes')).toBe(
      readKey(stat, 'anon') + readKey(stat, 'file') - readKey(stat, 'inactive_file'),
    );
    // eth0 of P/1/net/dev; cni0 and the pods' veth pairs would count every byte again.
    expect(value('network_rx_bytes')).toBe(9888601);
    expect(value('network_tx_bytes')).toBe(3964096);
  });
});
