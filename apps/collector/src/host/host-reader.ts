import {
  isNodeInterface,
  parseDiskstats,
  parseLoadavg,
  parseMeminfo,
  parseNetDev,
  parseProcStat,
  parseUptime,
  parseVmstat,
} from '@kubemonitor/cgroup-parser';
import { toMicroseconds } from '../cgroups/probe-parts';
import type { CgroupReader } from '../cgroups/cgroup-reader';
import type { Place, Probe, ReadOutcome } from '../cgroups/probe';
import type { ReaderFactory } from '../cgroups/reader-factory';
import { createPressure } from '../cgroups/v2-reader';
import { Fields, Row } from '../report/row';
import type { KeptFiles } from '../metrics/kept-files';
import type { BlockDevices } from './block-devices';
import { NETWORK_FIELDS, setNetwork } from './network-counters';

const MILLICORES_PER_CORE = 1_000;
const SECTOR_BYTES = 512;

/** A file of procfs, which belongs to no controller. */
function createProcProbe(file: string, fields: readonly string[], take: Probe['take']): Probe {
  return { files: [file], controller: 'none', fields, take };
}

const STAT = createProcProbe(
  'stat',
  [
    'cpu_capacity_millicores',
    'cpu_idle_microseconds',
    'cpu_iowait_microseconds',
    'cpu_steal_microseconds',
    'processes_running',
    'processes_blocked',
  ],
  (bytes, row) => {
    const stat = parseProcStat(bytes);
    row.set('cpu_capacity_millicores', stat.cpuCount * MILLICORES_PER_CORE);
    row.set('cpu_idle_microseconds', toMicroseconds(stat.cpu.idle));
    row.set('cpu_iowait_microseconds', toMicroseconds(stat.cpu.iowait));
    row.set('cpu_steal_microseconds', toMicroseconds(stat.cpu.steal));
    row.set('processes_running', stat.procsRunning);
    row.set('processes_blocked', stat.procsBlocked);
  },
);

const MEMINFO = createProcProbe(
  'meminfo',
  ['memory_total_bytes', 'memory_available_bytes', 'memory_swap_total_bytes', 'memory_swap_bytes'],
  (bytes, row) => {
    const { memTotalBytes, memAvailableBytes, swapTotalBytes, swapFreeBytes } = parseMeminfo(bytes);
    const isSwapKnown = swapTotalBytes !== undefined && swapFreeBytes !== undefined;
    row.set('memory_total_bytes', memTotalBytes);
    row.set('memory_available_bytes', memAvailableBytes);
    row.set('memory_swap_total_bytes', swapTotalBytes);
    row.set('memory_swap_bytes', isSwapKnown ? swapTotalBytes - swapFreeBytes : undefined);
  },
);

const VMSTAT = createProcProbe(
  'vmstat',
  ['memory_major_faults', 'memory_oom_kills'],
  (bytes, row) => {
    const { pgmajfault, oomKill } = parseVmstat(bytes);
    row.set('memory_major_faults', pgmajfault);
    row.set('memory_oom_kills', oomKill);
  },
);

const LOADAVG = createProcProbe(
  'loadavg',
  ['load_1m', 'load_5m', 'load_15m', 'pids'],
  (bytes, row) => {
    const { load1, load5, load15, totalTasks } = parseLoadavg(bytes);
    row.set('load_1m', load1);
    row.set('load_5m', load5);
    row.set('load_15m', load15);
    row.set('pids', totalTasks);
  },
);

const UPTIME = createProcProbe('uptime', ['uptime_seconds'], (bytes, row) => {
  row.set('uptime_seconds', parseUptime(bytes).uptimeSeconds);
});

/** Process 1's table: `P/net/dev` would be that of the collector's own namespace. */
const NET_DEV = createProcProbe('1/net/dev', NETWORK_FIELDS, (bytes, row) => {
  setNetwork(row, parseNetDev(bytes), isNodeInterface);
});

function createDiskstats(devices: BlockDevices): Probe {
  const fields = [
    'disk_read_bytes',
    'disk_write_bytes',
    'disk_read_operations',
    'disk_write_operations',
    'disk_busy_milliseconds',
  ];
  return createProcProbe('diskstats', fields, (bytes, row) => {
    const disks = parseDiskstats(bytes);
    devices.update(disks);
    const totals = { read: 0, written: 0, reads: 0, writes: 0, busy: 0 };
    for (const disk of disks) {
      if (!devices.isCounted(disk.device)) continue;
      totals.read += disk.sectorsRead * SECTOR_BYTES;
      totals.written += disk.sectorsWritten * SECTOR_BYTES;
      totals.reads += disk.readsCompleted;
      totals.writes += disk.writesCompleted;
      totals.busy += disk.ioMilliseconds;
    }
    row.set('disk_read_bytes', totals.read);
    row.set('disk_write_bytes', totals.written);
    row.set('disk_read_operations', totals.reads);
    row.set('disk_write_operations', totals.writes);
    row.set('disk_busy_milliseconds', totals.busy);
  });
}

/** The same probe; what it reads is kept, too. */
function keeping(probe: Probe, kept: KeptFiles | undefined): Probe {
  if (kept === undefined) return probe;
  const [file] = probe.files;
  return {
    ...probe,
    take: (bytes, row) => {
      kept.keep(file, bytes);
      probe.take(bytes, row);
    },
  };
}

function createProcProbes(devices: BlockDevices, kept: KeptFiles | undefined): readonly Probe[] {
  return [
    keeping(STAT, kept),
    keeping(MEMINFO, kept),
    VMSTAT,
    LOADAVG,
    UPTIME,
    keeping(NET_DEV, kept),
    keeping(createDiskstats(devices), kept),
    createPressure('pressure/cpu', 'none', 'cpu'),
    createPressure('pressure/memory', 'none', 'memory'),
    createPressure('pressure/io', 'none', 'io'),
  ];
}

/**
 * Reads the node's row: the root cgroup for CPU time and memory as kubelet sees them, and
 * procfs for the rest. It tells `devices` the disks before anything reads a cgroup's I/O.
 */
export class HostReader {
  readonly row = new Row(new Fields('node'));
  private readonly readers: readonly CgroupReader[];

  /** @param kept gets the files /metrics has more of than a report */
  constructor(
    hostProc: string,
    devices: BlockDevices,
    factory: ReaderFactory,
    private readonly kept?: KeptFiles,
  ) {
    const proc: Place = {
      directoryOf: () => hostProc,
      explainMissing: () => 'not_supported',
    };
    this.readers = [
      factory.createRootReader(this.row),
      factory.create(createProcProbes(devices, kept), proc, this.row, { directory: hostProc }),
    ];
  }

  /** Reads everything into `row`. Never `gone`: a host without cgroups still has procfs. */
  read(): Exclude<ReadOutcome, 'gone'> {
    this.kept?.clear();
    const outcomes = this.readers.map((reader) => reader.read());
    return outcomes.includes('broken') ? 'broken' : 'complete';
  }

  close(): void {
    for (const reader of this.readers) reader.close();
  }
}
