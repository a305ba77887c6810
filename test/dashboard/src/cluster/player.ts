import type { Report } from '@kubemonitor/metrics-model';
import { containerId, EVIL, EVIL_POD, MIB, PODS, toPastRun, type PlayedPod } from './pods';
import { toReport, type PodReading, type Values } from './report';

/** How a cluster is played. */
export interface PlayOptions {
  readonly endMs: number;
  readonly ticks: number;
  readonly intervalSeconds: number;
  /** false: every rate and size is exactly what `pods.ts` says. true: they go up and down. */
  readonly isMoving: boolean;
  /** Whether the pod of evil names is among them, on a node of its own. */
  readonly isEvil: boolean;
  /** Ticks before the last in which worker-2 is not heard of, first and last. */
  readonly gap: readonly [first: number, last: number];
}

const CORES = 4;
const NODE_MEMORY_BYTES = 8_589_934_592;
/** What a node itself uses besides its pods. */
const SYSTEM_MILLICORES = 100;
const SYSTEM_BYTES = 536_870_912;
/** worker-3 was last heard of so many ticks before the last: its values are late. */
const LATE_TICKS = 6;
const WAVE_SECONDS = 1_500;
const GOLDEN_RATIO = 0.618_033_988_75;

const REPORTING = ['worker-1', 'worker-2', 'worker-3'];

/** The reports of all nodes, oldest first; the same for the same options. */
export function* playReports(options: PlayOptions): Generator<Report> {
  const counters = new Map<string, number>();
  for (let back = options.ticks - 1; back >= 0; back -= 1) {
    const atMs = options.endMs - back * options.intervalSeconds * 1_000;
    for (const node of options.isEvil ? [...REPORTING, EVIL.node] : REPORTING) {
      const report = readNode(node, atMs, options, counters);
      if (isSent(node, back, options)) yield report;
    }
  }
}

function isSent(node: string, back: number, { gap: [first, last] }: PlayOptions): boolean {
  if (node === 'worker-2') return back > first || back < last;
  return node !== 'worker-3' || back >= LATE_TICKS;
}

function readNode(
  node: string,
  atMs: number,
  options: PlayOptions,
  counters: Map<string, number>,
): Report {
  const { intervalSeconds } = options;
  const rows = [...PODS, EVIL_POD]
    .filter((pod) => pod.node === node)
    .map((pod) => ({
      pod,
      level: levelOf(pod, atMs, options),
    }));
  const cpu = rows.reduce((sum, { pod, level }) => sum + Math.round(pod.cpuMillicores * level), 0);
  const memory = rows.reduce((sum, { pod, level }) => sum + sizeOf(pod, level), 0);
  const add = (key: string, perSecond: number): number => {
    const next = (counters.get(key) ?? 0) + Math.round(perSecond * intervalSeconds);
    counters.set(key, next);
    return next;
  };
  return toReport({
    node,
    atMs,
    intervalSeconds,
    cores: CORES,
    host: {
      cpu_usage_microseconds: add(`${node} cpu`, (cpu + SYSTEM_MILLICORES) * 1_000),
      cpu_capacity_millicores: CORES * 1_000,
      memory_bytes: memory + SYSTEM_BYTES,
      memory_total_bytes: NODE_MEMORY_BYTES,
      memory_available_bytes: NODE_MEMORY_BYTES - memory - SYSTEM_BYTES,
      network_rx_bytes: add(`${node} rx`, cpu * 900),
      network_tx_bytes: add(`${node} tx`, cpu * 400),
      disk_read_bytes: add(`${node} read`, cpu * 50),
      disk_write_bytes: add(`${node} write`, cpu * 120),
      load_1m: cpu / 1_000,
      cpu_pressure_some_microseconds: add(`${node} psi`, cpu * 20),
    },
    pods: rows.map(({ pod, level }) => readPod(pod, level, atMs, add)),
  });
}

/** Use of a pod as a multiple of what it uses when nothing moves. */
function levelOf(pod: PlayedPod, atMs: number, { isMoving }: PlayOptions): number {
  if (!isMoving) return 1;
  const turn = (atMs / 1_000 / WAVE_SECONDS + phaseOf(pod.uid)) * 2 * Math.PI;
  const level = 1 + 0.35 * Math.sin(turn) + 0.1 * Math.sin(turn * 7.3);
  return Math.min(level, mostLevelOf(pod));
}

/** The CPU limit holds a pod there. */
function mostLevelOf(pod: PlayedPod): number {
  const { cpu_limit_millicores: limit } = readLimits(pod, pod.containers.length);
  return limit === undefined ? Infinity : limit / pod.cpuMillicores;
}

/** Where in its wave a pod is at the beginning, 0 to 1: far apart for names that are alike. */
function phaseOf(uid: string): number {
  const sum = [...uid].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 65_521, 7);
  return (sum * GOLDEN_RATIO) % 1;
}

function sizeOf({ memoryBytes }: PlayedPod, level: number): number {
  return Math.round(memoryBytes * (0.85 + 0.15 * level));
}

type Add = (key: string, perSecond: number) => number;

function readPod(pod: PlayedPod, level: number, atMs: number, add: Add): PodReading {
  const { uid, containers, cpuMillicores, isHostNetwork } = pod;
  const millicores = Math.round(cpuMillicores * level);
  const bytes = sizeOf(pod, level);
  const isBefore = pod.killedAt !== undefined && atMs < Date.parse(pod.killedAt);
  const kills = pod.killedAt === undefined || isBefore ? 0 : 1;
  const isThrottled = millicores > THROTTLED_FROM && millicores < THROTTLED_TO;
  const traffic: Values = isHostNetwork
    ? {}
    : {
        network_rx_bytes: add(`${uid} rx`, millicores * 800),
        network_tx_bytes: add(`${uid} tx`, millicores * 350),
      };
  return {
    uid,
    isHostNetwork,
    values: {
      ...readUse(uid, millicores, bytes, isThrottled, add),
      memory_oom_kills: kills,
      ...readLimits(pod, containers.length),
      ...traffic,
    },
    containers: new Map(
      containers.map((container) => {
        const share = 1 / containers.length;
        const id = containerId(uid, isBefore ? toPastRun(container) : container);
        const use = readUse(id, millicores * share, Math.round(bytes * share), isThrottled, add);
        return [id, { ...use, pids: TASKS * share, ...readLimits(pod, 1) }];
      }),
    ),
  };
}

type Limits = Partial<Record<'cpu_limit_millicores' | 'memory_limit_bytes', number>>;

/** Limits as the kernel has them, of so many containers. */
function readLimits({ limits: { cpu, memory } }: PlayedPod, containers: number): Limits {
  if (cpu === undefined || memory === undefined) return {};
  return {
    cpu_limit_millicores: containers * (cpu.endsWith('m') ? parseInt(cpu) : Number(cpu) * 1_000),
    memory_limit_bytes: containers * parseInt(memory) * MIB,
  };
}

/** Of a pod, the same number in each of its containers. */
const TASKS = 8;

/** A pod that uses so much is held back in four of ten periods. */
const THROTTLED_FROM = 450;
const THROTTLED_TO = 600;

function readUse(
  key: string,
  millicores: number,
  bytes: number,
  isThrottled: boolean,
  add: Add,
): Values {
  return {
    cpu_usage_microseconds: add(`${key} cpu`, millicores * 1_000),
    cpu_periods: add(`${key} periods`, 10),
    cpu_throttled_periods: add(`${key} throttled`, isThrottled ? 4 : 0),
    memory_bytes: bytes,
    memory_rss_bytes: Math.round(bytes * 0.75),
    memory_cache_bytes: Math.round(bytes * 0.25),
    memory_usage_bytes: Math.round(bytes * 1.25),
    disk_read_bytes: add(`${key} read`, millicores * 40),
    disk_write_bytes: add(`${key} write`, millicores * 100),
    pids: TASKS,
    cpu_pressure_some_microseconds: add(`${key} psi`, millicores * 30),
    memory_oom_kills: 0,
  };
}
