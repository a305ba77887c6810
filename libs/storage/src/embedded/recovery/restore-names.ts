import type { Scope } from '@kubemonitor/metrics-model';
import { GROUP_KINDS, type GroupKind } from '../../store';
import { Entry, NEVER } from '../catalogue';
import type { EntityRecord, NamesRecord, NodeRecord } from '../names/names-records';
import { NodeReports } from '../node-reports';
import type { StoreParts } from '../store-parts';

/** Fills the catalogues with what the names file says, record by record. */
export class NamesRestorer {
  private readonly entries = new Map<Scope, Map<number, Entry>>();
  /** Entities whose last samples may be later than their record says. */
  private readonly unsure = new Set<Entry>();
  private readonly groups = new Map<Entry, EntityRecord['groups']>();
  private readonly keys: Readonly<Record<GroupKind, Map<number, string>>> = {
    namespace: new Map(),
    workload: new Map(),
  };
  private readonly boots = new Map<string, NodeRecord>();
  /** One text for each node: entities hold many thousand times the same names. */
  private readonly nodeNames = new Map<string, string>();

  constructor(private readonly parts: StoreParts) {}

  /** A later record of the same thing counts. */
  take(record: NamesRecord): void {
    switch (record.kind) {
      case 'node':
        this.boots.set(record.node.name, record.node);
        return;
      case 'group': {
        const { kind, serial, key } = record.group;
        this.parts.sums.index(kind).reserveSerials(serial + 1);
        this.keys[kind].set(serial, key);
        return;
      }
      case 'entity':
        this.takeEntity(record.entity);
    }
  }

  /** Joins what belongs together. @returns entities whose last samples have to be looked up */
  finish(): Entry[] {
    for (const [entry, groups] of this.groups) {
      for (const kind of GROUP_KINDS) this.joinGroup(entry, kind, groups[kind]);
    }
    for (const { name, boots, nextBoot } of this.boots.values()) {
      const node = new NodeReports();
      const lastTick = this.parts.catalogues.get('node')?.find(name, name)?.lastTick ?? NEVER;
      node.resume(boots, nextBoot, lastTick);
      this.parts.nodes.set(name, node);
    }
    return [...this.unsure];
  }

  private takeEntity(record: EntityRecord): void {
    const entry = this.ofScope(record.scope).get(record.serial) ?? this.createEntry(record);
    entry.restore(record);
    if (record.isCold) this.unsure.delete(entry);
    else this.unsure.add(entry);
    const hasGroups = GROUP_KINDS.some((kind) => record.groups[kind] !== undefined);
    if (hasGroups) this.groups.set(entry, record.groups);
  }

  /** A container's pod comes before it: it was noted before it or together with it. */
  private createEntry({ scope, serial, node, id, parent }: EntityRecord): Entry {
    const catalogue = this.parts.catalogues.get(scope);
    const pod = parent === undefined ? undefined : this.ofScope('pod').get(parent);
    const entry = new Entry(scope, this.nameOf(node), id, pod);
    const earlier = catalogue?.find(node, id);
    if (earlier !== undefined) this.dropEarlier(earlier);
    catalogue?.add(entry, serial);
    this.ofScope(scope).set(serial, entry);
    return entry;
  }

  /** An entity that was forgotten and came back has another serial number since. */
  private dropEarlier(entry: Entry): void {
    this.parts.catalogues.get(entry.scope)?.remove(entry);
    this.unsure.delete(entry);
    this.groups.delete(entry);
  }

  private joinGroup(entry: Entry, kind: GroupKind, serial: number | undefined): void {
    const key = serial === undefined ? undefined : this.keys[kind].get(serial);
    if (serial === undefined || key === undefined) return;
    const groups = this.parts.sums.index(kind);
    if (groups.find(key).serial === NEVER) groups.add(key, serial).isNoted = true;
    entry.groups[kind] = groups.join(key);
  }

  private ofScope(scope: Scope): Map<number, Entry> {
    let entries = this.entries.get(scope);
    if (entries === undefined) this.entries.set(scope, (entries = new Map()));
    return entries;
  }

  private nameOf(node: string): string {
    const known = this.nodeNames.get(node);
    if (known === undefined) this.nodeNames.set(node, node);
    return known ?? node;
  }
}
