import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/directory.service';
import { parseWorkloadKey, toWorkloadKey, type WorkloadKey } from '../directory/group-keys';
import type { PodRecord } from '../directory/pod-record';
import type { WindowRequest } from '../query/window';
import { Reader } from './reader.service';
import type { SumView } from './sums.service';

/** The sums there are: namespaces and workloads of the pods that are known. */
@Injectable()
export class SumViews {
  constructor(
    private readonly directory: Directory,
    private readonly reader: Reader,
  ) {}

  namespaces(): SumView {
    return {
      kind: 'namespace',
      keys: (window) => this.keysOf(window, ({ namespace }) => namespace),
      describe: (namespace) => ({ namespace }),
    };
  }

  /** Workloads of a namespace that a filter lets through. */
  workloads(namespace: string, filter: (workload: WorkloadKey) => boolean): SumView {
    const keyOf = ({ namespace: own, workload }: PodRecord) =>
      own === namespace && workload !== undefined && filter({ namespace, ...workload })
        ? toWorkloadKey(namespace, workload)
        : undefined;
    return {
      kind: 'workload',
      keys: (window) => this.keysOf(window, keyOf),
      describe: describeWorkload,
    };
  }

  private keysOf(
    window: WindowRequest | undefined,
    keyOf: (pod: PodRecord) => string | undefined,
  ): string[] {
    const keys = new Set<string>();
    for (const pod of this.directory.sortedPods()) {
      const key = keyOf(pod);
      if (key !== undefined && this.reader.isListed(pod.entity, window)) keys.add(key);
    }
    return [...keys].sort();
  }
}

function describeWorkload(key: string): Record<string, unknown> {
  const { namespace, kind, name } = parseWorkloadKey(key);
  return {
    namespace,
    deployment: kind === 'Deployment' ? name : undefined,
    workload: { kind, name },
  };
}
