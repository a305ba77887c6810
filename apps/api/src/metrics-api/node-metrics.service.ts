import { Inject, Injectable } from '@nestjs/common';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import { STORE } from '../store/store.token';
import { checkFollowed } from './followed';
import { inBatches } from './in-batches';
import type { MetricsList } from './list-sender';
import { toMeasured, toUsageList, type MetricsItem, type Named } from './metrics-objects';
import { notFound } from './not-found';
import type { Selection } from './selection';
import type { AnswerTime } from './time';
import { UsageReader } from './usage-reader.service';

/** A node and its samples. */
interface MeasuredNode extends Named {
  readonly entity: Entity | undefined;
}

/** NodeMetrics of the nodes the cluster has; of all that report, where nobody tells of a cluster. */
@Injectable()
export class NodeMetricsService {
  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    @Inject(IDENTITY_SOURCE) private readonly identities: IdentitySource,
    private readonly usages: UsageReader,
  ) {}

  /** Nodes with a rate, by name, some at a time. @throws StatusError 503 */
  list(selection: Selection): MetricsList {
    checkFollowed(this.identities, 'nodes');
    const nodes = this.nodes().sort((a, b) => (a.name < b.name ? -1 : 1));
    const time = this.usages.now();
    const batches = inBatches(
      nodes,
      ({ name, labels }) => selection.matches(labels, { 'metadata.name': name }),
      (batch) => this.measure(batch, time),
    );
    return { length: nodes.length, batches };
  }

  /** @throws StatusError 404 when there is no such node, or it has no rate yet; 503 */
  async get(name: string): Promise<MetricsItem> {
    checkFollowed(this.identities, 'nodes');
    const node = this.nodes(name).at(0);
    if (node === undefined) throw notFound({ group: '', kind: 'nodes', name });
    const [item] = await this.measure([node], this.usages.now());
    if (item === undefined) throw notFound({ kind: 'nodemetrics', name });
    return item;
  }

  private nodes(name?: string): MeasuredNode[] {
    const { cluster } = this.identities;
    const isAsked = (node: { readonly name: string }) => name === undefined || node.name === name;
    if (cluster !== undefined && hasNodes(cluster.nodes())) {
      return [...cluster.nodes()].filter(isAsked).map((node) => ({
        name: node.name,
        labels: node.labels,
        entity: this.store.find('node', node.name, node.name),
      }));
    }
    return [...this.store.entities('node')]
      .map((entity) => ({ name: entity.node, labels: {}, entity }))
      .filter(isAsked);
  }

  private async measure(nodes: readonly MeasuredNode[], time: AnswerTime): Promise<MetricsItem[]> {
    const entities = nodes.flatMap(({ entity }) => entity ?? []);
    const usages = await this.usages.read(entities, time.nowMs);
    return nodes.flatMap((node) => {
      const usage = node.entity === undefined ? undefined : usages.get(node.entity);
      if (usage?.windowMs === undefined) return [];
      const interval = { timestampMs: usage.timestampMs, windowMs: usage.windowMs };
      const total = toUsageList(usage);
      return [{ metrics: { ...toMeasured(node, interval, time), usage: total }, total }];
    });
  }
}

/** A recording may hold pods only. */
function hasNodes(nodes: Iterable<unknown>): boolean {
  for (const _node of nodes) return true;
  return false;
}
