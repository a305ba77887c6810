import type { ClusterSnapshot } from './cluster-snapshot';
import { isUnchanged, toExpectedPod, type ExpectedPod } from './expected-pod';

/** Which names must be in an answer, and which may be. */
export interface NameSet {
  readonly required: ReadonlySet<string>;
  readonly allowed: ReadonlySet<string>;
}

/** A pod that runs so long must be shown: two ticks and the time to look. */
const SEEN_AFTER_MS = 20_000;

/**
 * What the cluster was like between two snapshots, one taken before the API was asked and one
 * after. Only what did not change can be demanded; what was there at either time is allowed.
 */
export class ClusterTruth {
  /** Pods that were the same in both snapshots, by `namespace/name`. */
  readonly unchanged: ReadonlyMap<string, ExpectedPod>;
  /** Unchanged pods with a container that has run long enough to be seen. */
  readonly running: readonly ExpectedPod[];
  /** Every pod of either snapshot. */
  readonly all: readonly ExpectedPod[];

  constructor(
    readonly before: ClusterSnapshot,
    readonly after: ClusterSnapshot,
    beforeMs: number,
  ) {
    const old = before.pods.map((pod) => toExpectedPod(pod, before));
    const now = after.pods.map((pod) => toExpectedPod(pod, after));
    const oldByUid = new Map(old.map((pod) => [pod.uid, pod]));
    const leaving = new Set(
      after.pods
        .filter((p) => p.metadata.deletionTimestamp !== undefined)
        .map((p) => p.metadata.uid),
    );
    this.all = [...old, ...now];
    this.unchanged = new Map(
      now
        .filter((pod) => {
          const earlier = oldByUid.get(pod.uid);
          return earlier !== undefined && isUnchanged(earlier, pod) && !leaving.has(pod.uid);
        })
        .map((pod) => [pod.key, pod]),
    );
    this.running = [...this.unchanged.values()].filter(
      ({ phase, runningSinceMs }) =>
        phase === 'Running' &&
        runningSinceMs !== undefined &&
        runningSinceMs <= beforeMs - SEEN_AFTER_MS,
    );
  }

  /** Names of nodes. */
  nodes(): NameSet {
    const names = ({ nodes }: ClusterSnapshot) => nodes.map(({ metadata }) => metadata.name);
    return toNameSet(intersect(names(this.before), names(this.after)), [
      ...names(this.before),
      ...names(this.after),
    ]);
  }

  /** Namespaces; the API knows an empty one only when it sees the cluster. */
  namespaces(seesCluster: boolean): NameSet {
    const names = ({ namespaces }: ClusterSnapshot) =>
      namespaces.map(({ metadata }) => metadata.name);
    const inBoth = intersect(names(this.before), names(this.after));
    const required = seesCluster ? inBoth : this.running.map(({ namespace }) => namespace);
    return toNameSet(required, [...names(this.before), ...names(this.after)]);
  }

  /**
   * Pods, as `namespace/name`, of those that `filter` lets through. Pods that do not run
   * can be demanded only of an API that sees the cluster.
   */
  pods(seesCluster: boolean, filter: (pod: ExpectedPod) => boolean = () => true): NameSet {
    const demanded = seesCluster ? [...this.unchanged.values()] : this.running;
    return toNameSet(
      demanded.filter(filter).map(({ key }) => key),
      this.all.filter(filter).map(({ key }) => key),
    );
  }

  /** Workloads of a namespace, as `kind/name`; those without pods when the API sees the cluster. */
  workloads(namespace: string, seesCluster: boolean): NameSet {
    const own = ({ namespace: its }: ExpectedPod) => its === namespace;
    const declared = ({ workloads }: ClusterSnapshot) =>
      workloads
        .filter(({ metadata }) => metadata.namespace === namespace && isTopOwner(metadata))
        .map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    const inBoth = intersect(declared(this.before), declared(this.after));
    return toNameSet(
      [
        ...this.running.filter(own).map(({ workload }) => `${workload.kind}/${workload.name}`),
        ...(seesCluster ? inBoth : []),
      ],
      [
        ...this.all.filter(own).map(({ workload }) => `${workload.kind}/${workload.name}`),
        ...declared(this.before),
        ...declared(this.after),
      ],
    );
  }
}

function isTopOwner({
  ownerReferences,
}: {
  ownerReferences?: readonly { controller?: boolean }[];
}) {
  return ownerReferences?.some(({ controller }) => controller === true) !== true;
}

function intersect(first: readonly string[], second: readonly string[]): string[] {
  const names = new Set(second);
  return first.filter((name) => names.has(name));
}

function toNameSet(required: readonly string[], allowed: readonly string[]): NameSet {
  return { required: new Set(required), allowed: new Set([...allowed, ...required]) };
}
