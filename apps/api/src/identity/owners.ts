import type {
  KubernetesObject,
  KubernetesPod,
  ObjectMeta,
  OwnerReference,
} from './kubernetes-objects';
import type { WorkloadReference } from './pod-identity';

const TEMPLATE_HASH = 'pod-template-hash';

/** Kinds whose objects have owners of their own that count as the pods' owner. */
const LINKS: ReadonlySet<string> = new Set(['ReplicaSet', 'Job']);

/** Owners of owners, by uid: ReplicaSets and Jobs say which Deployment or CronJob made them. */
export class OwnerIndex {
  /** Undefined = known, and made by nobody. */
  private readonly controllers = new Map<string, WorkloadReference | undefined>();

  /** Remembers who made a ReplicaSet or Job. */
  add({ metadata }: KubernetesObject): void {
    if (metadata?.uid === undefined) return;
    const controller = controllerOf(metadata);
    const { kind = '', name = '' } = controller ?? {};
    this.controllers.set(metadata.uid, controller && { kind, name });
  }

  /** Forgets a ReplicaSet or Job that is gone. */
  delete(uid: string): void {
    this.controllers.delete(uid);
  }

  /** The controller of a pod that is a ReplicaSet or Job and is not known (yet). */
  unknownOwner({ metadata }: KubernetesPod): OwnerReference | undefined {
    const owner = controllerOf(metadata);
    if (owner === undefined || !LINKS.has(owner.kind)) return undefined;
    return this.controllers.has(owner.uid) ? undefined : owner;
  }

  /** The top owner of the pods of an object: who made it, else itself. */
  topOf({ uid, kind, name }: OwnerReference): WorkloadReference {
    return this.controllers.get(uid) ?? { kind, name };
  }

  /**
   * The top owner of a pod. A ReplicaSet that is not known is resolved by the pod's
   * `pod-template-hash` label, which the Deployment controller puts at the end of its name.
   */
  resolve(pod: KubernetesPod): WorkloadReference {
    const { metadata } = pod;
    const name = metadata?.name ?? '';
    const owner = controllerOf(metadata);
    if (owner === undefined) return { kind: 'Pod', name };
    if (owner.kind === 'Node') return { kind: 'StaticPod', name: staticPodName(name, owner.name) };
    if (this.controllers.has(owner.uid)) return this.topOf(owner);
    const hash = metadata?.labels?.[TEMPLATE_HASH];
    const isDeployed = owner.kind === 'ReplicaSet' && owner.name.endsWith(`-${hash}`);
    return hash !== undefined && isDeployed
      ? { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) }
      : { kind: owner.kind, name: owner.name };
  }
}

/** The object that made this one: its one owner that is marked as controller. */
export function controllerOf(metadata: ObjectMeta | undefined): OwnerReference | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller === true);
}

/** A mirror pod is named after its file and its node. */
function staticPodName(name: string, node: string): string {
  return name.endsWith(`-${node}`) ? name.slice(0, -node.length - 1) : name;
}
