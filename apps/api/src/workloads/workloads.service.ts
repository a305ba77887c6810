import { Injectable } from '@nestjs/common';
import type { ListQueryDto, PodListQueryDto, WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { FastifyReply } from 'fastify';
import { SumViews } from '../answers/sum-views.service';
import { SumsService } from '../answers/sums.service';
import type { ReadScope } from '../auth/read-scope';
import type { WorkloadKey } from '../directory/group-keys';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { PodsService } from '../pods/pods.service';
import { checkName } from '../query/names';
import { sendObject, type ListBody } from '../render/send';
import { ProblemError } from '../problem/problem';
import { Reader } from '../answers/reader.service';
import { matchKind } from './workload-kinds';

/** Answers about workloads; a kind may be written as people write it. */
@Injectable()
export class WorkloadsService {
  constructor(
    private readonly sums: SumsService,
    private readonly views: SumViews,
    private readonly pods: PodsService,
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  list(namespace: string, kind: string | undefined, query: ListQueryDto): Promise<ListBody> {
    const isKind = kind === undefined ? () => true : matchKind(kind);
    const view = this.views.workloads(checkName('namespace', namespace), (workload) =>
      isKind(workload.kind),
    );
    // The DTO of a list of workloads has `kind` besides what all lists have.
    return this.sums.list(view, query);
  }

  /** The workloads of all namespaces the caller may read. */
  listAll(kind: string | undefined, query: ListQueryDto, scope: ReadScope): Promise<ListBody> {
    const isKind = kind === undefined ? () => true : matchKind(kind);
    const view = this.views.workloads(
      undefined,
      (workload) => scope.mayReadNamespace(workload.namespace) && isKind(workload.kind),
    );
    return this.sums.list(view, query);
  }

  async send(reply: FastifyReply, workload: WorkloadKey, query: WindowQueryDto): Promise<void> {
    const { view, key } = this.find(workload, query);
    void sendObject(reply, await this.sums.describe(view, key, query, describeKey(workload)));
  }

  /** The pods of a workload, those of the past in a window. */
  listPods(workload: WorkloadKey, query: PodListQueryDto, scope: ReadScope): Promise<ListBody> {
    this.find(workload, query);
    const isKind = matchKind(workload.kind);
    return this.pods.list(
      { ...query, namespace: workload.namespace },
      scope,
      (pod) => pod.workload?.name === workload.name && isKind(pod.workload.kind),
    );
  }

  /**
   * All pods of a workload there is a record of.
   * @throws ProblemError when there is no such workload, in the window the query asks for
   */
  podsOf(workload: WorkloadKey, query: WindowQueryDto): readonly PodRecord[] {
    this.find(workload, query);
    const isKind = matchKind(workload.kind);
    return this.directory
      .allPods({ namespace: workload.namespace })
      .filter((pod) => pod.workload?.name === workload.name && isKind(pod.workload.kind));
  }

  private find(workload: WorkloadKey, query: WindowQueryDto) {
    const { namespace, kind, name } = workload;
    checkName('namespace', namespace);
    checkName('name', name);
    const isKind = matchKind(kind);
    const view = this.views.workloads(
      namespace,
      (candidate) => candidate.name === name && isKind(candidate.kind),
    );
    const [key] = [...view.keys(this.reader.window(query)), ...view.known()];
    if (key === undefined) {
      throw new ProblemError('not-found', `No ${describeKey(workload)} is known.`);
    }
    return { view, key };
  }
}

function describeKey({ namespace, kind, name }: WorkloadKey): string {
  return `${kind} ${JSON.stringify(name)} in namespace ${JSON.stringify(namespace)}`;
}
