import type { PodRecord } from './pod-record';

/** Pods by something they share: a name, a namespace, a workload, a node. */
export class PodGroups {
  private readonly groups = new Map<string, Set<PodRecord>>();
  private readonly keys = new Map<PodRecord, string>();

  /** Puts a pod under `key`, and takes it from where it was; undefined = nowhere. */
  put(pod: PodRecord, key: string | undefined): void {
    if (this.keys.get(pod) === key) return;
    this.remove(pod);
    if (key === undefined) return;
    let group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, (group = new Set()));
    group.add(pod);
    this.keys.set(pod, key);
  }

  remove(pod: PodRecord): void {
    const key = this.keys.get(pod);
    if (key === undefined) return;
    this.keys.delete(pod);
    const group = this.groups.get(key);
    group?.delete(pod);
    if (group?.size === 0) this.groups.delete(key);
  }

  get(key: string): ReadonlySet<PodRecord> {
    return this.groups.get(key) ?? NONE;
  }

  /** Keys that have a pod `isWanted` picks. */
  keysWith(isWanted: (pod: PodRecord) => boolean): string[] {
    const keys: string[] = [];
    for (const [key, pods] of this.groups) {
      for (const pod of pods) {
        if (!isWanted(pod)) continue;
        keys.push(key);
        break;
      }
    }
    return keys;
  }
}

const NONE: ReadonlySet<PodRecord> = new Set();
