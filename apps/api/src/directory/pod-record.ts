import type { Entity, EntityTraits } from '@kubemonitor/storage';
import type { ContainerIdentity, PodIdentity, WorkloadReference } from '../identity/pod-identity';
import { toMemberBytes } from '../render/table';

/** Namespace and name a pod was given by the source of its samples instead of the cluster. */
export interface GivenName {
  readonly namespace: string;
  readonly name: string;
  readonly workload: WorkloadReference;
}

/** A pod the store has samples of, and what is known of it. */
export class PodRecord {
  readonly containers = new Set<Entity>();
  private named: PodIdentity | undefined;
  private bytes: Buffer | undefined;
  private describedTraits: EntityTraits | undefined;

  constructor(
    readonly entity: Entity,
    private readonly given: GivenName | undefined,
  ) {}

  get identity(): PodIdentity | undefined {
    return this.named;
  }

  set identity(identity: PodIdentity | undefined) {
    this.named = identity;
    this.bytes = undefined;
  }

  /** The members of an answer that say who the pod is: JSON without braces, kept as bytes. */
  get members(): Buffer {
    if (this.bytes === undefined || this.describedTraits !== this.entity.traits) {
      this.describedTraits = this.entity.traits;
      this.bytes = toMemberBytes(this.describe());
    }
    return this.bytes;
  }

  get namespace(): string | undefined {
    return this.identity?.namespace ?? this.given?.namespace;
  }

  get name(): string | undefined {
    return this.identity?.name ?? this.given?.name;
  }

  get workload(): WorkloadReference | undefined {
    return this.identity?.workload ?? this.given?.workload;
  }

  /**
   * metadata.uid where the cluster has told it, else the uid of the cgroup; none for a pod
   * that was named by the source of its samples.
   */
  get uid(): string | undefined {
    return this.identity?.uid ?? (this.given === undefined ? this.entity.id : undefined);
  }

  get labels(): Readonly<Record<string, string>> {
    return this.identity?.labels ?? {};
  }

  /** Order of lists: by namespace, name, uid; pods without a name last. */
  get sortKey(): string {
    const { namespace, name } = this;
    return name === undefined
      ? `\u{10ffff}\u0000${this.entity.node}\u0000${this.entity.id}`
      : `${namespace}\u0000${name}\u0000${this.entity.node}\u0000${this.entity.id}`;
  }

  private describe(): Record<string, unknown> {
    const { identity, workload } = this;
    const { qos, hostNetwork } = this.entity.traits;
    return {
      namespace: this.namespace ?? null,
      pod: this.name ?? null,
      uid: this.uid,
      node: this.entity.node,
      deployment: workload?.kind === 'Deployment' ? workload.name : undefined,
      workload,
      qos: identity?.qos ?? qos,
      host_network: identity?.hostNetwork ?? hostNetwork ?? undefined,
      static_pod: identity?.isStatic || undefined,
      phase: identity?.phase,
      restarts: identity?.restarts,
      cpu_request_millicores: identity?.requests.cpuMillicores,
      memory_request_bytes: identity?.requests.memoryBytes,
    };
  }

  containerIdentity(container: Entity): ContainerIdentity | undefined {
    return this.identity?.containers.get(container.id);
  }

  /**
   * Containers of the pod's spec: not the sandbox, which the collector tells by its process.
   * While the cluster has not named a container it is shown without a name.
   */
  specContainers(): Entity[] {
    return [...this.containers].filter(({ traits }) => traits.sandbox !== true);
  }
}
