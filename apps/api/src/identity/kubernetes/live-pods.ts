import { isDeepStrictEqual } from 'node:util';
import type { ReflectorHandler } from '@kubemonitor/kubernetes';
import type { KubernetesObject, KubernetesPod } from '../kubernetes-objects';
import { OwnerIndex } from '../owners';
import type { PodIdentity } from '../pod-identity';
import { PodIndex } from '../pod-index';
import { readPod } from '../read-pod';
import { compactPod } from './compact-pod';
import { DepartedPods } from './departed-pods';
import { SharedValues } from './shared-values';
import { WaitingPods } from './waiting-pods';

type PodListener = (pod: PodIdentity) => void;

/**
 * The pods of the cluster as events tell of them, under their metadata.uid: a pod that is made
 * again under its name is another one, whichever of the two is heard of first.
 */
export class LivePods implements ReflectorHandler<KubernetesPod> {
  private readonly pods = new PodIndex();
  private readonly departed = new DepartedPods();
  private readonly owners = new OwnerIndex();
  private readonly waiting = new WaitingPods();
  private readonly values = new SharedValues();
  private readonly onChange: PodListener[] = [];
  private readonly onGone: PodListener[] = [];

  /** @param now ms since the epoch */
  constructor(private readonly now: () => number) {}

  listen(kind: 'change' | 'gone', listener: PodListener): void {
    (kind === 'change' ? this.onChange : this.onGone).push(listener);
  }

  /** A pod that is there, else one that was in the last hour. */
  find(node: string, cgroupUid: string): PodIdentity | undefined {
    return this.pods.find(node, cgroupUid) ?? this.departed.find(node, cgroupUid, this.now());
  }

  get(uid: string): PodIdentity | undefined {
    return this.pods.get(uid);
  }

  all(): Iterable<PodIdentity> {
    return this.pods.values();
  }

  /** @throws Error when the object is no named pod */
  upsert(object: KubernetesPod): void {
    const pod = this.read(object);
    const owner = this.owners.unknownOwner(object);
    if (owner !== undefined) this.waiting.add(pod.uid, owner);
    if (!isDeepStrictEqual(pod, this.pods.get(pod.uid))) this.put(pod);
  }

  /** @throws Error when the object is no named pod */
  remove(object: KubernetesPod): void {
    this.depart(this.read(object));
  }

  replaced(uids: ReadonlySet<string>): void {
    for (const pod of this.pods.values()) if (!uids.has(pod.uid)) this.depart(pod);
  }

  /** Takes in a ReplicaSet or Job; pods that came before it get their owner now. */
  addOwner(object: KubernetesObject): void {
    this.owners.add(object);
    const waiting = this.waiting.take(object.metadata?.uid ?? '');
    if (waiting === undefined) return;
    const workload = this.values.object(this.owners.topOf(waiting.owner));
    for (const uid of waiting.pods) {
      const pod = this.pods.get(uid);
      if (pod === undefined || isDeepStrictEqual(pod.workload, workload)) continue;
      this.put({ ...pod, workload });
    }
  }

  /** Forgets a ReplicaSet or Job; its pods keep their owner. */
  removeOwner(uid: string): void {
    this.owners.delete(uid);
  }

  private read(object: KubernetesPod): PodIdentity {
    const pod = readPod(object, this.owners);
    if (pod === undefined) throw new Error('a pod has no name, namespace or uid');
    const known = this.pods.get(pod.uid);
    // Its owner may be deleted before the pod is: what it was is still true.
    const isOwnerGone = known !== undefined && this.owners.unknownOwner(object) !== undefined;
    const workload = isOwnerGone ? known.workload : pod.workload;
    return compactPod({ ...pod, workload }, this.values);
  }

  private put(pod: PodIdentity): void {
    this.pods.put(pod);
    for (const listener of this.onChange) listener(pod);
  }

  private depart(pod: PodIdentity): void {
    this.pods.remove(pod.uid);
    this.waiting.remove(pod.uid);
    this.departed.add(pod, this.now());
    // The mirror of a static pod may be made anew while the pod itself, and its cgroup, lives on.
    const isThere = pod.node !== undefined && this.pods.find(pod.node, pod.cgroupUid);
    if (isThere) return;
    for (const listener of this.onGone) listener(pod);
  }
}
