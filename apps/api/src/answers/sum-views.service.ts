import { Injectable } from '@nestjs/common';
import type { GroupKind } from '@kubemonitor/storage';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import { parseWorkloadKey, toWorkloadKey, type WorkloadKey } from '../directory/group-keys';
import type { PodRecord } from '../directory/pod-record';
import type { PlannedWindow } from '../query/window';
import { PROMISE_NUMBERS, toPromiseMembers, toWholes } from './promise-members';
import { Reader } from './reader.service';
import { promiseShares, type Shares } from './share-columns';

/** Sums of a kind: which there are and how they are shown. */
export interface SumView {
  readonly kind: GroupKind;
  /** Keys of sums with samples, now or in the window, in order. */
  readonly keys: (window: PlannedWindow | undefined) => readonly string[];
  /** Keys of what the cluster has, whether or not it has pods. */
  readonly known: () => readonly string[];
  readonly describe: (key: string) => Record<string, unknown>;
  /** Shares the API adds, by key. */
  readonly shares: Shares<string>;
  /** Members that are numbers, to sort by. */
  readonly numbers: ReadonlySet<string>;
}

const NUMBERS: readonly string[] = ['pods', 'estimated_pods', ...PROMISE_NUMBERS];

/** The sums there are: namespaces and workloads of the pods that are known, and of the cluster. */
@Injectable()
export class SumViews {
  constructor(
    private readonly directory: Directory,
    private readonly reader: Reader,
  ) {}

  /** The namespaces the caller may read. */
  namespaces(scope: ReadScope): SumView {
    const { directory } = this;
    const isSeen = (namespace: string) => scope.mayReadNamespace(namespace);
    return {
      kind: 'namespace',
      keys: (window) => directory.namespacesWith(this.hasSamples(window)).filter(isSeen).sort(),
      known: () =>
        [
          ...Array.from(directory.cluster?.namespaces() ?? [], ({ name }) => name),
          ...this.withObjects(() => directory.namespacesWith(exists)),
        ].filter(isSeen),
      describe: (namespace) => ({
        namespace,
        phase: directory.cluster?.namespace(namespace)?.phase,
        ...toPromiseMembers(directory.promisesOf('namespace', namespace)),
      }),
      shares: this.sharesOf('namespace'),
      numbers: new Set(NUMBERS),
    };
  }

  /** Workloads of a namespace, or of all, that a filter lets through. */
  workloads(namespace: string | undefined, filter: (workload: WorkloadKey) => boolean): SumView {
    const { directory } = this;
    const isWanted = (key: string) => filter(parseWorkloadKey(key));
    return {
      kind: 'workload',
      keys: (window) =>
        directory.workloadsWith(namespace, this.hasSamples(window)).filter(isWanted).sort(),
      known: () => [
        ...this.clusterWorkloads(namespace, filter),
        ...this.withObjects(() => directory.workloadsWith(namespace, exists)).filter(isWanted),
      ],
      describe: (key) => this.describeWorkload(key),
      shares: this.sharesOf('workload'),
      numbers: new Set([...NUMBERS, 'desired_pods', 'ready_pods']),
    };
  }

  /** Nobody tells of objects without a cluster: all pods would be looked at for none. */
  private withObjects(keys: () => string[]): string[] {
    return this.directory.cluster === undefined ? [] : keys();
  }

  private *clusterWorkloads(
    wanted: string | undefined,
    filter: (workload: WorkloadKey) => boolean,
  ): Iterable<string> {
    for (const workload of this.directory.cluster?.workloads() ?? []) {
      const { namespace } = workload;
      if ((wanted !== undefined && namespace !== wanted) || !filter(workload)) continue;
      yield toWorkloadKey(namespace, workload);
    }
  }

  private describeWorkload(key: string): Record<string, unknown> {
    const { namespace, kind, name } = parseWorkloadKey(key);
    const identity = this.directory.cluster?.workload(namespace, { kind, name });
    return {
      namespace,
      deployment: kind === 'Deployment' ? name : undefined,
      workload: { kind, name },
      desired_pods: identity?.desiredPods,
      ready_pods: identity?.readyPods,
      ...toPromiseMembers(this.directory.promisesOf('workload', key)),
    };
  }

  private sharesOf(kind: GroupKind): Shares<string> {
    return promiseShares((key) => toWholes(this.directory.promisesOf(kind, key)), false);
  }

  /**
   * Whether a pod counts with its samples: in a window with those in it, now while it has not
   * ended and was heard of.
   */
  private hasSamples(window: PlannedWindow | undefined): (pod: PodRecord) => boolean {
    const isListed = this.reader.listedTest(window);
    return ({ entity, existence, isFinished }) => {
      if (entity === undefined || !isListed(entity)) return false;
      return window !== undefined || (existence !== 'gone' && !isFinished);
    };
  }
}

function exists({ existence }: PodRecord): boolean {
  return existence === 'exists';
}
