import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  KernelFormatError,
  listContainerIds,
  parseCgroupProcs,
  parsePidCgroup,
  parsePidStat,
} from '@kubemonitor/cgroup-parser';
import type { KernelBytes } from '@kubemonitor/cgroup-parser';
import { errnoOf } from '../errno';
import type { KernelFiles } from './kernel-file';

/** One process of a container: it stands for the container's network namespace. */
export interface ContainerProcess {
  readonly pid: number;
  /** Name of the executable, cut to 15 bytes by the kernel. */
  readonly comm: string;
  /** When it started, clock ticks after boot. */
  readonly startTicks: number;
}

/** A container without a known process. */
export interface WantedContainer {
  readonly id: string;
  /** Its directory in the first tree. */
  readonly directory: string;
}

/** Most pids of a cgroup.procs that are tried before the scan. */
const TRIED_PIDS = 4;
const PID = /^[1-9]\d*$/;

/**
 * Finds a process of each container. `cgroup.procs` is asked first; read from another pid
 * namespace it holds zeros (v2) or nothing (v1), so what it says is believed only when
 * `P/<pid>/cgroup` of that pid names the container. The rest is found by reading
 * `P/<pid>/cgroup` of all processes: pids in the host's procfs are the host's, whatever
 * namespace the collector is in. Containers are told by their id alone, since in a cgroup
 * namespace of its own, as a container on v2 has, the collector is not told the whole path.
 */
export class Processes {
  /** Pids seen in the last scan: a process of a new container is most likely not among them. */
  private seen = new Set<number>();

  constructor(
    private readonly hostProc: string,
    private readonly files: KernelFiles,
  ) {}

  /**
   * The oldest known process by container id; containers without one are left out.
   * @param isThorough also look at pids the last scan saw: they may have moved since
   */
  find(
    wanted: readonly WantedContainer[],
    isThorough: boolean,
  ): ReadonlyMap<string, ContainerProcess> {
    const found = new Map<string, ContainerProcess>();
    for (const container of wanted) this.tryProcs(container, found);
    const missing = wanted.filter(({ id }) => !found.has(id)).map(({ id }) => id);
    if (missing.length > 0) this.scan(new Set(missing), found, isThorough);
    return found;
  }

  /** The process `pid` as it is now; undefined when it has ended. */
  look(pid: number): ContainerProcess | undefined {
    const stat = this.parse(join(this.hostProc, String(pid), 'stat'), parsePidStat);
    return stat === undefined ? undefined : { pid, comm: stat.comm, startTicks: stat.startTicks };
  }

  private tryProcs(container: WantedContainer, found: Map<string, ContainerProcess>): void {
    const pids = this.parse(join(container.directory, 'cgroup.procs'), parseCgroupProcs) ?? [];
    for (const pid of pids.slice(0, TRIED_PIDS)) {
      const isIts = pid > 0 && this.containerOf(pid, (id) => id === container.id) !== undefined;
      if (isIts) this.take(container.id, pid, found);
      if (found.has(container.id)) return;
    }
  }

  private scan(
    missing: ReadonlySet<string>,
    found: Map<string, ContainerProcess>,
    isThorough: boolean,
  ): void {
    const before = this.seen;
    this.seen = new Set();
    for (const pid of this.listPids()) {
      this.seen.add(pid);
      if (!isThorough && before.has(pid)) continue;
      const id = this.containerOf(pid, (known) => missing.has(known));
      if (id !== undefined) this.take(id, pid, found);
    }
  }

  private take(id: string, pid: number, found: Map<string, ContainerProcess>): void {
    const process = this.look(pid);
    if (process === undefined) return;
    const known = found.get(id);
    if (known === undefined || known.startTicks > process.startTicks) found.set(id, process);
  }

  /** The wanted container the process is in; undefined when in none, or when it has ended. */
  private containerOf(pid: number, isWanted: (id: string) => boolean): string | undefined {
    const lines = this.parse(join(this.hostProc, String(pid), 'cgroup'), parsePidCgroup) ?? [];
    // On v1 there is a line a controller, and not all of them need be in the container.
    for (const { path } of lines) {
      const id = listContainerIds(path).findLast(isWanted);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  private listPids(): number[] {
    try {
      return readdirSync(this.hostProc)
        .filter((name) => PID.test(name))
        .map(Number);
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      return [];
    }
  }

  /** What a file of a process or cgroup says; undefined when it ended, is hidden or garbled. */
  private parse<T>(path: string, parser: (bytes: KernelBytes) => T): T | undefined {
    try {
      return parser(this.files.readOnce(path));
    } catch (error) {
      if (errnoOf(error) === undefined && !(error instanceof KernelFormatError)) throw error;
      return undefined;
    }
  }
}
