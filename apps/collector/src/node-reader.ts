import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CgroupDriver,
  CgroupVersion,
  ContainerSection,
  PodSection,
  ReportSection,
} from '@kubemonitor/metrics-model';
import type { Clock } from './clock/clock';
import { CgroupDiscovery } from './cgroups/discover';
import type { Discovery } from './cgroups/discover';
import { errnoOf } from './errno';
import { KernelFiles } from './cgroups/kernel-file';
import { detectLayout } from './cgroups/layout';
import type { Layout } from './cgroups/layout';
import { PodTable } from './cgroups/pod-table';
import { OutsideTable } from './cgroups/outside-table';
import { Processes } from './cgroups/processes';
import { ReaderFactory } from './cgroups/reader-factory';
import { BlockDevices } from './host/block-devices';
import { HostReader } from './host/host-reader';
import type { Logger, RepeatGuard } from './log';
import type { KeptFiles } from './metrics/kept-files';
import { SectionBuilder } from './report/section';
import { Tally } from './report/tally';

/** Where a host's kernel files are, and how much of it is reported. */
export interface HostRoots {
  /** The host's procfs. */
  readonly proc: string;
  /** The host's cgroup mount. */
  readonly cgroup: string;
  /** The host's sysfs. */
  readonly sys: string;
  /** Most cgroups outside pods. */
  readonly maxCgroups: number;
}

/** Everything read of a node in one tick. */
export interface NodeReading {
  /** Wall clock at the first reading, whole milliseconds since the epoch. */
  readonly timestampMilliseconds: number;
  /** The monotonic clock at the same instant. */
  readonly monotonicMilliseconds: number;
  readonly host: ReportSection;
  readonly pods: PodSection;
  readonly containers: ContainerSection;
  readonly cgroups: ReportSection;
  readonly skipped: { readonly gone: number; readonly broken: number };
  readonly cgroupVersion: CgroupVersion;
  readonly cgroupDriver: CgroupDriver;
}

/** True when a process is in the cgroup itself; seen from another pid namespace v2 lists zeros. */
function hasProcesses(directory: string): boolean {
  try {
    return readFileSync(join(directory, 'cgroup.procs')).length > 0;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false;
  }
}

/**
 * Reads one node, tick after tick, from the kernel files under the given roots: the host it
 * runs on, the host around its container, or a recorded tree. It keeps files open between
 * ticks; `close` it when done.
 */
export class NodeReader {
  private readonly layout: Layout;
  private readonly discovery: CgroupDiscovery;
  private readonly host: HostReader;
  private readonly pods: PodTable;
  private readonly outside: OutsideTable;
  private last: Discovery | undefined;

  constructor(
    private readonly nodeName: string,
    roots: HostRoots,
    log: Logger,
    guard: RepeatGuard,
    kept?: KeptFiles,
  ) {
    const files = new KernelFiles();
    this.layout = detectLayout(roots.cgroup, roots.proc, files);
    const { trees } = this.layout;
    if (trees.length === 0) log.error('no cgroups found', { directory: roots.cgroup });
    const [firstTree = roots.cgroup] = trees;
    const directoryOf = (path: string): string => join(firstTree, path);
    const devices = new BlockDevices(roots.sys);
    const factory = new ReaderFactory(this.layout, devices, files, log, guard);
    this.discovery = new CgroupDiscovery({
      trees,
      maxCgroups: roots.maxCgroups,
      hasProcesses: (path) => hasProcesses(directoryOf(path)),
    });
    this.host = new HostReader(roots.proc, devices, factory, kept);
    const processes = new Processes(roots.proc, files);
    this.pods = new PodTable(factory, processes, roots.proc, directoryOf);
    this.outside = new OutsideTable(factory);
  }

  /** Reads everything once. The host comes first: its moment is the reading's. */
  read(clock: Clock): NodeReading {
    const timestampMilliseconds = Math.floor(clock.wallMilliseconds());
    const monotonicMilliseconds = clock.monotonicMilliseconds();
    const tally = new Tally(clock, timestampMilliseconds, (path) =>
      this.discovery.invalidate(path),
    );
    const host = new SectionBuilder(this.host.row.fields);
    tally.count(this.host.read());
    host.add(this.nodeName, 0, this.host.row);
    const { driver } = this.discover();
    const { pods, containers } = this.pods.read(tally);
    return {
      timestampMilliseconds,
      monotonicMilliseconds,
      host: host.build(),
      pods,
      containers,
      cgroups: this.outside.read(tally),
      skipped: tally.skipped,
      cgroupVersion: this.layout.version,
      cgroupDriver: driver,
    };
  }

  close(): void {
    this.host.close();
    this.pods.update([]);
    this.outside.update([]);
  }

  private discover(): Discovery {
    const discovery = this.discovery.discover();
    if (discovery !== this.last) {
      this.pods.update(discovery.pods);
      this.outside.update(discovery.outside);
      this.last = discovery;
    }
    return discovery;
  }
}
