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

  find(node: string, cgroupUid: string): PodIdentity | undefined {
    return this.byUid.get(cgroupUid) ?? this.byNodeAndHash.get(staticKey(node, cgroupUid));
  }
}

function staticKey(node: string, hash: string): string {
  return `${node}\n${hash}`;
}
