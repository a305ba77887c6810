import { Inject, Injectable } from '@nestjs/common';
import type { ListQueryDto, WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import { EntityLists, type EntityView } from '../answers/entity-lists.service';
import { Reader, toPercentColumn } from '../answers/reader.service';
import { Directory } from '../directory/directory.service';
import { ProblemError } from '../problem/problem';
import type { ByteWriter } from '../render/byte-writer';
import type { ListBody } from '../render/send';
import type { Column } from '../render/table';
import { STORE } from '../store/store.token';

/** Shares of what a node has: field → [part, whole]. */
const SHARES: Readonly<Record<string, readonly [string, string]>> = {
  cpu_percent: ['cpu_millicores', 'cpu_capacity_millicores'],
  memory_percent: ['memory_bytes', 'memory_total_bytes'],
};

/** Answers about nodes and the cgroups on them that belong to no pod. */
@Injectable()
export class NodesService {
  private readonly nodeView: EntityView;
  private readonly cgroupView: EntityView = {
    scope: 'cgroup',
    describe: ({ node, id }) => ({ node, cgroup: id }),
    extras: [],
    extraColumns: () => [],
  };

  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    private readonly lists: EntityLists,
    directory: Directory,
    reader: Reader,
  ) {
    this.nodeView = {
      scope: 'node',
      describe: ({ node }) => ({
        node,
        pods: directory.countOn(node, ({ entity }) => reader.isRecent(entity.lastSeenMs)),
        facts: directory.factsOf(node),
      }),
      extras: Object.keys(SHARES),
      extraColumns: toShareColumns,
    };
  }

  list(query: ListQueryDto): Promise<ListBody> {
    return this.lists.list(this.nodeView, [...this.store.entities('node')], query);
  }

  /** @throws ProblemError when no samples of the node are held */
  find(name: string): Entity {
    const node = this.store.find('node', name, name);
    if (node !== undefined) return node;
    throw new ProblemError('not-found', `No node ${JSON.stringify(name)} is known.`);
  }

  describe(node: Entity, query: WindowQueryDto): Promise<(out: ByteWriter) => void> {
    return this.lists.describe(this.nodeView, node, query);
  }

  /** The cgroups of a node outside pods: systemd units, plain containers. */
  listCgroups(node: Entity, query: ListQueryDto): Promise<ListBody> {
    const cgroups = [...this.store.entities('cgroup')].filter(
      (entity) => entity.node === node.node,
    );
    return this.lists.list(this.cgroupView, cgroups, query);
  }
}

function toShareColumns(columns: readonly Column[], extras: ReadonlySet<string>): Column[] {
  const named = (name: string) => columns.find((column) => column.name === name);
  return [...extras].flatMap((name) => {
    const [part, whole] = SHARES[name];
    return toPercentColumn(name, named(part), (row) => named(whole)?.values[row]);
  });
}
