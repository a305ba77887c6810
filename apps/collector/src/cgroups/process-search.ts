import type { ContainerReader, PodReader } from './pod-reader';
import { SLOW_TURNS } from './probe';
import type { Processes } from './processes';

/** Turns until a container without a process is looked at again: 1, 2, 4 … SLOW_TURNS. */
function computePause(fruitlessLooks: number): number {
  return Math.min(2 ** fruitlessLooks, SLOW_TURNS);
}

/**
 * Keeps one process of each container at hand: for the sandbox's name, and for the network
 * namespace of the pod. Only containers without a process are looked for, ever more
 * rarely, since a look may have to read a file of every process of the host.
 */
export class ProcessSearch {
  private turn = 0;

  /** @param directoryOf the directory of a cgroup path in the first tree */
  constructor(
    private readonly processes: Processes,
    private readonly directoryOf: (path: string) => string,
  ) {}

  /** Finds what is missing, once a tick, and gives each pod a process to read its network from. */
  run(pods: readonly PodReader[]): void {
    const wanted: ContainerReader[] = [];
    const changed = pods.filter((pod) => this.collect(pod, wanted));
    if (wanted.length > 0) this.find(wanted);
    for (const pod of changed) {
      pod.tellSandboxes();
      chooseSource(pod);
    }
    this.turn += 1;
  }

  /** Looks again at the pod's new processes. True when something may have to be decided anew. */
  private collect({ containers, network }: PodReader, wanted: ContainerReader[]): boolean {
    let isChanged = network.containerId === undefined;
    for (const container of containers) {
      if (container.isConfirmed) continue;
      this.confirm(container);
      const isWanted = container.process === undefined && container.nextLook <= this.turn;
      if (isWanted) wanted.push(container);
      isChanged ||= isWanted || container.isConfirmed;
    }
    return isChanged;
  }

  /** A process is looked at twice: at first it may still be the runtime's. */
  private confirm(container: ContainerReader): void {
    if (container.process === undefined) return;
    container.process = this.processes.look(container.process.pid);
    container.isConfirmed = container.process !== undefined;
  }

  private find(wanted: readonly ContainerReader[]): void {
    const isThorough = wanted.some(({ fruitlessLooks }) => fruitlessLooks > 0);
    const found = this.processes.find(
      wanted.map(({ id, path }) => ({ id, directory: this.directoryOf(path) })),
      isThorough,
    );
    for (const container of wanted) {
      container.process = found.get(container.id);
      if (container.process !== undefined) continue;
      container.nextLook = this.turn + computePause(container.fruitlessLooks);
      container.fruitlessLooks += 1;
    }
  }
}

/** The sandbox's process is the surest to stay; else the oldest one known. */
function chooseSource(pod: PodReader): void {
  if (pod.network.containerId !== undefined) return;
  let chosen: ContainerReader | undefined;
  for (const container of pod.containers) {
    if (container.process === undefined) continue;
    if (chosen === undefined || isBetter(container, chosen)) chosen = container;
  }
  if (chosen?.process !== undefined) pod.network.use(chosen.id, chosen.process.pid);
}

function isBetter(one: ContainerReader, other: ContainerReader): boolean {
  if (one.isSandbox !== other.isSandbox) return one.isSandbox === true;
  return (one.process?.startTicks ?? Infinity) < (other.process?.startTicks ?? Infinity);
}

/** The process the pod's network was read from has ended: the next run looks for another. */
export function forgetProcess(pod: PodReader, containerId: string | undefined): void {
  const container = pod.containers.find(({ id }) => id === containerId);
  if (container === undefined) return;
  container.process = undefined;
  container.isConfirmed = false;
  // As after a look in vain: a new process of an old container may be one seen before.
  container.fruitlessLooks = 1;
  container.nextLook = 0;
}
