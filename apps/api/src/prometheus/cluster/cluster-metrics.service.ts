import { Inject, Injectable } from '@nestjs/common';
import { renderLabels, type Exposer } from '@kubemonitor/metrics-model';
import type { ScrapeQueryDto } from '@kubemonitor/metrics-model/dto';
import type { MetricsStore } from '@kubemonitor/storage';
import { Reader } from '../../answers/reader.service';
import type { ReadScope } from '../../auth/read-scope';
import { Directory } from '../../directory/directory.service';
import type { PodRecord } from '../../directory/pod-record';
import { STORE } from '../../store/store.token';
import { filterInTurns } from '../../turns/map-in-turns';
import type { Family } from '../exposition/family';
import { toContainerRows, toPodRows } from './labelled-rows';
import { readDerivedNodeFamilies } from './node-derived';
import { readStoredFamilies, type LabelledEntity } from './stored-families';

const NO_LABELS = Buffer.alloc(0);

/** What nodes, pods and containers use, under the names of cAdvisor, kubelet and node_exporter. */
@Injectable()
export class ClusterMetrics {
  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    private readonly directory: Directory,
    private readonly reader: Reader,
  ) {}

  /** As the kubelets' `/metrics/cadvisor`. */
  async cadvisor(query: ScrapeQueryDto, scope: ReadScope): Promise<readonly Family[]> {
    const pods = await this.podsIn(query, scope);
    return [
      ...(await this.stored(
        'cadvisor',
        'container',
        await toContainerRows(pods, { withImage: true }),
      )),
      ...(await this.stored('cadvisor', 'pod', await toPodRows(pods))),
      ...(await this.stored('cadvisor', 'node', this.nodesIn(query, scope))),
    ];
  }

  /** As the kubelets' `/metrics/resource`. */
  async resource(query: ScrapeQueryDto, scope: ReadScope): Promise<readonly Family[]> {
    const pods = await this.podsIn(query, scope);
    const nodes = this.nodesIn(query, scope);
    return [
      ...(await this.stored('resource', 'node', nodes)),
      ...(await this.stored(
        'resource',
        'container',
        await toContainerRows(pods, { withImage: false }),
      )),
      ...(await this.stored('resource', 'pod', await toPodRows(pods))),
      this.scrapeErrors(nodes),
    ];
  }

  /** As node_exporter on every node. */
  async node(query: ScrapeQueryDto, scope: ReadScope): Promise<readonly Family[]> {
    const nodes = this.nodesIn(query, scope).map(({ entity }) => ({
      entity,
      labels: Buffer.from(renderLabels({ instance: entity.node, node: entity.node })),
    }));
    const factsOf = (node: string) => this.directory.factsOf(node);
    return [
      ...(await this.stored('node', 'node', nodes)),
      ...(await readDerivedNodeFamilies(this.store, nodes, factsOf)),
    ];
  }

  private stored(
    exposer: Exposer,
    scope: 'node' | 'pod' | 'container',
    rows: readonly LabelledEntity[],
  ): Promise<Family[]> {
    return readStoredFamilies(this.store, exposer, scope, rows, this.reader.nowMs);
  }

  /** Pods that run and were heard of lately, as far as they may be read, in list order. */
  private podsIn({ namespace, node }: ScrapeQueryDto, scope: ReadScope): Promise<PodRecord[]> {
    const isHeard = this.reader.listedTest(undefined);
    // A copy: the list changes while others have their turn.
    const pods = [...this.directory.latestPods({ namespace, node }, this.reader.listedSinceMs)];
    return filterInTurns(
      pods,
      (pod) =>
        !pod.isFinished &&
        pod.entity !== undefined &&
        isHeard(pod.entity) &&
        (scope.isEverything || scope.mayReadNamespace(pod.namespace)),
    );
  }

  /** Nodes heard of lately; none of a part of the cluster that is a namespace. */
  private nodesIn({ namespace, node }: ScrapeQueryDto, scope: ReadScope): LabelledEntity[] {
    if (!scope.mayReadNodes || namespace !== undefined) return [];
    const isHeard = this.reader.listedTest(undefined);
    return [...this.store.entities('node')]
      .filter((entity) => isHeard(entity) && (node === undefined || entity.node === node))
      .sort((a, b) => (a.node < b.node ? -1 : 1))
      .map((entity) => ({
        entity,
        labels: Buffer.from(renderLabels({ node: entity.node })),
      }));
  }

  private scrapeErrors(nodes: readonly LabelledEntity[]): Family {
    const late = new Set(this.reader.lateNodes());
    return {
      name: 'resource_scrape_error',
      type: 'gauge',
      help: '1 while the node is late with its report, else 0.',
      rows: nodes.length,
      write: (row, out) => {
        const { entity, labels } = nodes[row];
        out.sample(labels, NO_LABELS, Number(late.has(entity.node)), 0, Number.NaN);
      },
    };
  }
}
