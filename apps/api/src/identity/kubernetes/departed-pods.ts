import type { PodIdentity } from '../pod-identity';
import { PodIndex } from '../pod-index';

/** Samples of a pod may come so long after it was deleted: a collector back-fills an outage. */
const KEPT_MS = 3_600_000;

/** Most pods kept; the oldest go first. */
const MOST_KEPT = 20_000;

/** Pods that are gone and may still be asked for, for an hour. */
export class DepartedPods {
  private readonly pods = new PodIndex();
  /** When each was gone, the first at the front. */
  private readonly departures = new Map<string, number>();

  get size(): number {
    return this.pods.size;
  }

  /** @param now ms since the epoch */
  add(pod: PodIdentity, now: number): void {
    this.forget(pod.uid);
    this.pods.put(pod);
    this.departures.set(pod.uid, now);
    this.dropOld(now);
  }

  find(node: string, cgroupUid: string, now: number): PodIdentity | undefined {
    this.dropOld(now);
    return this.pods.find(node, cgroupUid);
  }

  private dropOld(now: number): void {
    for (const [uid, goneAt] of this.departures) {
      if (now - goneAt < KEPT_MS && this.departures.size <= MOST_KEPT) return;
      this.forget(uid);
    }
  }

  private forget(uid: string): void {
    this.departures.delete(uid);
    this.pods.remove(uid);
  }
}
