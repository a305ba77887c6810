import { readFile } from 'node:fs/promises';
import type { IdentitySource } from './identity-source';
import type { KubernetesList, KubernetesObject, KubernetesPod } from './kubernetes-objects';
import { OwnerIndex } from './owners';
import type { PodIdentity } from './pod-identity';
import { PodIndex } from './pod-index';
import { readPod } from './read-pod';

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
 * server), read once. With the lists of ReplicaSets and Jobs the owner chain is complete.
 */
export class FileIdentitySource implements IdentitySource {
  readonly kind = 'file';
  private readonly pods = new PodIndex();

  constructor(private readonly paths: readonly string[]) {}

  /** @throws IdentityFileError when a file is missing or not a list */
  async start(): Promise<void> {
    const lists = await Promise.all(this.paths.map(readList));
    const objects = lists.flat();
    const owners = new OwnerIndex();
    for (const object of objects) if (OWNER_KINDS.has(object.kind ?? '')) owners.add(object);
    for (const object of objects) {
      const pod = object.kind === 'Pod' ? readPod(object as KubernetesPod, owners) : undefined;
      if (pod !== undefined) this.pods.put(pod);
    }
  }

  find(node: string, cgroupUid: string): PodIdentity | undefined {
    return this.pods.find(node, cgroupUid);
  }

  /** A recording does not change. */
  onChange(): void {}
}

/** The objects of a list; items of a `<Kind>List` are given their kind. */
async function readList(path: string): Promise<KubernetesObject[]> {
  let list: KubernetesList;
  try {
    list = JSON.parse(await readFile(path, 'utf8')) as KubernetesList;
  } catch (cause) {
    throw new IdentityFileError(path, 'cannot be read as JSON', cause);
  }
  if (!Array.isArray(list?.items)) throw new IdentityFileError(path, 'holds no list of objects');
  const kind = list.kind?.replace(/List$/, '');
  return list.items.map((item: KubernetesObject) => ({ kind, ...item }));
}
