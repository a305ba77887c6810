import type { PodIdentity } from './pod-identity';

/**
 * Pods by the uid their cgroup has. The hash of a static pod can be equal on several nodes,
 * so it counts together with the node; a metadata.uid is unique by itself.
 */
export class PodIndex {
  private readonly byUid = new Map<string, PodIdentity>();
  private readonly byNodeAndHash = new Map<string, PodIdentity>();

  get size(): number {
    return this.byUid.size;
  }

  put(pod: PodIdentity): void {
    this.byUid.set(pod.uid, pod);
    if (pod.isStatic && pod.node !== undefined) {
      this.byNodeAndHash.set(staticKey(pod.node, pod.cgroupUid), pod);
    }
  }

  /** Takes a pod out. A static pod that was put in again under another uid stays. */
  remove(uid: string): void {
    const pod = this.byUid.get(uid);
    if (pod === undefined) return;
    this.byUid.delete(uid);
    const key = staticKey(pod.node ?? '', pod.cgroupUid);
    if (this.byNodeAndHash.get(key)?.uid === uid) this.byNodeAndHash.delete(key);
  }

  /** By metadata.uid. */
  get(uid: string): PodIdentity | undefined {
    return this.byUid.get(uid);
  }

  find(node: string, cgroupUid: string): PodIdentity | undefined {
    return this.byUid.get(cgroupUid) ?? this.byNodeAndHash.get(staticKey(node, cgroupUid));
  }

  /** All pods, those put in first at the front. */
  values(): IterableIterator<PodIdentity> {
    return this.byUid.values();
  }
}

function staticKey(node: string, hash: string): string {
  return `${node}\n${hash}`;
}
