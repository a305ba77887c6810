/** What can happen to a pod, a container or a node. */
export type EventKind = 'created' | 'restart' | 'oom_kill' | 'ended' | 'deleted';

/** Something that happened, as far as it is known when. */
export interface PodEvent {
  readonly kind: EventKind;
  /** When, or when at the latest: ms since the epoch. */
  readonly atMs: number;
  /** After when; undefined where `atMs` is the very time. */
  readonly afterMs?: number;
  /** Name of the container; undefined = the pod as a whole, or not known which. */
  readonly container?: string;
  /** Of a restart the run that began, of an end the run that ended. */
  readonly containerId?: string;
  /** Processes killed. */
  readonly count?: number;
  /** How a run ended; of a restart the run before it. */
  readonly reason?: string;
  readonly exitCode?: number;
}

/** Oldest first. */
export function byTime(a: Pick<PodEvent, 'atMs'>, b: Pick<PodEvent, 'atMs'>): number {
  return a.atMs - b.atMs;
}
