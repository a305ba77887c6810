import type { Node, ObjectList } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';

export const LOAD_TARGETS = ['minikube', 'kind', 'containerd', 'none'] as const;
export type LoadTarget = (typeof LOAD_TARGETS)[number];

/** Where images go, and under which name it is known. */
export interface Destination {
  readonly target: LoadTarget;
  /** Profile of minikube or name of the kind cluster. */
  readonly cluster: string;
}

/**
 * Tells minikube and kind from the context's name and the nodes' labels; anything else gets
 * its images from a registry, or by `--into containerd`.
 */
export async function findDestination({ kubectl }: LifecycleContext): Promise<Destination> {
  const context = await kubectl.contextName();
  const { items } = await kubectl.json<ObjectList<Node>>(['get', 'nodes']);
  return recognize(context, items);
}

/** The rule behind `findDestination`. */
export function recognize(context: string, nodes: readonly Node[]): Destination {
  const profile = nodes
    .map(({ metadata }) => metadata.labels?.['minikube.k8s.io/name'])
    .find((label) => label !== undefined);
  if (profile !== undefined) return { target: 'minikube', cluster: profile };
  const kind = /^kind-(.+)$/.exec(context);
  if (kind !== null) return { target: 'kind', cluster: kind[1] };
  return { target: 'none', cluster: context };
}

/** The command that puts an archive into the cluster; for containerd its standard input is the archive. */
export function toLoadCommand(
  { target, cluster }: Destination,
  archive: string,
  prefix: readonly string[],
): string[] {
  switch (target) {
    case 'minikube':
      return [...prefix, 'minikube', 'image', 'load', '--profile', cluster, archive];
    case 'kind':
      return [...prefix, 'kind', 'load', 'image-archive', archive, '--name', cluster];
    case 'containerd':
      return [...prefix, 'ctr', '--namespace', 'k8s.io', 'images', 'import', '-'];
    case 'none':
      return [];
  }
}
