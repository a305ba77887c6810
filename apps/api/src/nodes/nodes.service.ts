import { Inject, Injectable } from '@nestjs/common';
import type { ListQueryDto, WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import { EntityLists } from '../answers/entity-lists.service';
import type { EntityView } from '../answers/latest-table';
import { Reader } from '../answers/reader.service';
import { Directory } from '../directory/directory.service';
import { ProblemError } from '../problem/problem';
import type { PlannedWindow } from '../query/window';
import type { ByteWriter } from '../render/byte-writer';
import type { ListBody } from '../render/send';
import { toMemberBytes } from '../render/table';
import { STORE } from '../store/store.token';
import { createNodeView, type NodeRow } from './node-view';

const CGROUP_VIEW: EntityView<Entity> = {
  scope: 'cgroup',
  keyOf: ({ id }) => id,
  entityOf: (entity) => entity,
  silenceOf: () => undefined,
  membersOf: ({ node, id }) => toMemberBytes({ node, cgroup: id }),
  shares: {},
  numbers: new Set(),
  numberOf: () => undefined,
};

/** Answers about nodes and the cgroups on them that belong to no pod. */
@Injectable()
export class NodesService {
  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    private readonly lists: EntityLists,
    private readonly directory: Directory,
    private readonly reader: Reader,
  ) {}

  list(query: ListQueryDto): Promise<ListBody> {
    const window = this.reader.window(query);
    const view = createNodeView(this.directory, this.reader.listedSinceMs);
    return this.lists.list(view, this.select(window), query, window);
  }

  /** @throws ProblemError when no samples of the node are held and the cluster does not have it */
  find(name: string): NodeRow {
    const entity = this.store.find('node', name, name);
    const identity = this.directory.cluster?.node(name);
    if (entity !== undefined || identity !== undefined) return { name, entity, identity };
    throw new ProblemError('not-found', `No node ${JSON.stringify(name)} is known.`);
  }

  describe(node: NodeRow, query: WindowQueryDto): Promise<(out: ByteWriter) => void> {
    const window = this.reader.window(query);
    const view = createNodeView(this.directory, this.reader.listedSinceMs);
    if (window !== undefined) return this.lists.describeSeries(view, node, query, window);
    // Of a node nobody else tells of, the last values are shown however old they are.
    const shown = node.identity === undefined ? { ...view, silenceOf: () => undefined } : view;
    return this.lists.describeLatest(shown, node, query);
  }

  /** The cgroups of a node outside pods: systemd units, plain containers. */
  listCgroups({ name }: NodeRow, query: ListQueryDto): Promise<ListBody> {
    const window = this.reader.window(query);
    const isListed = this.reader.listedTest(window);
    const cgroups = [...this.store.entities('cgroup')]
      .filter((entity) => entity.node === name && isListed(entity))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.lists.list(CGROUP_VIEW, cgroups, query, window);
  }

  /**
   * The nodes of a list, by name: the one place that says which are listed. A window has those
   * with samples in it, the latest values also those the cluster has.
   */
  private select(window: PlannedWindow | undefined): NodeRow[] {
    const { cluster } = this.directory;
    const isListed = this.reader.listedTest(window);
    const rows = new Map<string, NodeRow>();
    for (const entity of this.store.entities('node')) {
      const { node: name } = entity;
      if (isListed(entity)) rows.set(name, { name, entity, identity: cluster?.node(name) });
    }
    if (window === undefined) {
      for (const identity of cluster?.nodes() ?? []) {
        const { name } = identity;
        if (!rows.has(name)) rows.set(name, { name, entity: undefined, identity });
      }
    }
    return [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
