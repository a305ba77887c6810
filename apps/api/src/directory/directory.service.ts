import { Inject, Injectable } from '@nestjs/common';
import type { HostFacts } from '@kubemonitor/metrics-model';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import type { PodIdentity } from '../identity/pod-identity';
import { STORE } from '../store/store.token';
import { toGroupKeys } from './group-keys';
import { PodRecord, type GivenName } from './pod-record';

/**
 * Who is who: joins what the store has samples of with what the identity source names.
 * Records live as long as the store holds samples, so the past keeps its names.
 */
@Injectable()
export class Directory {
  private readonly pods = new Map<Entity, PodRecord>();
  private readonly byUid = new Map<string, PodRecord>();
  private readonly facts = new Map<string, HostFacts>();
  private sorted: PodRecord[] | undefined;

  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    @Inject(IDENTITY_SOURCE) private readonly identities: IdentitySource,
  ) {
    store.onForgotten((entity) => this.forget(entity));
    identities.onChange((pod) => this.rename(pod));
  }

  /** All pods in list order. The array is kept until a pod comes, goes or is renamed: do not change it. */
  sortedPods(): readonly PodRecord[] {
    this.sorted ??= [...this.pods.values()]
      .map((record) => ({ record, key: record.sortKey }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ record }) => record);
    return this.sorted;
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
    record.identity = this.identities.find(entity.node, entity.id);
    this.byUid.set(uidKey(entity.node, entity.id), record);
    this.assign(record);
  }

  private rename(pod: PodIdentity): void {
    const record =
      pod.node === undefined ? undefined : this.byUid.get(uidKey(pod.node, pod.cgroupUid));
    if (record === undefined) return;
    record.identity = pod;
    this.assign(record);
  }

  private assign(record: PodRecord): void {
    this.sorted = undefined;
    this.store.assignGroups(record.entity, toGroupKeys(record.namespace, record.workload));
  }

  private forget(entity: Entity): void {
    if (entity.scope === 'node') this.facts.delete(entity.node);
    if (entity.scope === 'container' && entity.parent !== undefined) {
      this.pods.get(entity.parent)?.containers.delete(entity);
    }
    if (!this.pods.delete(entity)) return;
    this.byUid.delete(uidKey(entity.node, entity.id));
    this.sorted = undefined;
  }
}

function uidKey(node: string, uid: string): string {
  return `${node}\n${uid}`;
}
