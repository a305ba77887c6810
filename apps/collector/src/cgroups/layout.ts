import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  KernelFormatError,
  parseCgroupControllers,
  parseMountinfo,
} from '@kubemonitor/cgroup-parser';
import type { CgroupVersion, ReasonCode } from '@kubemonitor/metrics-model';
import { errnoOf } from '../errno';
import type { KernelFiles } from './kernel-file';
import type { Controller, Place } from './probe';

/** Our controllers by the kernel's v1 names. On v2 `cpuacct` is part of every cgroup. */
const V1_NAMES = { cpuacct: 'cpuacct', cpu: 'cpu', memory: 'memory', io: 'blkio', pids: 'pids' };
type CountingController = keyof typeof V1_NAMES;

/** Trees of cgroup v1 in which cgroups are looked for, the one that decides on pods first. */
const V1_SEARCHED: readonly CountingController[] = ['cpuacct', 'memory', 'cpu', 'io', 'pids'];
const MAX_SEARCHED_TREES = 2;

/** How cgroups are mounted: which version, and where each controller's tree is. */
export interface Layout {
  readonly version: CgroupVersion;
  /**
   * Roots of the trees to look for cgroups in. On v1 pods are looked for in the first;
   * cgroups outside pods in all, since systemd makes a unit's cgroup only under the
   * controllers the unit accounts for. Empty: there are no cgroups here.
   */
  readonly trees: readonly string[];
  /** Where the files of cgroup `path` ("/" is the root) are. */
  placeOf(path: string): Place;
}

/** Bytes of a file that may be missing; the caller explains what then. */
function readIfThere(files: KernelFiles, path: string): Uint8Array | undefined {
  try {
    return files.readOnce(path);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

function readControllers(files: KernelFiles, directory: string): readonly string[] {
  const bytes = readIfThere(files, join(directory, 'cgroup.controllers'));
  if (bytes === undefined) return [];
  try {
    return parseCgroupControllers(bytes);
  } catch (error) {
    // Only asked to explain a file that is missing anyway.
    if (!(error instanceof KernelFormatError)) throw error;
    return [];
  }
}

function createV2Layout(root: string, files: KernelFiles): Layout {
  const available = readControllers(files, root);
  // A controller may be off for the whole machine, or in one subtree by its parent's
  // cgroup.subtree_control, which shows in the cgroup's own cgroup.controllers.
  const isOn = (controller: Controller, directory: string): boolean =>
    available.includes(controller) && readControllers(files, directory).includes(controller);
  return {
    version: 'v2',
    trees: [root],
    placeOf(path) {
      const directory = join(root, path);
      return {
        directoryOf: () => directory,
        explainMissing(controller): ReasonCode | undefined {
          if (!existsSync(directory)) return undefined;
          return isOn(controller, directory) ? 'not_supported' : 'controller_missing';
        },
      };
    },
  };
}

function createV1Layout(version: CgroupVersion, roots: ReadonlyMap<string, string>): Layout {
  const rootOf = (controller: Controller): string | undefined =>
    controller === 'none' ? undefined : roots.get(V1_NAMES[controller]);
  const searched = V1_SEARCHED.map(rootOf).filter((root) => root !== undefined);
  const trees = [...new Set(searched)].slice(0, MAX_SEARCHED_TREES);
  return {
    version,
    trees,
    placeOf(path) {
      const directoryOf = (controller: Controller): string | undefined => {
        const root = rootOf(controller);
        return root === undefined ? undefined : join(root, path);
      };
      return {
        directoryOf,
        explainMissing(controller, wasThere): ReasonCode | undefined {
          const directory = directoryOf(controller);
          if (directory !== undefined && existsSync(directory)) return 'not_supported';
          // The trees lose an ended cgroup one after the other; a controller cannot be
          // turned off for one cgroup.
          const isThere = trees.some((tree) => existsSync(join(tree, path)));
          return isThere && !wasThere ? 'controller_missing' : undefined;
        },
      };
    },
  };
}

/**
 * Controller → directory below `root`, as the mount table of the host's first process
 * tells: of cgroup v1 the file system's options name the controllers, and the last part
 * of the mount point is the directory, wherever the host's tree is mounted here.
 */
function readMountedRoots(root: string, hostProc: string, files: KernelFiles): Map<string, string> {
  const roots = new Map<string, string>();
  const bytes = readIfThere(files, join(hostProc, '1/mountinfo'));
  if (bytes === undefined) return roots;
  try {
    for (const { mountPoint, fileSystemType, superOptions } of parseMountinfo(bytes)) {
      const directory = join(root, basename(mountPoint));
      if (fileSystemType !== 'cgroup' || !existsSync(directory)) continue;
      for (const option of superOptions) roots.set(option, directory);
    }
  } catch (error) {
    // A table we cannot read is no worse than none: the directory names tell too.
    if (!(error instanceof KernelFormatError)) throw error;
  }
  return roots;
}

/** Controller → directory by name: `cpu,cpuacct` and `cpuacct,cpu` hold both. */
function findNamedRoots(root: string): Map<string, string> {
  const roots = new Map<string, string>();
  for (const name of listNames(root)) {
    for (const controller of name.split(',')) {
      if (!roots.has(controller)) roots.set(controller, join(root, name));
    }
  }
  return roots;
}

function listNames(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    // No such directory or not readable: no cgroups to be found, which the caller reports.
    return [];
  }
}

/**
 * Finds out how cgroups are mounted below `root`: unified (`cgroup.controllers` is there),
 * hybrid (v1 trees beside a v2 tree without controllers, in `unified`: the v1 trees are
 * read), or v1. The host's mount table names the v1 trees; without it their usual names do.
 */
export function detectLayout(root: string, hostProc: string, files: KernelFiles): Layout {
  if (existsSync(join(root, 'cgroup.controllers'))) return createV2Layout(root, files);
  const roots = new Map([...findNamedRoots(root), ...readMountedRoots(root, hostProc, files)]);
  const isHybrid = existsSync(join(root, 'unified', 'cgroup.procs'));
  return createV1Layout(isHybrid ? 'hybrid' : 'v1', roots);
}
