import { Inject, Injectable } from '@nestjs/common';
import type { HostFacts } from '@kubemonitor/metrics-model';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import type { PodIdentity } from '../identity/pod-identity';
import { STORE } from '../store/store.token';
import { toGroupKeys } from './group-keys';
import { PodGroups } from './pod-groups';
import { PodRecord, type GivenName } from './pod-record';
import { SortedPods } from './sorted-pods';

/** A part of all pods that is kept ready: the narrowest one given is used. */
export interface PodPlace {
  readonly namespace?: string;
  readonly node?: string;
}

/**
 * Who is who: joins what the store has samples of with what the identity source names.
 * Records live as long as the store holds samples, so the past keeps its names.
 */
@Injectable()
export class Directory {
  private readonly pods = new Map<Entity, PodRecord>();
  private readonly sorted = new SortedPods();
  private readonly byCgroup = new Map<string, PodRecord>();
  private readonly byUid = new PodGroups();
  private readonly byName = new PodGroups();
  private readonly byNode = new PodGroups();
  private readonly byNamespace = new PodGroups();
  private readonly byWorkload = new PodGroups();
  private readonly allGroups = [
    this.byUid,
    this.byName,
    this.byNode,
    this.byNamespace,
    this.byWorkload,
  ];
  private readonly facts = new Map<string, HostFacts>();

  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    @Inject(IDENTITY_SOURCE) private readonly identities: IdentitySource,
  ) {
    store.onForgotten((entity) => this.forget(entity));
    identities.onChange((pod) => this.rename(pod));
  }

  /** Pods in list order: all, or those of a namespace or on a node. */
  podsOf({ namespace, node }: PodPlace): readonly PodRecord[] {
    if (namespace === undefined && node === undefined) return this.sorted.list();
    const group =
      namespace === undefined ? this.byNode.get(node ?? '') : this.byNamespace.get(namespace);
    const isOnNode = (pod: PodRecord) => node === undefined || pod.entity.node === node;
    return [...group].filter(isOnNode).sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  }

  /** How many pods on a node `isWanted` picks. */
  countOn(node: string, isWanted: (pod: PodRecord) => boolean): number {
    let count = 0;
    for (const pod of this.byNode.get(node)) if (isWanted(pod)) count += 1;
    return count;
  }

  /** Pods with a name or uid, in all namespaces. */
  podsNamed(name: string): readonly PodRecord[] {
    return [...new Set([...this.byName.get(name), ...this.byUid.get(name)])];
  }

  /** Namespaces that have a pod `isWanted` picks. */
  namespacesWith(isWanted: (pod: PodRecord) => boolean): string[] {
    return this.byNamespace.keysWith(isWanted);
  }

  /** Keys of workloads that have a pod `isWanted` picks. */
  workloadsWith(isWanted: (pod: PodRecord) => boolean): string[] {
    return this.byWorkload.keysWith(isWanted);
  }

  /** Takes in entities the store has just made. */
  add(created: readonly Entity[], given?: GivenName): void {
    for (const entity of created) {
      if (entity.scope === 'pod') this.addPod(entity, given);
      else if (entity.scope === 'container' && entity.parent !== undefined) {
        this.pods.get(entity.parent)?.containers.add(entity);
      }
    }
  }

  setFacts(node: string, facts: HostFacts): void {
    this.facts.set(node, facts);
  }

  factsOf(node: string): HostFacts | undefined {
    return this.facts.get(node);
  }

  private addPod(entity: Entity, given: GivenName | undefined): void {
    const record = new PodRecord(entity, given);
    this.pods.set(entity, record);
    this.byCgroup.set(cgroupKey(entity.node, entity.id), record);
    this.byNode.put(record, entity.node);
    record.identity = this.identities.find(entity.node, entity.id);
    this.place(record);
  }

  private rename(pod: PodIdentity): void {
    const record =
      pod.node === undefined ? undefined : this.byCgroup.get(cgroupKey(pod.node, pod.cgroupUid));
    if (record === undefined) return;
    record.identity = pod;
    this.place(record);
  }

  /** Puts a record where its name, namespace and owner say. */
  private place(record: PodRecord): void {
    const groups = toGroupKeys(record.namespace, record.workload);
    this.sorted.put(record);
    this.byName.put(record, record.name);
    this.byUid.put(record, record.uid);
    this.byNamespace.put(record, groups.namespace);
    this.byWorkload.put(record, groups.workload);
    this.store.assignGroups(record.entity, groups);
  }

  private forget(entity: Entity): void {
    if (entity.scope === 'node') this.facts.delete(entity.node);
    if (entity.scope === 'container' && entity.parent !== undefined) {
      this.pods.get(entity.parent)?.containers.delete(entity);
    }
    const record = this.pods.get(entity);
    if (record === undefined) return;
    this.pods.delete(entity);
    this.byCgroup.delete(cgroupKey(entity.node, entity.id));
    this.sorted.remove(record);
    for (const groups of this.allGroups) groups.remove(record);
  }
}

function cgroupKey(node: string, uid: string): string {
  return `${node}\n${uid}`;
}
