import type { OwnerReference } from '../kubernetes-objects';

interface Waiting {
  readonly owner: OwnerReference;
  readonly pods: Set<string>;
}

/** Pods, by uid, whose ReplicaSet or Job has not been heard of yet. */
export class WaitingPods {
  private readonly byOwner = new Map<string, Waiting>();
  private readonly ownerOf = new Map<string, string>();

  add(pod: string, { uid, kind, name }: OwnerReference): void {
    let waiting = this.byOwner.get(uid);
    if (waiting === undefined) {
      this.byOwner.set(uid, (waiting = { owner: { uid, kind, name }, pods: new Set() }));
    }
    waiting.pods.add(pod);
    this.ownerOf.set(pod, uid);
  }

  remove(pod: string): void {
    const uid = this.ownerOf.get(pod);
    if (uid === undefined) return;
    this.ownerOf.delete(pod);
    const waiting = this.byOwner.get(uid);
    waiting?.pods.delete(pod);
    if (waiting?.pods.size === 0) this.byOwner.delete(uid);
  }

  /** Those that wait for an owner; they wait no more. */
  take(ownerUid: string): Waiting | undefined {
    const waiting = this.byOwner.get(ownerUid);
    this.byOwner.delete(ownerUid);
    for (const pod of waiting?.pods ?? []) this.ownerOf.delete(pod);
    return waiting;
  }
}
