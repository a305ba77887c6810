/*
 * Which pod and container a cgroup belongs to, from its path. Names are made by kubelet
 * (kubernetes pkg/kubelet/cm/cgroup_manager_linux.go, pod_container_manager_linux.go) and
 * the container runtimes.
 *
 *   /kubepods/burstable/pod0fefa91d-8fc1-4525-86e6-06b13bfd3be2/d6d5fbdd…
 *   /kubepods.slice/kubepods-podfeeb6cf0_cf57_4e1b_8e9d_ff1f016e6b4b.slice/cri-containerd-6562f823….scope
 *   /system.slice/containerd.service/kubepods-burstable-pod0fefa91d_8fc1_4525_86e6_06b13bfd3be2.slice:cri-containerd:d6d5fbdd…
 */
import { findContainer } from './container-segment';
import type { ContainerRuntime } from './container-segment';

/** Whose cgroup it is. */
export interface CgroupIdentity {
  /**
   * The pod's uid with dashes. Of a static pod 32 hex digits: not the uid of its mirror pod
   * but the annotation kubernetes.io/config.hash, and not unique among nodes.
   */
  podUid: string;
  qos: 'Guaranteed' | 'Burstable' | 'BestEffort';
  /** Kubelet's cgroup driver, told by the form of the pod's directory. */
  driver: 'cgroupfs' | 'systemd';
  /** 64 hex digits. Absent: the pod's own cgroup, or one below it that is no container's. */
  containerId?: string;
  /** Absent without `containerId`; `unknown`: the directory is named by the id alone. */
  runtime?: ContainerRuntime;
  isStaticPod: boolean;
  /** The path ends at the pod's directory, which has the total of all its containers. */
  isPodRoot: boolean;
  /** The path ends at the container's directory, which has the total of all below it. */
  isContainerRoot: boolean;
}

/** Which pod is meant where a path holds several. */
export interface CgroupPathOptions {
  /**
   * Several pods in one path are a cluster that runs in the pods of another (kind or k3s in
   * a pod). `last`, the default, is the innermost pod: what a collector of the inner cluster
   * wants, whose paths begin with the outer pod's wherever it looks. A collector of the
   * outer cluster wants `first`, which also is not fooled by a privileged container that
   * makes directories with the names of another pod. The path does not tell which of the
   * two is asking; the uids that the API server lists for the node do.
   */
  which?: 'first' | 'last';
}

interface PodMatch {
  readonly identity: Pick<CgroupIdentity, 'podUid' | 'qos' | 'driver' | 'isStaticPod'>;
  readonly start: number;
  /** The rest of the path: empty, `/…`, or `:runtime:id…`. */
  readonly rest: string;
}

// The segments are searched for, wherever they are: clusters run in containers, services
// and slices. In front of "kubepods" may be kubelet's own root, `kubelet-` for systemd.
const SYSTEMD_POD =
  /(?:^|[/-])kubepods(?:-(burstable|besteffort))?-pod([0-9a-f]{8}(?:_[0-9a-f]{4}){3}_[0-9a-f]{12}|[0-9a-f]{32})\.slice(?=[/:]|$)/g;
const CGROUPFS_POD =
  /(?:^|\/)kubepods(?:\/(burstable|besteffort))?\/pod([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})(?=\/|$)/g;
const DELETED = ' (deleted)';
const UID_WITHOUT_DASHES = 32;

/** CRI-O's monitor of a container and mounts, which systemd puts beside the containers. */
const BESIDE_CONTAINERS = /^\/(?:crio-conmon-[^/]*|[^/]*\.mount)(?:\/|$)/;

/**
 * Finds the pod and the container a cgroup belongs to. Everything below a container's
 * directory belongs to that container, and is in its total already.
 * @param path below the cgroup mount, or as in /proc/<pid>/cgroup with any leading `/..`
 * @returns undefined when there is no pod in the path, when the cgroup is CRI-O's monitor
 * process or a mount, and when it was removed
 */
export function parseCgroupPath(
  path: string,
  { which = 'last' }: CgroupPathOptions = {},
): CgroupIdentity | undefined {
  if (path.endsWith(DELETED)) return undefined;
  const pods = [...findPods(path, 'systemd'), ...findPods(path, 'cgroupfs')];
  const pod = pods.sort((a, b) => a.start - b.start).at(which === 'first' ? 0 : -1);
  if (pod === undefined || BESIDE_CONTAINERS.test(pod.rest)) return undefined;
  const isPodRoot = pod.rest === '' || pod.rest === '/';
  const container = findContainer(pod.rest);
  if (container === undefined) return { ...pod.identity, isPodRoot, isContainerRoot: false };
  return { ...pod.identity, ...container, isPodRoot };
}

/** Whether a pod's cgroup is part of the path. */
export function hasPod(path: string): boolean {
  return findPods(path, 'systemd').length > 0 || findPods(path, 'cgroupfs').length > 0;
}

function findPods(path: string, driver: CgroupIdentity['driver']): PodMatch[] {
  const pattern = driver === 'systemd' ? SYSTEMD_POD : CGROUPFS_POD;
  return Array.from(path.matchAll(pattern), (match) => ({
    identity: {
      podUid: match[2].replaceAll('_', '-'),
      qos: toQos(match[1]),
      driver,
      isStaticPod: match[2].length === UID_WITHOUT_DASHES,
    },
    start: match.index,
    rest: path.slice(match.index + match[0].length),
  }));
}

function toQos(word: string | undefined): CgroupIdentity['qos'] {
  if (word === undefined) return 'Guaranteed';
  return word === 'burstable' ? 'Burstable' : 'BestEffort';
}
