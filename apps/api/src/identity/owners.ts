import type {
  KubernetesObject,
  KubernetesPod,
  ObjectMeta,
  OwnerReference,
} from './kubernetes-objects';
import type { WorkloadReference } from './pod-identity';

const TEMPLATE_HASH = 'pod-template-hash';

/** Owners of owners, by uid: ReplicaSets and Jobs say which Deployment or CronJob made them. */
export class OwnerIndex {
  private readonly controllers = new Map<string, OwnerReference>();

  /** Remembers the controller of a ReplicaSet or Job. */
  add({ metadata }: KubernetesObject): void {
    const controller = controllerOf(metadata);
    if (metadata?.uid !== undefined && controller !== undefined) {
      this.controllers.set(metadata.uid, controller);
    }
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
    const above = this.controllers.get(owner.uid);
    if (above !== undefined) return { kind: above.kind, name: above.name };
    const hash = metadata?.labels?.[TEMPLATE_HASH];
    const isDeployed = owner.kind === 'ReplicaSet' && owner.name.endsWith(`-${hash}`);
    return hash !== undefined && isDeployed
      ? { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) }
      : { kind: owner.kind, name: owner.name };
  }
}

function controllerOf(metadata: ObjectMeta | undefined): OwnerReference | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller === true);
}

/** A mirror pod is named after its file and its node. */
function staticPodName(name: string, node: string): string {
  return name.endsWith(`-${node}`) ? name.slice(0, -node.length - 1) : name;
}
