import { Injectable } from '@nestjs/common';
import type { ScrapeQueryDto } from '@kubemonitor/metrics-model/dto';
import { Reader } from '../../answers/reader.service';
import type { ReadScope } from '../../auth/read-scope';
import { Directory } from '../../directory/directory.service';
import type { PodIdentity } from '../../identity/pod-identity';
import { mapInTurns } from '../../turns/map-in-turns';
import type { Family } from '../exposition/family';
import {
  CONTAINER_METRICS,
  containerStateLabels,
  listContainers,
  promiseMetrics,
} from './container-metrics';
import { NAMESPACE_METRICS, nodeMetrics } from './node-metrics';
import { POD_METRICS, podStateLabels } from './pod-metrics';
import { toFamilies, toRows } from './state-family';
import {
  WORKLOAD_KINDS,
  linkLabels,
  linkMetric,
  listLinks,
  workloadLabels,
  workloadMetrics,
} from './workload-metrics';

/** The objects of the cluster, under kube-state-metrics' names, as far as the cluster tells of them. */
@Injectable()
export class ClusterState {
  constructor(
    private readonly directory: Directory,
    private readonly reader: Reader,
  ) {}

  async families(query: ScrapeQueryDto, scope: ReadScope): Promise<readonly Family[]> {
    const pods = await this.podsIn(query, scope);
    const regular = await toRows(listContainers(pods, 'regular'), containerStateLabels);
    const init = await toRows(listContainers(pods, 'init'), containerStateLabels);
    return [
      ...toFamilies(POD_METRICS, await toRows(pods, podStateLabels)),
      ...toFamilies(CONTAINER_METRICS, regular),
      ...toFamilies(promiseMetrics('kube_pod_init_container'), init),
      ...(await this.linkFamilies(pods)),
      ...(await this.workloadFamilies(query, scope)),
      ...(await this.nodeFamilies(query, scope)),
      ...(await this.namespaceFamilies(query, scope)),
    ];
  }

  /** Pods the cluster has named, as far as they may be read. */
  private podsIn({ namespace, node }: ScrapeQueryDto, scope: ReadScope): Promise<PodIdentity[]> {
    // A copy: the list changes while others have their turn.
    const pods = [...this.directory.latestPods({ namespace, node }, this.reader.listedSinceMs)];
    return mapInTurns(pods, ({ identity }) =>
      identity !== undefined && scope.mayReadNamespace(identity.namespace) ? [identity] : [],
    );
  }

  private async linkFamilies(pods: readonly PodIdentity[]): Promise<Family[]> {
    const families: Family[] = [];
    for (const kind of ['ReplicaSet', 'Job'] as const) {
      const links = await toRows(listLinks(pods, kind), (link) => linkLabels(kind, link));
      families.push(...toFamilies([linkMetric(kind)], links));
    }
    return families;
  }

  /** Workloads are on no one node. */
  private async workloadFamilies(
    { namespace, node }: ScrapeQueryDto,
    scope: ReadScope,
  ): Promise<Family[]> {
    if (node !== undefined) return [];
    const workloads = [...(this.directory.cluster?.workloads() ?? [])].filter(
      (workload) =>
        (namespace === undefined || workload.namespace === namespace) &&
        scope.mayReadNamespace(workload.namespace),
    );
    const families: Family[] = [];
    for (const kind of WORKLOAD_KINDS) {
      const ofKind = workloads.filter((workload) => workload.kind === kind);
      families.push(...toFamilies(workloadMetrics(kind), await toRows(ofKind, workloadLabels)));
    }
    return families;
  }

  private async nodeFamilies(
    { namespace, node }: ScrapeQueryDto,
    scope: ReadScope,
  ): Promise<Family[]> {
    if (!scope.mayReadNodes || namespace !== undefined) return [];
    const nodes = [...(this.directory.cluster?.nodes() ?? [])].filter(
      ({ name }) => node === undefined || name === node,
    );
    const metrics = nodeMetrics((name) => this.directory.factsOf(name));
    return toFamilies(metrics, await toRows(nodes, ({ name }) => ({ node: name })));
  }

  private async namespaceFamilies(
    { namespace, node }: ScrapeQueryDto,
    scope: ReadScope,
  ): Promise<Family[]> {
    if (node !== undefined) return [];
    const namespaces = [...(this.directory.cluster?.namespaces() ?? [])].filter(
      ({ name }) => (namespace === undefined || name === namespace) && scope.mayReadNamespace(name),
    );
    return toFamilies(
      NAMESPACE_METRICS,
      await toRows(namespaces, ({ name }) => ({ namespace: name })),
    );
  }
}
