/**
 * Who made a container's cgroup, by the word in front of the id; `unknown`: there is none
 * (containerd and docker under the cgroupfs driver).
 */
export type ContainerRuntime = 'cri-containerd' | 'crio' | 'docker' | 'libpod' | 'unknown';

/** A container's directory in a cgroup path. */
export interface ContainerSegment {
  containerId: string;
  runtime: ContainerRuntime;
  /** The path ends here, not below. */
  isContainerRoot: boolean;
}

// `/cri-containerd-<id>.scope`, `/crio-<id>`, `/<id>`, and `:cri-containerd:<id>` of a containerd
// that was not told of the systemd driver (kubernetes issue 106514).
const CONTAINER =
  /(?:(?:^|\/)(?:(cri-containerd|crio|docker|libpod)-([0-9a-f]{64})(?:\.scope)?|([0-9a-f]{64}))|:(cri-containerd|crio|docker):([0-9a-f]{64}))(?=\/|$)/;

/**
 * Finds the first container in `path`. Later ones are inside it: a docker in a pod.
 */
export function findContainer(path: string): ContainerSegment | undefined {
  const match = CONTAINER.exec(path);
  if (match === null) return undefined;
  const rest = path.slice(match.index + match[0].length);
  return {
    containerId: match[2] ?? match[3] ?? match[5],
    runtime: toRuntime(match[1] ?? match[4]),
    isContainerRoot: rest === '' || rest === '/',
  };
}

const EVERY_CONTAINER = new RegExp(CONTAINER, 'g');

/**
 * Ids of all containers in `path`, the innermost last; for a path whose upper part is not
 * known. A process in a cgroup namespace is told paths from its own cgroup on, without the
 * levels both have in common (cgroup_namespaces(7)): of `/kubepods/burstable/pod…/<id>` a
 * process in `/kubepods/burstable/pod…/<own id>` sees `/../../pod…/<id>`, and of another
 * container of its own pod `/../<id>`. Only the id still says whose it is.
 */
export function listContainerIds(path: string): string[] {
  if (path.endsWith(' (deleted)')) return [];
  return Array.from(path.matchAll(EVERY_CONTAINER), (match) => match[2] ?? match[3] ?? match[5]);
}

function toRuntime(word: string | undefined): ContainerRuntime {
  switch (word) {
    case 'cri-containerd':
    case 'crio':
    case 'docker':
    case 'libpod':
      return word;
    default:
      return 'unknown';
  }
}
