import type { ReflectorHandler } from '@kubemonitor/kubernetes';
import type { KubernetesObject } from '../kubernetes-objects';
import type { LivePods } from './live-pods';

/**
 * ReplicaSets or Jobs: they tell pods their owner, and are listed themselves where nobody
 * made them.
 */
export class OwnerObjects implements ReflectorHandler<KubernetesObject> {
  private readonly uids = new Set<string>();

  constructor(
    private readonly pods: LivePods,
    private readonly listed: ReflectorHandler<KubernetesObject>,
  ) {}

  upsert(object: KubernetesObject): void {
    const uid = object.metadata?.uid;
    if (uid !== undefined) this.uids.add(uid);
    this.pods.addOwner(object);
    this.listed.upsert(object);
  }

  remove(object: KubernetesObject): void {
    this.forget(object.metadata?.uid ?? '');
    this.listed.remove(object);
  }

  replaced(uids: ReadonlySet<string>): void {
    for (const uid of this.uids) if (!uids.has(uid)) this.forget(uid);
    this.listed.replaced(uids);
  }

  private forget(uid: string): void {
    this.uids.delete(uid);
    this.pods.removeOwner(uid);
  }
}
