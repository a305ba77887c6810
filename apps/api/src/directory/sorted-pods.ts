import type { PodRecord } from './pod-record';

/** More newcomers than this are sorted in together, fewer are put in one by one. */
const FEW = 256;

/**
 * Pods in list order. A pod that comes or goes moves the ones behind it, which is a copy of
 * pointers, instead of sorting all anew: 150,000 pods are a block of the event loop no
 * request should wait for.
 */
export class SortedPods {
  private pods: PodRecord[] = [];
  private newcomers = new Set<PodRecord>();
  /** The key each pod was put in with: a renamed pod is found by its old one. */
  private readonly keys = new Map<PodRecord, string>();

  /** Puts a pod in, or to its new place when it was renamed. */
  put(pod: PodRecord): void {
    if (this.keys.get(pod) === pod.sortKey) return;
    this.remove(pod);
    this.keys.set(pod, pod.sortKey);
    this.newcomers.add(pod);
  }

  remove(pod: PodRecord): void {
    const key = this.keys.get(pod);
    if (key === undefined) return;
    // The old key is needed to find the pod: its own sortKey may be the new one by now.
    if (!this.newcomers.delete(pod)) this.pods.splice(this.placeOf(key), 1);
    this.keys.delete(pod);
  }

  /** Pods with keys of [from, to), in order, as an array of its own. */
  between(from: string, to: string): readonly PodRecord[] {
    const pods = this.list();
    return pods.slice(this.placeOf(from), this.placeOf(to));
  }

  /** All pods in order. The array changes with the next put or remove. */
  list(): readonly PodRecord[] {
    if (this.newcomers.size > FEW) {
      this.pods = this.merge([...this.newcomers].sort((a, b) => this.compare(a, b)));
    } else {
      for (const pod of this.newcomers) this.pods.splice(this.placeOf(this.keyOf(pod)), 0, pod);
    }
    this.newcomers.clear();
    return this.pods;
  }

  private merge(sorted: readonly PodRecord[]): PodRecord[] {
    const merged: PodRecord[] = [];
    let at = 0;
    for (const pod of this.pods) {
      while (at < sorted.length && this.compare(sorted[at], pod) < 0) merged.push(sorted[at++]);
      merged.push(pod);
    }
    while (at < sorted.length) merged.push(sorted[at++]);
    return merged;
  }

  private compare(a: PodRecord, b: PodRecord): number {
    return this.keyOf(a) < this.keyOf(b) ? -1 : 1;
  }

  private keyOf(pod: PodRecord): string {
    return this.keys.get(pod) ?? pod.sortKey;
  }

  /** Index of the first pod whose key is not smaller. */
  private placeOf(key: string): number {
    let low = 0;
    let high = this.pods.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.keyOf(this.pods[middle]) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
