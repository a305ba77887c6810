import { SCOPES, type Scope } from '@kubemonitor/metrics-model';
import { ReportedNode } from './reported-node';
import { ViewedEntity } from './viewed-entity';

/**
 * The entities of the whole store as far as this process has heard of them, by what it wrote
 * and by what the server told. Small: names, times and membership, no samples.
 */
export class EntityView {
  /** Metrics that have been stored, and those a report has said to be absent, by scope. */
  readonly metrics: Readonly<Record<Scope, Set<string>>> = bySet();
  readonly explained: Readonly<Record<Scope, Set<string>>> = bySet();
  readonly nodes = new Map<string, ReportedNode>();
  /** Entities × the metrics each came with. */
  series = 0;
  /** Newest tick of any sample. */
  newestTick = -1;
  private readonly byScope = new Map<Scope, Map<string, ViewedEntity>>(
    SCOPES.map((scope) => [scope, new Map()]),
  );

  find(scope: Scope, node: string, id: string): ViewedEntity | undefined {
    return this.of(scope).get(toKey(node, id));
  }

  create(
    scope: Scope,
    key: { readonly node: string; readonly id: string; readonly parent?: ViewedEntity },
    series: number,
  ): ViewedEntity {
    const entity = new ViewedEntity(scope, key.node, key.id, key.parent);
    entity.series = series;
    this.series += series;
    this.of(scope).set(toKey(key.node, key.id), entity);
    return entity;
  }

  remove(entity: ViewedEntity): void {
    if (!this.of(entity.scope).delete(toKey(entity.node, entity.id))) return;
    this.series -= entity.series;
    // The next report of its node looks its entities up anew.
    const rows = this.nodes.get(entity.node)?.rows;
    if (rows !== undefined) delete rows[entity.scope];
  }

  /** Entities that have samples. */
  *stored(scope: Scope): Iterable<ViewedEntity> {
    for (const entity of this.of(scope).values()) if (entity.isStored) yield entity;
  }

  /** All entities, those too whose first sample is not yet stored. */
  all(scope: Scope): Iterable<ViewedEntity> {
    return this.of(scope).values();
  }

  count(scope: Scope): number {
    return this.of(scope).size;
  }

  node(name: string): ReportedNode {
    let node = this.nodes.get(name);
    if (node === undefined) this.nodes.set(name, (node = new ReportedNode()));
    return node;
  }

  /** Notes a sample of an entity. @returns whether it is its newest */
  noteSample(entity: ViewedEntity, tick: number, timeMs: number): boolean {
    if (tick > this.newestTick) this.newestTick = tick;
    return entity.noteSample(tick, timeMs);
  }

  private of(scope: Scope): Map<string, ViewedEntity> {
    const entities = this.byScope.get(scope);
    if (entities === undefined) throw new RangeError(`no scope ${scope}`);
    return entities;
  }
}

/** One text for node and id: the length of the node keeps them apart, whatever they hold. */
export function toKey(node: string, id: string): string {
  return `${node.length} ${node}${id}`;
}

function bySet(): Record<Scope, Set<string>> {
  return { node: new Set(), pod: new Set(), container: new Set(), cgroup: new Set() };
}
