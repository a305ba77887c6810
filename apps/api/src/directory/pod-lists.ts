import type { PodRecord } from './pod-record';
import { SortedPods } from './sorted-pods';

/**
 * The pods in list order, those of the latest answers apart from all others. Latest answers
 * have a pod while the cluster has it; where nobody tells, while it is heard of. So that a
 * page costs what the page costs, however many pods there are, the list is not made for each
 * request: a pod is looked at again only when it may have become too old, about once in the
 * time it stays listed without samples.
 */
export class PodLists {
  private readonly listed = new SortedPods();
  private readonly others = new SortedPods();
  /** Pods that may leave, by the second of the newest sample they had when last looked at. */
  private readonly due = new Map<number, PodRecord[]>();
  /** Pods that have become too old, by node, with the time of their newest sample then. */
  private readonly silent = new Map<string, Map<PodRecord, number>>();

  /** Puts a pod in, or to its new place when something of it has changed. */
  put(pod: PodRecord): void {
    this.wake(pod);
    const isListed =
      pod.existence === 'exists' || (pod.existence === 'unknown' && pod.entity !== undefined);
    this.move(pod, isListed);
    if (pod.existence === 'unknown' && isListed) this.schedule(pod);
  }

  remove(pod: PodRecord): void {
    this.wake(pod);
    this.listed.remove(pod);
    this.others.remove(pod);
    pod.isListed = false;
    pod.dueSecond = undefined;
  }

  /** Samples of a node have come: pods that were too old may be back. */
  heard(node: string): void {
    for (const [pod, sinceMs] of this.silent.get(node) ?? []) {
      if ((pod.entity?.lastSeenMs ?? sinceMs) > sinceMs) this.put(pod);
    }
  }

  /**
   * Pods of the latest answers, those not heard of since `sinceMs` left out. The array changes
   * with the next put or remove.
   */
  listLatest(sinceMs: number): readonly PodRecord[] {
    this.dropOld(sinceMs);
    return this.listed.list();
  }

  /** Of these the pods of a namespace, which stand together. */
  listLatestOf(namespace: string, sinceMs: number): readonly PodRecord[] {
    this.dropOld(sinceMs);
    return this.listed.between(`${namespace}\u0000`, `${namespace}\u0001`);
  }

  /** All pods in order, those of the past too. */
  listAll(): readonly PodRecord[] {
    const [a, b] = [this.listed.list(), this.others.list()];
    if (b.length === 0) return a;
    const all: PodRecord[] = [];
    let at = 0;
    for (const pod of a) {
      while (at < b.length && b[at].sortKey < pod.sortKey) all.push(b[at++]);
      all.push(pod);
    }
    while (at < b.length) all.push(b[at++]);
    return all;
  }

  /** Takes out pods nobody tells of that have not been heard of since `sinceMs`. */
  dropOld(sinceMs: number): void {
    for (const second of [...this.due.keys()]) {
      if (second * 1_000 >= sinceMs) continue;
      const pods = this.due.get(second) ?? [];
      this.due.delete(second);
      for (const pod of pods) if (pod.dueSecond === second) this.review(pod, sinceMs);
    }
  }

  private review(pod: PodRecord, sinceMs: number): void {
    pod.dueSecond = undefined;
    if (!pod.isListed || pod.existence !== 'unknown' || pod.entity === undefined) return;
    const { lastSeenMs, node } = pod.entity;
    if (lastSeenMs >= sinceMs) {
      this.schedule(pod);
      return;
    }
    this.move(pod, false);
    let silent = this.silent.get(node);
    if (silent === undefined) this.silent.set(node, (silent = new Map()));
    silent.set(pod, lastSeenMs);
  }

  private schedule(pod: PodRecord): void {
    // One that is due earlier is looked at then, and is due later from there.
    if (pod.dueSecond !== undefined || pod.entity === undefined) return;
    const second = Math.floor(pod.entity.lastSeenMs / 1_000);
    pod.dueSecond = second;
    const pods = this.due.get(second);
    if (pods === undefined) this.due.set(second, [pod]);
    else pods.push(pod);
  }

  private move(pod: PodRecord, isListed: boolean): void {
    pod.isListed = isListed;
    (isListed ? this.others : this.listed).remove(pod);
    (isListed ? this.listed : this.others).put(pod);
  }

  private wake(pod: PodRecord): void {
    const node = pod.entity?.node;
    const silent = node === undefined ? undefined : this.silent.get(node);
    if (node === undefined || silent?.delete(pod) !== true) return;
    if (silent.size === 0) this.silent.delete(node);
  }
}
