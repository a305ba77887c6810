import { STEADY, driftOf } from './expected';
import { ApiServer, runCollector } from './processes';
import {
  cgroupUidOf,
  computeWorkingSet,
  containerPathOf,
  folderOf,
  readCpuUsec,
  readHostFile,
  readKey,
  readPods,
  readSummary,
  readingTimeMs,
  runningContainers,
  type Cluster,
  type RecordedPod,
} from './recording';

interface Usage {
  readonly cpu?: string;
  readonly memory?: string;
}

interface Item {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly usage?: Usage;
  readonly containers?: readonly { readonly name: string; readonly usage: Usage }[];
}

interface List {
  readonly items: readonly Item[];
}

const SCENES = [
  { cluster: 'cluster-v1', node: 'lab-node-1', clock: '2026-11-23T09:18:10Z', interval: '5' },
  { cluster: 'cluster-v2', node: 'lab-node-2', clock: '2026-11-23T09:34:45Z', interval: '30' },
] as const;

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  Ki: 1_024,
  Mi: 1_048_576,
  Gi: 1_073_741_824,
};

/** The number a quantity stands for. */
function toNumber(quantity: string | undefined): number {
  const [, digits, suffix] = /^(\d+)(\D*)$/.exec(quantity ?? '') ?? [];
  return Number(digits) * (FACTORS[suffix] ?? Number.NaN);
}

/** Killed between the reading of the files and of the cluster's objects. */
const JUST_KILLED = ['oom2'];

describe.each(SCENES)('$cluster: metrics.k8s.io against the files and kubelet', (scene) => {
  const { cluster, node } = scene;
  const pods = readPods(cluster, 'b').filter(
    ({ spec, status, metadata }) =>
      spec.nodeName === node && status.phase === 'Running' && !JUST_KILLED.includes(metadata.name),
  );
  let api: ApiServer;
  let items: readonly Item[];

  beforeAll(async () => {
    const list = (name: string) => `${folderOf(cluster, 'b')}/api/${name}.json`;
    api = await ApiServer.start({
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: ['pods', 'nodes'].map(list).join(','),
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
    ({ items } = await api.get<List>('/apis/metrics.k8s.io/v1beta1/pods'));
  });

  afterAll(async () => {
    expect(await api.stop()).toBe(0);
  });

  /** Running containers that ran at both snapshots, by pod. */
  const lasting = (pod: RecordedPod): [name: string, id: string][] => {
    const before = readPods(cluster, 'a').find(({ metadata }) => metadata.uid === pod.metadata.uid);
    const ids = new Set(before === undefined ? [] : runningContainers(before).values());
    return [...runningContainers(pod)].filter(([, id]) => ids.has(id));
  };

  /** Every container with a rate: as served, and its cgroup. */
  const measured = () =>
    pods.flatMap((pod) =>
      lasting(pod).map(([name, id]) => {
        const { containers } =
          items.find(({ metadata }) => metadata.name === pod.metadata.name) ?? {};
        const usage = containers?.find((container) => container.name === name)?.usage;
        return { pod, name, usage, path: containerPathOf(cluster, pod, id) };
      }),
    );

  it('serves every running pod that was read twice', () => {
    const wanted = pods.filter((pod) => lasting(pod).length > 0);
    const served = items.filter(({ metadata }) => !JUST_KILLED.includes(metadata.name));
    expect(wanted.length).toBeGreaterThan(5);
    expect(served.map(({ metadata }) => metadata.name).sort()).toEqual(
      wanted.map(({ metadata }) => metadata.name).sort(),
    );
  });

  it('gives working sets as the files have them, and CPU by the times they were read at', () => {
    for (const { usage, path } of measured()) {
      const used = readCpuUsec(cluster, 'b', path) - readCpuUsec(cluster, 'a', path);
      const elapsedMs = readingTimeMs(cluster, 'b', path) - readingTimeMs(cluster, 'a', path);
      const cores = used / elapsedMs / 1_000;
      const isNear = Math.abs(toNumber(usage?.cpu) - cores) <= cores * 2e-4 + 2e-9;
      expect([path, toNumber(usage?.memory), isNear]).toEqual([
        path,
        computeWorkingSet(cluster, 'b', path),
        true,
      ]);
    }
  });

  it('agrees with kubelet: memory within the stated drift, CPU of steady loads within 3 %', () => {
    const summary = readSummary(cluster, 'b');
    let steady = 0;
    for (const { pod, name, usage } of measured()) {
      const part = summary.pods
        .find(({ podRef }) => podRef.uid === cgroupUidOf(pod))
        ?.containers?.find((container) => container.name === name);
      if (part === undefined) continue;
      const drift = driftOf(cluster, pod.metadata.name, name);
      const difference = toNumber(usage?.memory) - Number(part.memory.workingSetBytes);
      expect(Math.abs(difference)).toBeLessThanOrEqual(drift.bytes);
      const isSteady = STEADY[cluster as Cluster].some((entry) => {
        const [prefix, container] = entry.split('/');
        return pod.metadata.name.startsWith(prefix) && container === name;
      });
      if (!isSteady) continue;
      steady += 1;
      const kubelet = Number(part.cpu.usageNanoCores) / 1e9;
      expect(Math.abs(toNumber(usage?.cpu) / kubelet - 1)).toBeLessThan(0.03);
    }
    expect(steady).toBe(cluster === 'cluster-v1' ? 4 : 1);
  });

  it('gives the node its working set', async () => {
    const path = `/apis/metrics.k8s.io/v1/nodes/${node}`;
    const { usage } = await api.get<Item>(path);
    if (cluster === 'cluster-v1') {
      const folder = '/sys/fs/cgroup/memory';
      const bytes =
        Number(readHostFile(cluster, 'b', `${folder}/memory.usage_in_bytes`)) -
        readKey(readHostFile(cluster, 'b', `${folder}/memory.stat`), 'total_inactive_file');
      expect(toNumber(usage?.memory)).toBe(bytes);
    }
    expect(toNumber(usage?.cpu)).toBeGreaterThan(0);
  });
});
