import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { BenchError } from '../bench-error';
import { between, createRandom, type Random } from '../workload/random';

/** A generated node: copies of recorded kernel files under a root. */
export interface NodeTree {
  readonly proc: string;
  readonly cgroup: string;
  readonly pods: number;
  readonly containers: number;
}

export interface NodeTreeOptions {
  /** Root file system of the recorded node. */
  readonly recording: string;
  readonly target: string;
  readonly pods: number;
  /** Containers of each pod, its sandbox included. */
  readonly containersPerPod: number;
  readonly seed: number;
}

/** A recorded container that is copied. */
interface ContainerModel {
  readonly directory: string;
  readonly pid: string;
  readonly isSandbox: boolean;
}

const CGROUP = 'sys/fs/cgroup';
const POD_PARENT = `${CGROUP}/kubepods.slice/kubepods-burstable.slice`;
const CONTAINER = /^cri-containerd-[0-9a-f]{64}\.scope$/;
const POD = /^kubepods(-[a-z]+)?-pod[0-9a-f_]+\.slice$/;
const FIRST_PID = 10_000;
const FIRST_NAMESPACE = 4_026_540_000;

/**
 * Builds a node of many pods by copying pods, containers and processes of a recorded one
 * (cgroup v2, systemd driver) under names of their own.
 * @throws BenchError when the recording is not there
 */
export function buildNodeTree(options: NodeTreeOptions): NodeTree {
  const { recording, target, pods, containersPerPod, seed } = options;
  const models = findModels(recording);
  copyHost(recording, target);
  const random = createRandom(seed);
  let pid = FIRST_PID;
  for (let pod = 0; pod < pods; pod += 1) {
    const uid = drawHex(random, 32).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1_$2_$3_$4_');
    const slice = `${POD_PARENT}/kubepods-burstable-pod${uid}.slice`;
    const chosen = chooseModels(models, pod, containersPerPod);
    copyFiles(dirname(chosen[0].directory), join(target, slice));
    for (const model of chosen) {
      const scope = `${slice}/cri-containerd-${drawHex(random, 64)}.scope`;
      copyFiles(model.directory, join(target, scope));
      writeFileSync(join(target, scope, 'cgroup.procs'), `${pid}\n`);
      const path = `/${relative(CGROUP, scope)}`;
      addProcess({ recording, target, model, pid, path, namespace: FIRST_NAMESPACE + pod });
      pid += 1;
    }
  }
  return {
    proc: join(target, 'proc'),
    cgroup: join(target, CGROUP),
    pods,
    containers: pods * containersPerPod,
  };
}

/** Everything of the recording but its pods and their processes. */
function copyHost(recording: string, target: string): void {
  cpSync(recording, target, {
    recursive: true,
    verbatimSymlinks: true,
    filter(source) {
      const path = relative(recording, source);
      const isOtherProcess = /^proc\/\d+$/.test(path) && path !== 'proc/1';
      // Kubelet once made these for another driver; they have no pods.
      const isLeftOver = path === `${CGROUP}/kubepods`;
      return !isOtherProcess && !isLeftOver && !POD.test(basename(source));
    },
  });
}

function findModels(recording: string): ContainerModel[] {
  const models: ContainerModel[] = [];
  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const path = join(directory, entry.name);
      if (!CONTAINER.test(entry.name)) visit(path);
      else models.push(...toModel(recording, path));
    }
  };
  try {
    visit(join(recording, CGROUP));
  } catch (cause) {
    throw new BenchError(`The recorded node is not at ${recording}.`, { cause });
  }
  return models;
}

/** The container as a model, or nothing when its process was not recorded. */
function toModel(recording: string, directory: string): ContainerModel[] {
  const [pid] = readFileSync(join(directory, 'cgroup.procs'), 'utf8').split('\n');
  try {
    const stat = readFileSync(join(recording, 'proc', pid, 'stat'), 'utf8');
    return [{ directory, pid, isSandbox: stat.includes('(pause)') }];
  } catch {
    // The recording has only the first process of each container; this one had gone by then.
    return [];
  }
}

/** A sandbox and other containers, different ones from pod to pod. */
function chooseModels(
  models: readonly ContainerModel[],
  pod: number,
  count: number,
): ContainerModel[] {
  const sandboxes = models.filter(({ isSandbox }) => isSandbox);
  const others = models.filter(({ isSandbox }) => !isSandbox);
  const rest = Array.from(
    { length: count - 1 },
    (_, index) => others[(pod * (count - 1) + index) % others.length],
  );
  return [sandboxes[pod % sandboxes.length], ...rest];
}

/** Copies the files of a directory, not what is below it. */
function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isFile()) cpSync(join(from, entry.name), join(to, entry.name));
  }
}

function addProcess(process: {
  readonly recording: string;
  readonly target: string;
  readonly model: ContainerModel;
  readonly pid: number;
  readonly path: string;
  readonly namespace: number;
}): void {
  const from = join(process.recording, 'proc', process.model.pid);
  const to = join(process.target, 'proc', String(process.pid));
  for (const directory of ['net', 'ns']) mkdirSync(join(to, directory), { recursive: true });
  const stat = readFileSync(join(from, 'stat'), 'utf8').replace(/^\d+/, String(process.pid));
  writeFileSync(join(to, 'stat'), stat);
  writeFileSync(join(to, 'cgroup'), `0::${process.path}\n`);
  cpSync(join(from, 'net/dev'), join(to, 'net/dev'));
  const isHost = readlinkSync(join(from, 'ns/net')) === hostNamespace(process.recording);
  const link = isHost ? hostNamespace(process.recording) : `net:[${process.namespace}]`;
  symlinkSync(link, join(to, 'ns/net'));
}

function hostNamespace(recording: string): string {
  return readlinkSync(join(recording, 'proc/1/ns/net'));
}

function drawHex(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += between(random, 0, 15).toString(16);
  return text;
}
