import {
  isNodeInterface,
  isWholeDisk,
  parseCpuLines,
  parseDiskstats,
  parseMeminfoLines,
  parseNetDev,
  parseProcStat,
  type Diskstat,
  type KernelBytes,
  type NetDevice,
  type OneCpuTicks,
} from '@kubemonitor/cgroup-parser';
import { renderLabels, type FamilyType } from '@kubemonitor/metrics-model';
import type { Exposition, Sample } from './exposition';
import type { KeptFiles } from './kept-files';

/** Clock ticks of a second as procfs has them, on every architecture Linux runs on. */
const USER_HZ = 100;
const SECTOR_BYTES = 512;

/** Disks and interfaces beyond this are left out. */
const MOST_DEVICES = 256;

/** Adds a metric whose samples are made now. */
type Add = (name: string, type: FamilyType, help: string, samples: readonly Sample[]) => void;

type Source = readonly [file: string, add: (bytes: KernelBytes, add: Add) => void];

/**
 * What node_exporter has by CPU, disk or interface, and a report has summed: from the files
 * the newest tick has read. A file that could not be read, or holds what it should not, adds
 * nothing.
 */
const SOURCES: readonly Source[] = [
  ['stat', addCpus],
  ['meminfo', addMemory],
  ['diskstats', addDisks],
  ['1/net/dev', addInterfaces],
];

/** Adds the metrics of the files that were kept. */
export function addHost(out: Exposition, kept: KeptFiles): void {
  const add: Add = (name, type, help, samples) => out.add({ name, type, help }, samples);
  for (const [file, addFile] of SOURCES) {
    const bytes = kept.get(file);
    if (bytes === undefined) continue;
    try {
      addFile(bytes, add);
    } catch {
      // The tick has told of it: its values are absent in the report, too.
    }
  }
}

const MODES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const;

function addCpus(bytes: KernelBytes, add: Add): void {
  const modesOf = (ticks: OneCpuTicks): Sample[] =>
    MODES.flatMap((mode) => {
      const value = ticks[mode];
      if (value === undefined) return [];
      return {
        labels: renderLabels({ cpu: String(ticks.cpu), mode }),
        value: value / USER_HZ,
      };
    });
  add(
    'node_cpu_seconds_total',
    'counter',
    'Time a CPU spent in each mode.',
    parseCpuLines(bytes).flatMap(modesOf),
  );
  const { bootTimeSeconds, contextSwitches, forks } = parseProcStat(bytes);
  const addOne = (name: string, type: FamilyType, help: string, value: number | undefined) =>
    add(name, type, help, value === undefined ? [] : [{ labels: '', value }]);
  addOne(
    'node_boot_time_seconds',
    'gauge',
    'When the node was booted, seconds since the epoch.',
    bootTimeSeconds,
  );
  addOne('node_context_switches_total', 'counter', 'Context switches.', contextSwitches);
  addOne('node_forks_total', 'counter', 'Processes and threads made.', forks);
}

/** `Active(anon)` is `node_memory_Active_anon_bytes`. */
function addMemory(bytes: KernelBytes, add: Add): void {
  for (const { name, value, isBytes } of parseMeminfoLines(bytes)) {
    const word = name.replace(/\(([a-z]+)\)/, '_$1');
    if (!/^\w+$/.test(word)) continue;
    const help = `${name} of /proc/meminfo.`;
    add(`node_memory_${word}${isBytes ? '_bytes' : ''}`, 'gauge', help, [{ labels: '', value }]);
  }
}

type Column<T> = readonly [name: string, help: string, valueOf: (device: T) => number];

const DISK_COLUMNS: readonly Column<Diskstat>[] = [
  ['node_disk_reads_completed_total', 'Reads completed.', (disk) => disk.readsCompleted],
  ['node_disk_read_bytes_total', 'Bytes read.', (disk) => disk.sectorsRead * SECTOR_BYTES],
  ['node_disk_writes_completed_total', 'Writes completed.', (disk) => disk.writesCompleted],
  ['node_disk_written_bytes_total', 'Bytes written.', (disk) => disk.sectorsWritten * SECTOR_BYTES],
  [
    'node_disk_io_time_seconds_total',
    'Time in which a disk had work.',
    (disk) => disk.ioMilliseconds / 1_000,
  ],
];

/** Whole disks: their partitions, and devices that stand on them, count the same bytes again. */
function addDisks(bytes: KernelBytes, add: Add): void {
  const disks = parseDiskstats(bytes).filter(({ name }) => isWholeDisk(name));
  addColumns(disks, DISK_COLUMNS, add);
}

function networkColumns(
  verb: 'receive' | 'transmit',
  prefix: 'rx' | 'tx',
): readonly Column<NetDevice>[] {
  const done = verb === 'receive' ? 'received' : 'sent';
  return [
    [`node_network_${verb}_bytes_total`, `Bytes ${done}.`, (device) => device[`${prefix}Bytes`]],
    [
      `node_network_${verb}_packets_total`,
      `Packets ${done}.`,
      (device) => device[`${prefix}Packets`],
    ],
    [
      `node_network_${verb}_errs_total`,
      `Packets not ${done} because of errors.`,
      (device) => device[`${prefix}Errors`],
    ],
    [
      `node_network_${verb}_drop_total`,
      `Packets dropped instead of ${done}.`,
      (device) => device[`${prefix}Dropped`],
    ],
  ];
}

const NETWORK_COLUMNS = [...networkColumns('receive', 'rx'), ...networkColumns('transmit', 'tx')];

/** Network cards: not the loopback, bridges, tunnels and the host ends of pods' interfaces. */
function addInterfaces(bytes: KernelBytes, add: Add): void {
  const cards = parseNetDev(bytes).filter(({ name }) => isNodeInterface(name));
  addColumns(cards, NETWORK_COLUMNS, add);
}

function addColumns<T extends { readonly name: string }>(
  devices: readonly T[],
  columns: readonly Column<T>[],
  add: Add,
): void {
  const shown = devices.slice(0, MOST_DEVICES);
  for (const [name, help, valueOf] of columns) {
    add(
      name,
      'counter',
      help,
      shown.map((device) => ({
        labels: renderLabels({ device: device.name }),
        value: valueOf(device),
      })),
    );
  }
}
