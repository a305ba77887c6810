import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(__dirname, '../../fixtures');

export type Cluster = 'cluster-v1' | 'cluster-v2';
export type Snapshot = 'a' | 'b';

/** The folder of a recorded snapshot. */
export function folderOf(cluster: Cluster, snapshot: Snapshot): string {
  return join(FIXTURES, cluster, snapshot);
}

interface Measured {
  readonly time: string;
}

/** A container or pod of kubelet's `/stats/summary`. */
export interface SummaryPart {
  readonly name: string;
  readonly cpu: Measured & { usageNanoCores?: number; usageCoreNanoSeconds?: number };
  readonly memory: Measured & { workingSetBytes?: number };
}

export interface SummaryPod extends Omit<SummaryPart, 'name'> {
  readonly podRef: { name: string; namespace: string; uid: string };
  readonly containers?: readonly SummaryPart[];
}

export interface Summary {
  readonly node: SummaryPart & { readonly nodeName: string };
  readonly pods: readonly SummaryPod[];
}

interface ContainerStatus {
  readonly name: string;
  readonly containerID?: string;
  readonly state: { readonly running?: object };
}

export interface RecordedPod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly nodeName?: string; readonly hostNetwork?: boolean };
  readonly status: {
    readonly phase: string;
    readonly qosClass: string;
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

export function readSummary(cluster: Cluster, snapshot: Snapshot): Summary {
  return readJson(cluster, snapshot, 'kubelet/summary.json');
}

export function readPods(cluster: Cluster, snapshot: Snapshot): readonly RecordedPod[] {
  return readJson<{ items: RecordedPod[] }>(cluster, snapshot, 'api/pods.json').items;
}

/** Recorded start and end of readings, ns since the epoch. */
export interface Times {
  readonly host_files: readonly [number, number];
  readonly cgroup_dirs: Readonly<Record<string, readonly [number, number]>>;
}

export function readTimes(cluster: Cluster, snapshot: Snapshot): Times {
  return readJson(cluster, snapshot, 'times.json');
}

function readJson<T>(cluster: Cluster, snapshot: Snapshot, file: string): T {
  return JSON.parse(readFileSync(join(folderOf(cluster, snapshot), file), 'utf8')) as T;
}

/** A file of the recorded host, or undefined when it was not there. */
export function readHostFile(
  cluster: Cluster,
  snapshot: Snapshot,
  path: string,
): string | undefined {
  const file = join(folderOf(cluster, snapshot), 'rootfs', path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The number behind a key of a `key value` file. */
export function readKey(text: string | undefined, key: string): number {
  const line = text?.split('\n').find((candidate) => candidate.startsWith(`${key} `));
  if (line === undefined) throw new Error(`no ${key} in ${text?.slice(0, 80)}`);
  return Number(line.split(' ')[1]);
}

/** Uid of the pod in cgroup paths: of a static pod the hash of its file. */
export function cgroupUidOf({ metadata }: RecordedPod): string {
  return metadata.annotations?.['kubernetes.io/config.hash'] ?? metadata.uid;
}

/** Path of a pod's cgroup below the root of each tree. */
export function podPathOf(cluster: Cluster, pod: RecordedPod): string {
  const uid = cgroupUidOf(pod);
  const qos = pod.status.qosClass.toLowerCase();
  if (cluster === 'cluster-v1') {
    return qos === 'guaranteed' ? `/kubepods/pod${uid}` : `/kubepods/${qos}/pod${uid}`;
  }
  const name = uid.replaceAll('-', '_');
  return qos === 'guaranteed'
    ? `/kubepods.slice/kubepods-pod${name}.slice`
    : `/kubepods.slice/kubepods-${qos}.slice/kubepods-${qos}-pod${name}.slice`;
}

/** Path of a container's cgroup. */
export function containerPathOf(cluster: Cluster, pod: RecordedPod, id: string): string {
  const leaf = cluster === 'cluster-v1' ? id : `cri-containerd-${id}.scope`;
  return `${podPathOf(cluster, pod)}/${leaf}`;
}

/** Id of a running container by its name. */
export function runningContainers(pod: RecordedPod): Map<string, string> {
  const running = new Map<string, string>();
  for (const { name, containerID, state } of pod.status.containerStatuses ?? []) {
    const id = containerID?.split('://')[1];
    if (state.running !== undefined && id !== undefined) running.set(name, id);
  }
  return running;
}

/** Working set by its definition, straight from the files: usage − inactive_file. */
export function computeWorkingSet(cluster: Cluster, snapshot: Snapshot, path: string): number {
  if (cluster === 'cluster-v1') {
    const folder = `/sys/fs/cgroup/memory${path}`;
    const usage = Number(readHostFile(cluster, snapshot, `${folder}/memory.usage_in_bytes`));
    const stat = readHostFile(cluster, snapshot, `${folder}/memory.stat`);
    return usage - readKey(stat, 'total_inactive_file');
  }
  const folder = `/sys/fs/cgroup${path}`;
  const usage = Number(readHostFile(cluster, snapshot, `${folder}/memory.current`));
  return usage - readKey(readHostFile(cluster, snapshot, `${folder}/memory.stat`), 'inactive_file');
}

/** CPU time in µs, straight from the file. */
export function readCpuUsec(cluster: Cluster, snapshot: Snapshot, path: string): number {
  if (cluster === 'cluster-v2') {
    return readKey(readHostFile(cluster, snapshot, `/sys/fs/cgroup${path}/cpu.stat`), 'usage_usec');
  }
  const file = `/sys/fs/cgroup/cpuacct${path}/cpuacct.usage`;
  return Math.floor(Number(readHostFile(cluster, snapshot, file)) / 1_000);
}

/** Middle of a cgroup's recorded reading, ms since the epoch. */
export function readingTimeMs(cluster: Cluster, snapshot: Snapshot, path: string): number {
  const key = cluster === 'cluster-v1' ? `cpuacct:${path}` : path;
  const [start, end] = readTimes(cluster, snapshot).cgroup_dirs[key];
  return (start + end) / 2 / 1e6;
}
