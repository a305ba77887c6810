import type { CgroupIdentity } from '@kubemonitor/cgroup-parser';
import type { CgroupDriver, QosClass } from '@kubemonitor/metrics-model';

/** A container's cgroup. */
export interface FoundContainer {
  /** 64 hex digits. */
  readonly id: string;
  /** Relative to the cgroup root, with a leading slash. */
  readonly path: string;
}

/** A pod as the cgroup tree tells it. */
export interface FoundPod {
  readonly uid: string;
  readonly qos: QosClass;
  readonly driver: CgroupDriver;
  /**
   * The pod's own cgroup, which counts all its containers; undefined where the runtime
   * puts the containers elsewhere (the colon layout), so that they have to be added up.
   */
  readonly path: string | undefined;
  /** Sorted by id; sandboxes included. */
  readonly containers: readonly FoundContainer[];
}

function byId(a: FoundContainer, b: FoundContainer): number {
  return a.id < b.id ? -1 : 1;
}

/**
 * Gathers what a walk over the tree finds and decides what is a pod: a pod's directory
 * with a container or a process in it, or containers that name their pod. Kubelet 1.20
 * with the systemd driver on cgroup v2 also makes an empty `/kubepods` tree with the same
 * uids; where a uid is found twice, the place with containers is the pod.
 */
export class FoundPods {
  private readonly directories = new Map<string, FoundPod>();
  private readonly loose = new Map<string, FoundPod>();

  /** @param hasProcesses whether a process is directly in the cgroup `path` */
  constructor(private readonly hasProcesses: (path: string) => boolean) {}

  /** A pod's directory and the containers below it. */
  addDirectory(identity: CgroupIdentity, path: string, containers: FoundContainer[]): void {
    const known = this.directories.get(identity.podUid);
    if (known !== undefined && known.containers.length >= containers.length) return;
    this.directories.set(identity.podUid, toPod(identity, path, containers));
  }

  /** A container that lies outside its pod's directory. */
  addLooseContainer(identity: CgroupIdentity, container: FoundContainer): void {
    const before = this.loose.get(identity.podUid)?.containers ?? [];
    this.loose.set(identity.podUid, toPod(identity, undefined, [...before, container]));
  }

  /** The pods, sorted by uid. */
  toPods(): readonly FoundPod[] {
    const uids = new Set([...this.directories.keys(), ...this.loose.keys()]);
    return [...uids]
      .sort()
      .map((uid) => this.choose(uid))
      .filter((pod) => pod !== undefined);
  }

  private choose(uid: string): FoundPod | undefined {
    const directory = this.directories.get(uid);
    if (directory !== undefined && directory.containers.length > 0) return directory;
    const loose = this.loose.get(uid);
    if (loose !== undefined) return loose;
    const isPopulated = directory?.path !== undefined && this.hasProcesses(directory.path);
    return isPopulated ? directory : undefined;
  }
}

function toPod(
  { podUid, qos, driver }: CgroupIdentity,
  path: string | undefined,
  containers: readonly FoundContainer[],
): FoundPod {
  return { uid: podUid, qos, driver, path, containers: [...containers].sort(byId) };
}
