import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/directory.service';
import { parseWorkloadKey, type WorkloadKey } from '../directory/group-keys';
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
      keys: (window) => this.directory.namespacesWith(this.isListed(window)).sort(),
      describe: (namespace) => ({ namespace }),
    };
  }

  /** Workloads of a namespace that a filter lets through. */
  workloads(namespace: string, filter: (workload: WorkloadKey) => boolean): SumView {
    const isWanted = (key: string) => {
      const workload = parseWorkloadKey(key);
      return workload.namespace === namespace && filter(workload);
    };
    return {
      kind: 'workload',
      keys: (window) => this.directory.workloadsWith(this.isListed(window)).filter(isWanted).sort(),
      describe: describeWorkload,
    };
  }

  private isListed(window: WindowRequest | undefined): (pod: PodRecord) => boolean {
    const isListed = this.reader.listedTest(window);
    return ({ entity }) => isListed(entity);
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
