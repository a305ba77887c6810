import { Inject, Injectable } from '@nestjs/common';
import type { HostFacts } from '@kubemonitor/metrics-model';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import type { ClusterView } from '../identity/cluster-view';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import type { PodIdentity } from '../identity/pod-identity';
import { STORE } from '../store/store.token';
import { toGroupKeys, toNamespacePrefix } from './group-keys';
import {
  decodeContainerName,
  decodePodName,
  encodeContainerName,
  encodePodName,
} from './kept-names';
import { PodGroups } from './pod-groups';
import { PodLists } from './pod-lists';
import { PodRecord, type Existence, type GivenName } from './pod-record';
import type { PromiseSum } from './promise-sum';

/** A part of all pods that is kept ready: the narrowest one given is used. */
export interface PodPlace {
  readonly namespace?: string;
  readonly node?: string;
}

/** What can be asked of the pods a namespace, workload or node has. */
export type GroupScope = 'namespace' | 'workload' | 'node';

/**
 * Who is who: joins what the store has samples of with what the identity source names. A pod
 * has a record while the store has samples of it, so the past keeps its names, and while the
 * cluster has its object, so that pods without samples are listed.
 */
@Injectable()
export class Directory {
  private readonly pods = new Map<Entity, PodRecord>();
  private readonly lists = new PodLists();
  private readonly byCgroup = new Map<string, PodRecord>();
  private readonly byUid = new PodGroups();
  private readonly byName = new PodGroups();
  private readonly groups: Readonly<Record<GroupScope, PodGroups>> = {
    namespace: new PodGroups(),
    workload: new PodGroups(),
    node: new PodGroups(),
  };
  private readonly facts = new Map<string, HostFacts>();
  /** Pods of an earlier run or another server: the cluster is yet to say whether they are there. */
  private readonly unchecked = new Set<PodRecord>();

  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    @Inject(IDENTITY_SOURCE) private readonly identities: IdentitySource,
  ) {
    store.onForgotten((entity) => this.forget(entity));
    store.onDiscovered((entities) => this.discover(entities));
    identities.onChange((pod) => this.know(pod));
    identities.onGone((pod) => this.lose(pod));
  }

  /** The cluster as a whole, where somebody tells of it. */
  get cluster(): ClusterView | undefined {
    return this.identities.cluster;
  }

  /**
   * Pods of the latest answers in list order: all, or those of a namespace or on a node. Those
   * the cluster has; others while they were heard of since `sinceMs`. The array is not the
   * caller's, and changes with the next report.
   */
  latestPods({ namespace, node }: PodPlace, sinceMs: number): readonly PodRecord[] {
    this.checkDiscovered();
    if (namespace === undefined && node === undefined) return this.lists.listLatest(sinceMs);
    if (namespace !== undefined) {
      const pods = this.lists.listLatestOf(namespace, sinceMs);
      return node === undefined ? pods : pods.filter((pod) => pod.node === node);
    }
    this.lists.dropOld(sinceMs);
    return inOrder([...this.groups.node.get(node ?? '')].filter(({ isListed }) => isListed));
  }

  /** All pods there is a record of, those of the past too: all, of a namespace or on a node. */
  allPods({ namespace, node }: PodPlace): readonly PodRecord[] {
    if (namespace === undefined && node === undefined) return this.lists.listAll();
    const group =
      namespace === undefined
        ? this.groups.node.get(node ?? '')
        : this.groups.namespace.get(namespace);
    return inOrder([...group].filter((pod) => node === undefined || pod.node === node));
  }

  /** How many pods run on a node, or are to: finished ones do not count. */
  countOn(node: string, sinceMs: number): number {
    this.checkDiscovered();
    this.lists.dropOld(sinceMs);
    let count = 0;
    for (const pod of this.groups.node.get(node)) {
      if (pod.isListed && !pod.isFinished) count += 1;
    }
    return count;
  }

  /** What the pods of a namespace, workload or node were promised; undefined without a cluster. */
  promisesOf(scope: GroupScope, key: string): PromiseSum | undefined {
    return this.groups[scope].promisesOf(key);
  }

  /** Pods with a name or uid, in all namespaces; `isListed` of each is right for `sinceMs`. */
  podsNamed(name: string, sinceMs: number): readonly PodRecord[] {
    this.checkDiscovered();
    this.lists.dropOld(sinceMs);
    return [...new Set([...this.byName.get(name), ...this.byUid.get(name)])];
  }

  /** Namespaces that have a pod `isWanted` picks. */
  namespacesWith(isWanted: (pod: PodRecord) => boolean): string[] {
    this.checkDiscovered();
    return this.groups.namespace.keysWith(isWanted);
  }

  /** Keys of workloads, of a namespace or of all, that have a pod `isWanted` picks. */
  workloadsWith(namespace: string | undefined, isWanted: (pod: PodRecord) => boolean): string[] {
    this.checkDiscovered();
    const prefix = namespace === undefined ? '' : toNamespacePrefix(namespace);
    return this.groups.workload.keysWith(isWanted, prefix);
  }

  /** Takes in entities the store has just made. */
  add(created: readonly Entity[], given?: GivenName): void {
    for (const entity of created) {
      if (entity.scope === 'pod') this.addPod(entity, given);
      else if (entity.scope === 'container') this.addContainer(entity);
    }
  }

  /** Takes in entities others have brought, pods before their containers. */
  private discover(entities: readonly Entity[]): void {
    this.add(entities);
    for (const entity of entities) {
      const record = this.pods.get(entity);
      // Pods named by who posts their samples are none of the cluster's.
      if (record?.uid !== undefined) this.unchecked.add(record);
    }
  }

  /** Once the whole cluster is known, what it does not have is gone. */
  private checkDiscovered(): void {
    if (this.unchecked.size === 0 || this.identities.cluster === undefined) return;
    for (const record of this.unchecked) {
      if (record.existence !== 'unknown' || record.entity === undefined) continue;
      record.existence = 'gone';
      this.place(record);
    }
    this.unchecked.clear();
  }

  /** Samples of a node were stored: its pods that were silent for long may be back. */
  heard(node: string): void {
    this.lists.heard(node);
  }

  setFacts(node: string, facts: HostFacts): void {
    this.facts.set(node, facts);
  }

  factsOf(node: string): HostFacts | undefined {
    return this.facts.get(node);
  }

  private addPod(entity: Entity, given: GivenName | undefined): void {
    const identity = this.identityOf(entity);
    const known = identity === undefined ? undefined : this.withoutSamples(identity.uid);
    const kept = decodePodName(this.store.descriptionOf(entity));
    const record = known ?? new PodRecord(entity, given ?? kept);
    record.entity = entity;
    this.pods.set(entity, record);
    this.byCgroup.set(cgroupKey(entity.node, entity.id), record);
    if (known === undefined && identity !== undefined) {
      record.identity = identity;
      record.existence = this.existenceOf(identity);
    }
    this.place(record);
  }

  private addContainer(entity: Entity): void {
    const record = entity.parent === undefined ? undefined : this.pods.get(entity.parent);
    if (record === undefined) return;
    record.containers.add(entity);
    const kept = decodeContainerName(entity.id, this.store.descriptionOf(entity));
    if (kept !== undefined) record.recall(kept);
    else this.keepContainerName(record, entity);
  }

  /** What the cluster calls an entity; nothing, when it has the pod on another node. */
  private identityOf({ node, id }: Entity): PodIdentity | undefined {
    const identity = this.identities.find(node, id);
    const isElsewhere = identity?.node !== undefined && identity.node !== node;
    return isElsewhere ? undefined : identity;
  }

  /** The pod exists, and is what its object says. */
  private know(pod: PodIdentity): void {
    const record = this.recordOf(pod) ?? new PodRecord(undefined, undefined);
    record.identity = pod;
    record.existence = 'exists';
    this.place(record);
  }

  /** The pod's object is gone: what is left of it is the past. */
  private lose(pod: PodIdentity): void {
    const record = this.recordOf(pod);
    // A static pod's record may have its next object by now.
    if (record === undefined || record.identity?.uid !== pod.uid) return;
    record.existence = 'gone';
    if (record.entity === undefined) this.drop(record);
    else this.place(record);
  }

  /** The record of a pod object: a uid counts only on the node the cluster has the pod on. */
  private recordOf(pod: PodIdentity): PodRecord | undefined {
    const sampled =
      pod.node === undefined ? undefined : this.byCgroup.get(cgroupKey(pod.node, pod.cgroupUid));
    const isFree = ({ entity }: PodRecord) => entity === undefined || pod.node === undefined;
    return sampled ?? [...this.byUid.get(pod.uid)].find(isFree);
  }

  private withoutSamples(uid: string): PodRecord | undefined {
    return [...this.byUid.get(uid)].find(({ entity }) => entity === undefined);
  }

  private existenceOf({ uid }: PodIdentity): Existence {
    const { cluster } = this.identities;
    if (cluster === undefined) return 'unknown';
    return cluster.pod(uid) === undefined ? 'gone' : 'exists';
  }

  /** Puts a record where its name, namespace, owner and node say. */
  private place(record: PodRecord): void {
    const { namespace, workload } = toGroupKeys(record.namespace, record.workload);
    this.lists.put(record);
    this.byName.put(record, record.name);
    this.byUid.put(record, record.uid);
    this.groups.namespace.put(record, namespace);
    this.groups.workload.put(record, workload);
    this.groups.node.put(record, record.node);
    if (record.entity === undefined) return;
    this.store.assignGroups(record.entity, { namespace, workload });
    this.keepNames(record, record.entity);
  }

  /** Names outlive the cluster's memory of them, and this process. */
  private keepNames(record: PodRecord, entity: Entity): void {
    const name = encodePodName(record);
    if (name !== undefined) this.store.describe(entity, name);
    for (const container of record.containers) this.keepContainerName(record, container);
  }

  private keepContainerName(record: PodRecord, container: Entity): void {
    const run = record.runOf(container.id);
    if (run !== undefined) this.store.describe(container, encodeContainerName(run));
  }

  private forget(entity: Entity): void {
    if (entity.scope === 'node') this.facts.delete(entity.node);
    if (entity.scope === 'container' && entity.parent !== undefined) {
      this.pods.get(entity.parent)?.dropContainer(entity);
    }
    const record = this.pods.get(entity);
    if (record === undefined) return;
    this.pods.delete(entity);
    this.unchecked.delete(record);
    this.byCgroup.delete(cgroupKey(entity.node, entity.id));
    this.drop(record);
    if (record.existence !== 'exists') return;
    // The cluster still has it: a pod without samples from now on.
    record.dropSamples();
    this.place(record);
  }

  private drop(record: PodRecord): void {
    this.lists.remove(record);
    for (const groups of [this.byUid, this.byName, ...Object.values(this.groups)]) {
      groups.remove(record);
    }
  }
}

function inOrder(pods: PodRecord[]): PodRecord[] {
  return pods.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
}

function cgroupKey(node: string, uid: string): string {
  return `${node}\n${uid}`;
}
