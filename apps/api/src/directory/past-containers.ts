import type {
  ContainerIdentity,
  ContainerKind,
  PodIdentity,
  Termination,
} from '../identity/pod-identity';

/** Names kept of containers nobody has reported yet: a report may come late. */
const MOST_WITHOUT_SAMPLES = 16;

/** One run of a container of the spec: a container id and what it belongs to. */
export interface ContainerRun {
  readonly id: string;
  readonly name: string;
  readonly kind: ContainerKind;
  readonly image: string;
  /** The container as it is now, when this is its newest run. */
  readonly current: ContainerIdentity | undefined;
  /** How the run ended, when it is an earlier one. */
  readonly termination: Termination | undefined;
}

/** The runs a container's status tells of: the newest and the one before. */
export function runsOf(container: ContainerIdentity): ContainerRun[] {
  const { id, name, kind, image, lastTermination } = container;
  const runs: ContainerRun[] = [];
  if (id !== undefined)
    runs.push({ id, name, kind, image, current: container, termination: undefined });
  const before = lastTermination?.id;
  // While it waits to run again both are the same.
  if (before === undefined || before === id) return runs;
  runs.push({ id: before, name, kind, image, current: undefined, termination: lastTermination });
  return runs;
}

/**
 * Runs of a pod's containers the cluster has forgotten. Their names live as long as their
 * samples, so that a window names them; of those without samples the newest few are kept.
 */
export class PastContainers {
  private runs: Map<string, ContainerRun> | undefined;

  find(id: string): ContainerRun | undefined {
    return this.runs?.get(id);
  }

  all(): Iterable<ContainerRun> {
    return this.runs?.values() ?? [];
  }

  put(run: ContainerRun): void {
    this.runs ??= new Map();
    this.runs.set(run.id, run);
  }

  forget(id: string): void {
    this.runs?.delete(id);
  }

  /** Keeps what `before` told and `now` does not tell any more. */
  remember(
    before: PodIdentity,
    now: PodIdentity | undefined,
    hasSamples: (id: string) => boolean,
  ): void {
    const told = new Set(now?.containers.flatMap(runsOf).map(({ id }) => id));
    for (const run of before.containers.flatMap(runsOf)) {
      if (told.has(run.id)) continue;
      this.put({ ...run, current: undefined });
    }
    this.trim(hasSamples);
  }

  private trim(hasSamples: (id: string) => boolean): void {
    if (this.runs === undefined || this.runs.size <= MOST_WITHOUT_SAMPLES) return;
    const unseen = [...this.runs.keys()].filter((id) => !hasSamples(id));
    for (const id of unseen.slice(0, -MOST_WITHOUT_SAMPLES)) this.runs.delete(id);
  }
}
