import type { Entity, EntityTraits } from '@kubemonitor/storage';
import {
  isFinished,
  type ContainerIdentity,
  type PodIdentity,
  type WorkloadReference,
} from '../identity/pod-identity';
import { toMemberBytes } from '../render/table';
import { describePod } from './describe-pod';
import { PastContainers, runsOf, type ContainerRun } from './past-containers';

/**
 * Namespace and name a pod was given by the source of its samples instead of the cluster, or
 * was kept under by the store.
 */
export interface GivenName {
  readonly namespace: string;
  readonly name: string;
  /** metadata.uid; none of a pod whose samples were posted one by one. */
  readonly uid?: string;
  readonly workload: WorkloadReference;
}

/** Whether the cluster has the pod's object now; `unknown` where nobody tells. */
export type Existence = 'exists' | 'gone' | 'unknown';

/** A pod the store has samples of, or the cluster an object, and what is known of it. */
export class PodRecord {
  readonly containers = new Set<Entity>();
  existence: Existence = 'unknown';
  /** Kept by PodLists: whether the latest lists have it. */
  isListed = false;
  /** Kept by PodLists: when to look whether it is still heard of, s since the epoch. */
  dueSecond: number | undefined;
  private readonly past = new PastContainers();
  private sampled: Entity | undefined;
  private named: PodIdentity | undefined;
  private key: string | undefined;
  private bytes: Buffer | undefined;
  private describedTraits: EntityTraits | undefined;

  constructor(
    entity: Entity | undefined,
    private readonly given: GivenName | undefined,
  ) {
    this.sampled = entity;
  }

  /** What the store calls it; undefined while it has no samples. */
  get entity(): Entity | undefined {
    return this.sampled;
  }

  set entity(entity: Entity | undefined) {
    this.sampled = entity;
    this.key = undefined;
    this.bytes = undefined;
  }

  get identity(): PodIdentity | undefined {
    return this.named;
  }

  set identity(identity: PodIdentity | undefined) {
    if (this.named !== undefined) {
      this.past.remember(this.named, identity, (id) =>
        [...this.containers].some((container) => container.id === id),
      );
    }
    this.named = identity;
    this.key = undefined;
    this.bytes = undefined;
  }

  /** The members of an answer that say who the pod is: JSON without braces, kept as bytes. */
  get members(): Buffer {
    const traits = this.sampled?.traits;
    if (this.bytes === undefined || this.describedTraits !== traits) {
      this.describedTraits = traits;
      this.bytes = toMemberBytes(describePod(this));
    }
    return this.bytes;
  }

  get node(): string | undefined {
    return this.sampled?.node ?? this.named?.node;
  }

  get namespace(): string | undefined {
    return this.named?.namespace ?? this.given?.namespace;
  }

  get name(): string | undefined {
    return this.named?.name ?? this.given?.name;
  }

  get workload(): WorkloadReference | undefined {
    return this.named?.workload ?? this.given?.workload;
  }

  /**
   * metadata.uid where the cluster has told it, else the uid of the cgroup; none for a pod
   * that was named by the source of its samples.
   */
  get uid(): string | undefined {
    return this.named?.uid ?? (this.given === undefined ? this.sampled?.id : this.given.uid);
  }

  get labels(): Readonly<Record<string, string>> {
    return this.named?.labels ?? NO_LABELS;
  }

  /** Whether it has ended for good: its last samples are not what it uses now. */
  get isFinished(): boolean {
    return this.named !== undefined && isFinished(this.named);
  }

  /** Whether it takes up what it requests: the cluster has it, and it has not ended. */
  get isReserving(): boolean {
    return this.existence === 'exists' && !this.isFinished;
  }

  /** Order of lists: by namespace, name, uid; pods without a name last. */
  get sortKey(): string {
    this.key ??= this.makeKey();
    return this.key;
  }

  private makeKey(): string {
    const { namespace, name, node = '' } = this;
    const id = this.sampled?.id ?? this.named?.uid ?? '';
    return name === undefined
      ? `\u{10ffff}\u0000${node}\u0000${id}`
      : `${namespace}\u0000${name}\u0000${node}\u0000${id}`;
  }

  /** What the cluster says, or has said, of the container with an id. */
  runOf(id: string): ContainerRun | undefined {
    for (const container of this.named?.containers ?? []) {
      const run = runsOf(container).find((candidate) => candidate.id === id);
      if (run !== undefined) return run;
    }
    return this.past.find(id);
  }

  /**
   * All runs of its containers that are known, each once: those the cluster tells of, and those
   * of the past. What the store has kept of a run may be told by the cluster, too.
   */
  get runs(): ContainerRun[] {
    const told = this.identities.flatMap(runsOf);
    const ids = new Set(told.map(({ id }) => id));
    return [...told, ...[...this.past.all()].filter(({ id }) => !ids.has(id))];
  }

  /** Takes in what the store has kept of a container: an earlier run, until the cluster says more. */
  recall(run: ContainerRun): void {
    this.past.put(run);
  }

  /** Forgets all that was known by its samples: they have left the store. */
  dropSamples(): void {
    this.entity = undefined;
    for (const { id } of this.containers) this.past.forget(id);
    this.containers.clear();
  }

  /** Forgets a container whose samples have left the store. */
  dropContainer(container: Entity): void {
    this.containers.delete(container);
    this.past.forget(container.id);
  }

  /**
   * Containers of the pod's spec: not the sandbox, which the collector tells by its process.
   * While the cluster has not named a container it is shown without a name. Where no process
   * was seen, the one the cluster does not name is the sandbox, once it has named the others.
   */
  specContainers(): Entity[] {
    const told = this.identities;
    const isComplete = told.length > 0 && told.every(({ id }) => id !== undefined);
    return [...this.containers].filter(({ id, traits: { sandbox } }) => {
      const isUnclear = sandbox === null || sandbox === undefined;
      return sandbox !== true && !(isUnclear && isComplete && this.runOf(id) === undefined);
    });
  }

  /** Containers of the spec as the cluster has them now; none while it has not named the pod. */
  get identities(): readonly ContainerIdentity[] {
    return this.named?.containers ?? [];
  }
}

const NO_LABELS: Readonly<Record<string, string>> = {};
