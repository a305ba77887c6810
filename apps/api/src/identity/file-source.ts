import { readFile } from 'node:fs/promises';
import type { ClusterView } from './cluster-view';
import type { IdentitySource } from './identity-source';
import type { KubernetesList, KubernetesObject, KubernetesPod } from './kubernetes-objects';
import { OwnerIndex } from './owners';
import type { PodIdentity } from './pod-identity';
import { PodIndex } from './pod-index';
import { readPod } from './read-pod';
import { RecordedCluster } from './recorded-cluster';

/** Kinds whose objects tell who made them in turn. */
const OWNER_KINDS = new Set(['ReplicaSet', 'Job']);

/** A file that should hold a Kubernetes list and does not. */
export class IdentityFileError extends Error {
  constructor(
    readonly path: string,
    message: string,
    cause?: unknown,
  ) {
    super(`IDENTITY_FILE ${path}: ${message}`, { cause });
    this.name = 'IdentityFileError';
  }
}

/**
 * Names pods from recorded lists (`kubectl get pods -A -o json`, raw lists of the API
 * server), read once. With the lists of ReplicaSets and Jobs the owner chain is complete; with
 * those of nodes, namespaces or workloads there is a view of the cluster.
 */
export class FileIdentitySource implements IdentitySource {
  readonly kind = 'file';
  private readonly pods = new PodIndex();
  private recorded: RecordedCluster | undefined;

  constructor(private readonly paths: readonly string[]) {}

  get cluster(): ClusterView | undefined {
    return this.recorded;
  }

  /** @throws IdentityFileError when a file is missing or not a list */
  async start(): Promise<void> {
    const lists = await Promise.all(this.paths.map(readList));
    const objects = lists.flatMap(({ items }) => items);
    const kinds = new Set(lists.flatMap(({ kind }) => kind ?? []));
    for (const { kind } of objects) if (kind !== undefined) kinds.add(kind);
    const pods = this.readPods(objects);
    this.recorded = RecordedCluster.from(objects, kinds, pods);
  }

  find(node: string, cgroupUid: string): PodIdentity | undefined {
    return this.pods.find(node, cgroupUid);
  }

  /** A recording does not change: pods of a whole cluster are told of once. */
  onChange(listener: (pod: PodIdentity) => void): void {
    for (const pod of this.recorded?.pods() ?? []) listener(pod);
  }

  onGone(): void {}
  stop(): void {}

  private readPods(objects: readonly KubernetesObject[]): Map<string, PodIdentity> {
    const owners = new OwnerIndex();
    for (const object of objects) if (OWNER_KINDS.has(object.kind ?? '')) owners.add(object);
    const pods = new Map<string, PodIdentity>();
    for (const object of objects) {
      const pod = object.kind === 'Pod' ? readPod(object as KubernetesPod, owners) : undefined;
      if (pod === undefined) continue;
      this.pods.put(pod);
      pods.set(pod.uid, pod);
    }
    return pods;
  }
}

interface RecordedList {
  /** Kind of the list's items, where the list says it. */
  readonly kind: string | undefined;
  readonly items: readonly KubernetesObject[];
}

/** The objects of a list; items of a `<Kind>List` are given their kind. */
async function readList(path: string): Promise<RecordedList> {
  let list: KubernetesList;
  try {
    list = JSON.parse(await readFile(path, 'utf8')) as KubernetesList;
  } catch (cause) {
    throw new IdentityFileError(path, 'cannot be read as JSON', cause);
  }
  if (!Array.isArray(list?.items)) throw new IdentityFileError(path, 'holds no list of objects');
  const kind = list.kind?.replace(/List$/, '') || undefined;
  return { kind, items: list.items.map((item: KubernetesObject) => ({ kind, ...item })) };
}
