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
