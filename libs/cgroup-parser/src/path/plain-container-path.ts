/*
 * Containers that belong to no pod: docker's, podman's, nerdctl's. A node of kind or minikube
 * is such a container.
 *
 *   /docker/<64 hex digits>
 *   /system.slice/docker-<64 hex digits>.scope
 *   /machine.slice/libpod-<64 hex digits>.scope/container
 */
import { hasPod } from './cgroup-path';
import { findContainer } from './container-segment';
import type { ContainerSegment } from './container-segment';

/** A container outside pods. */
export type PlainContainer = ContainerSegment;

/**
 * Finds the container a cgroup belongs to, if it is in no pod.
 * @param path as for `parseCgroupPath`
 * @returns undefined when there is no container or a pod in the path
 */
export function parsePlainContainerPath(path: string): PlainContainer | undefined {
  if (path.endsWith(' (deleted)') || hasPod(path)) return undefined;
  const container = findContainer(path);
  if (container === undefined) return undefined;
  const isNamed = container.runtime !== 'unknown';
  return isNamed || !isInDocker(path, container) ? container : { ...container, runtime: 'docker' };
}

/** Whether the container's directory, named by the id alone, is one of docker's. */
function isInDocker(path: string, { containerId }: ContainerSegment): boolean {
  const parents = path.slice(0, path.indexOf(containerId));
  return parents === 'docker/' || parents.endsWith('/docker/');
}
