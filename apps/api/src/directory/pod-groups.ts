import type { PodRecord } from './pod-record';
import { sumPromises, type PromiseSum } from './promise-sum';

/** Pods by something they share: a name, a namespace, a workload, a node. */
export class PodGroups {
  private readonly groups = new Map<string, Set<PodRecord>>();
  private readonly keys = new Map<PodRecord, string>();
  /** Sums that were asked for, until a pod of theirs changes; undefined = no pod counts. */
  private readonly sums = new Map<string, PromiseSum | undefined>();

  /**
   * Puts a pod under `key`, and takes it from where it was; undefined = nowhere. To be called
   * after every change of the pod.
   */
  put(pod: PodRecord, key: string | undefined): void {
    if (this.keys.get(pod) === key) {
      if (key !== undefined) this.sums.delete(key);
      return;
    }
    this.remove(pod);
    if (key === undefined) return;
    let group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, (group = new Set()));
    group.add(pod);
    this.keys.set(pod, key);
    this.sums.delete(key);
  }

  remove(pod: PodRecord): void {
    const key = this.keys.get(pod);
    if (key === undefined) return;
    this.keys.delete(pod);
    this.sums.delete(key);
    const group = this.groups.get(key);
    group?.delete(pod);
    if (group?.size === 0) this.groups.delete(key);
  }

  get(key: string): ReadonlySet<PodRecord> {
    return this.groups.get(key) ?? NONE;
  }

  /** What the pods under `key` were promised together; undefined where none of them counts. */
  promisesOf(key: string): PromiseSum | undefined {
    const group = this.groups.get(key);
    if (group === undefined) return undefined;
    if (!this.sums.has(key)) this.sums.set(key, sumPromises(group));
    return this.sums.get(key);
  }

  /** Keys that begin with `prefix` and have a pod `isWanted` picks. */
  keysWith(isWanted: (pod: PodRecord) => boolean, prefix = ''): string[] {
    const keys: string[] = [];
    for (const [key, pods] of this.groups) {
      if (key.startsWith(prefix) && some(pods, isWanted)) keys.push(key);
    }
    return keys;
  }
}

const NONE: ReadonlySet<PodRecord> = new Set();

function some(pods: Iterable<PodRecord>, isWanted: (pod: PodRecord) => boolean): boolean {
  for (const pod of pods) if (isWanted(pod)) return true;
  return false;
}
