import { Injectable } from '@nestjs/common';
import { Reader } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import type { PodIdentity } from '../identity/pod-identity';
import {
  CONTAINER_METRICS,
  containerStateLabels,
  listContainers,
  promiseMetrics,
} from '../prometheus/state/container-metrics';
import { NAMESPACE_METRICS, nodeMetrics } from '../prometheus/state/node-metrics';
import { POD_METRICS, podStateLabels } from '../prometheus/state/pod-metrics';
import {
  WORKLOAD_KINDS,
  linkLabels,
  linkMetric,
  listLinks,
  workloadLabels,
  workloadMetrics,
} from '../prometheus/state/workload-metrics';
import { runningPodsMetric, toGroup, unameMetric, type ObjectGroup } from './object-metrics';

/** The objects of the cluster under the names of kube-state-metrics, as the exposition has them. */
@Injectable()
export class ObjectGroups {
  constructor(
    private readonly directory: Directory,
    private readonly reader: Reader,
  ) {}

  /** What somebody may read. */
  within(scope: ReadScope): readonly ObjectGroup[] {
    const pods = () => this.podsIn(scope);
    const sinceOf = ({ createdAtMs, startedAtMs }: PodIdentity) => createdAtMs ?? startedAtMs;
    const sinceOfContainer = ({ pod }: { readonly pod: PodIdentity }) => sinceOf(pod);
    return [
      toGroup(POD_METRICS, pods, podStateLabels, sinceOf),
      toGroup(
        CONTAINER_METRICS,
        () => listContainers(pods(), 'regular'),
        containerStateLabels,
        sinceOfContainer,
      ),
      toGroup(
        promiseMetrics('kube_pod_init_container'),
        () => listContainers(pods(), 'init'),
        containerStateLabels,
        sinceOfContainer,
      ),
      ...(['ReplicaSet', 'Job'] as const).map((kind) =>
        toGroup(
          [linkMetric(kind)],
          () => listLinks(pods(), kind),
          (link) => linkLabels(kind, link),
        ),
      ),
      ...this.workloadGroups(scope),
      ...(scope.mayReadNodes ? this.nodeGroups() : []),
      toGroup(
        NAMESPACE_METRICS,
        () =>
          [...(this.directory.cluster?.namespaces() ?? [])].filter(({ name }) =>
            scope.mayReadNamespace(name),
          ),
        ({ name }) => ({ namespace: name }),
      ),
    ];
  }

  private *podsIn(scope: ReadScope): Generator<PodIdentity> {
    // A copy: the directory's list may change while others have their turn.
    for (const { identity } of [...this.directory.latestPods({}, this.reader.listedSinceMs)]) {
      if (identity !== undefined && scope.mayReadNamespace(identity.namespace)) yield identity;
    }
  }

  private workloadGroups(scope: ReadScope): ObjectGroup[] {
    return WORKLOAD_KINDS.map((kind) =>
      toGroup(
        workloadMetrics(kind),
        () =>
          [...(this.directory.cluster?.workloads() ?? [])].filter(
            (workload) => workload.kind === kind && scope.mayReadNamespace(workload.namespace),
          ),
        workloadLabels,
      ),
    );
  }

  private nodeGroups(): ObjectGroup[] {
    const { directory, reader } = this;
    const factsOf = (node: string) => directory.factsOf(node);
    const nodes = () => directory.cluster?.nodes() ?? [];
    const sinceOf = ({ name }: { readonly name: string }) =>
      reader.store.find('node', name, name)?.firstSeenMs;
    return [
      toGroup(nodeMetrics(factsOf), nodes, ({ name }) => ({ node: name }), sinceOf),
      toGroup([runningPodsMetric((node) => this.countRunning(node))], nodes, ({ name }) => ({
        node: name,
        instance: name,
      })),
      toGroup(
        [unameMetric(factsOf)],
        () => [...reader.store.entities('node')].map(({ node }) => ({ name: node })),
        ({ name }) => ({ node: name, instance: name }),
        sinceOf,
      ),
    ];
  }

  private countRunning(node: string): number {
    return this.directory
      .latestPods({ node }, this.reader.listedSinceMs)
      .filter(({ identity }) => identity?.phase === 'Running').length;
  }
}
