import { dirname, join } from 'node:path';
import { parseCgroupPath, parsePlainContainerPath } from '@kubemonitor/cgroup-parser';
import type { CgroupIdentity } from '@kubemonitor/cgroup-parser';
import type { CgroupDriver } from '@kubemonitor/metrics-model';
import { FoundPods } from './found-pods';
import type { FoundContainer, FoundPod } from './found-pods';
import {
  isOfKubepods,
  isReportedPlace,
  isUnitParent,
  isWithoutWorkload,
  selectOutside,
} from './outside';
import { SLOW_TURNS } from './probe';
import { WatchedDirectory } from './watched-directory';

/** Below this a tree is somebody's own business: a systemd in a container in a container. */
const MAX_DEPTH = 8;
/** Most directories one walk looks at, against trees that grow without end. */
const MAX_DIRECTORIES = 8_192;

/** What the cgroup tree holds now. The same object as before when nothing changed. */
export interface Discovery {
  /** Sorted by uid. */
  readonly pods: readonly FoundPod[];
  /** Paths of cgroups outside pods, upper levels first. */
  readonly outside: readonly string[];
  /** How kubelet names cgroups; `none` without a pod. */
  readonly driver: CgroupDriver;
}

/** What the finder needs to know of the host. */
export interface DiscoveryOptions {
  /** Roots of the trees; pods are looked for in the first. */
  readonly trees: readonly string[];
  /** Most cgroups outside pods. */
  readonly maxCgroups: number;
  /** Whether a process is directly in the cgroup `path` of the first tree. */
  readonly hasProcesses: (path: string) => boolean;
}

/**
 * Finds pods, containers and other cgroups. A full walk is made at first, when a watched
 * directory changed, and every SLOW_TURNS turns; in between only the directories are
 * looked at (one stat each) in which pods, containers and units come and go.
 */
export class CgroupDiscovery {
  private directories = new Map<string, WatchedDirectory>();
  private watched: readonly WatchedDirectory[] = [];
  private turnsToWalk = 0;
  private last: Discovery = { pods: [], outside: [], driver: 'none' };

  constructor(private readonly options: DiscoveryOptions) {}

  /** What is there now. Never throws: what cannot be listed is empty. */
  discover(): Discovery {
    let isDue = this.turnsToWalk <= 0;
    // All of them: a refresh is what notices a change, so none may be skipped.
    for (const directory of this.watched) {
      if (!directory.refresh()) continue;
      isDue = true;
      // Its parent may have got another child in its place, with the same number of links.
      if (directory.isGone) this.directories.get(dirname(directory.path))?.invalidate();
    }
    this.turnsToWalk -= 1;
    if (isDue) this.walk();
    return this.last;
  }

  /** Makes the next `discover` list the parent of `path` again, which turned out to be gone. */
  invalidate(path: string): void {
    for (const tree of this.options.trees) {
      this.directories.get(join(tree, dirname(path)))?.invalidate();
    }
  }

  private walk(): void {
    const walk = new Walk(this.directories, this.options);
    this.last = walk.run();
    this.directories = walk.directories;
    this.watched = walk.watched;
    this.turnsToWalk = SLOW_TURNS;
  }
}

/** One walk over all trees. */
class Walk {
  readonly directories = new Map<string, WatchedDirectory>();
  readonly watched: WatchedDirectory[] = [];
  private readonly pods: FoundPods;
  private readonly outside = new Set<string>();

  constructor(
    private readonly known: ReadonlyMap<string, WatchedDirectory>,
    private readonly options: DiscoveryOptions,
  ) {
    this.pods = new FoundPods(options.hasProcesses);
  }

  run(): Discovery {
    for (const tree of this.options.trees) this.visit(tree, '/', 0, false);
    const pods = this.pods.toPods();
    const paths = pods.map((pod) => pod.path ?? pod.containers[0].path);
    return {
      pods,
      outside: selectOutside(this.outside, paths, this.options.maxCgroups),
      driver: pods.at(0)?.driver ?? 'none',
    };
  }

  private open(tree: string, path: string): WatchedDirectory {
    const absolute = join(tree, path);
    const directory = this.known.get(absolute) ?? new WatchedDirectory(absolute);
    directory.refresh();
    this.directories.set(absolute, directory);
    return directory;
  }

  private visit(tree: string, path: string, depth: number, isInContainer: boolean): void {
    if (this.directories.size >= MAX_DIRECTORIES) return;
    const directory = this.open(tree, path);
    let isWatched = isUnitParent(path) || isOfKubepods(path);
    for (const name of directory.children) {
      const child = path === '/' ? `/${name}` : `${path}/${name}`;
      const identity = parseCgroupPath(child);
      if (identity !== undefined) {
        isWatched = true;
        this.takePod(tree, identity, child);
      } else if (!isWithoutWorkload(name)) {
        const isContainer = !isInContainer && parsePlainContainerPath(child) !== undefined;
        isWatched ||= isContainer;
        if (isContainer || isReportedPlace(child)) this.outside.add(child);
        if (depth < MAX_DEPTH) this.visit(tree, child, depth + 1, isInContainer || isContainer);
      }
    }
    if (isWatched) this.watched.push(directory);
  }

  private takePod(tree: string, identity: CgroupIdentity, path: string): void {
    if (tree !== this.options.trees[0]) return;
    if (identity.isPodRoot) {
      this.pods.addDirectory(identity, path, this.listContainers(tree, path));
    } else if (identity.isContainerRoot && identity.containerId !== undefined) {
      this.pods.addLooseContainer(identity, { id: identity.containerId, path });
    }
  }

  private listContainers(tree: string, podPath: string): FoundContainer[] {
    const directory = this.open(tree, podPath);
    this.watched.push(directory);
    const containers: FoundContainer[] = [];
    for (const name of directory.children) {
      const path = `${podPath}/${name}`;
      const identity = parseCgroupPath(path);
      if (identity?.isContainerRoot !== true || identity.containerId === undefined) continue;
      containers.push({ id: identity.containerId, path });
    }
    return containers;
  }
}
