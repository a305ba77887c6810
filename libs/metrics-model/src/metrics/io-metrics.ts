import type { MetricDefinition } from './metric';

const EVERYTHING = ['node', 'pod', 'container', 'cgroup'] as const;
const NETWORKED = ['node', 'pod'] as const;

const DISK_FORMULA =
  'sum over devices that do not stand on another device (no partitions, dm, md, loop, ram, zram)';

function disk(direction: 'read' | 'write', what: 'bytes' | 'operations'): MetricDefinition {
  const bytes = what === 'bytes';
  const operation = direction === 'read' ? 'Read' : 'Write';
  const field = { read: bytes ? 6 : 4, write: bytes ? 10 : 8 }[direction];
  const letter = direction === 'read' ? 'r' : 'w';
  return {
    name: `disk_${direction}_${what}`,
    type: 'counter',
    scopes: EVERYTHING,
    description: bytes
      ? `Bytes ${direction === 'read' ? 'read from' : 'written to'} block devices.`
      : `Operations that ${direction} on block devices.`,
    v1: `blkio.*.io_${bytes ? 'service_bytes' : 'serviced'}(_recursive) ${operation}; node: P/diskstats field ${field}${bytes ? ' × 512' : ''}`,
    v2: `io.stat ${letter}${bytes ? 'bytes' : 'ios'}; node: P/diskstats field ${field}${bytes ? ' × 512' : ''}`,
    formula: DISK_FORMULA,
  };
}

/**
 * Disk I/O. On v1 buffered writes are charged to the root cgroup, so a container's
 * write counters are a lower bound there.
 */
export const DISK_METRICS: readonly MetricDefinition[] = [
  disk('read', 'bytes'),
  disk('write', 'bytes'),
  disk('read', 'operations'),
  disk('write', 'operations'),
  {
    name: 'disk_busy_milliseconds',
    type: 'counter',
    scopes: ['node'],
    description: 'Time in which a disk had work, added up over disks.',
    v1: 'P/diskstats field 13',
    v2: 'P/diskstats field 13',
    formula: DISK_FORMULA,
  },
];

const NET_DEV_COLUMN = {
  rx: { bytes: 1, packets: 2, errors: 3, dropped: 4 },
  tx: { bytes: 9, packets: 10, errors: 11, dropped: 12 },
} as const;

function network(
  direction: 'rx' | 'tx',
  what: 'bytes' | 'packets' | 'errors' | 'dropped',
): MetricDefinition {
  const source = `net/dev column ${NET_DEV_COLUMN[direction][what]}; pod: P/<pid>/net/dev of one process of the pod; node: P/1/net/dev`;
  return {
    name: `network_${direction}_${what}`,
    type: 'counter',
    scopes: NETWORKED,
    description: `${direction === 'rx' ? 'Received' : 'Sent'} ${what}.`,
    v1: source,
    v2: source,
    formula: 'sum over interfaces but lo, veth*, bridges and overlay devices',
  };
}

/** Network, per pod and node: the kernel counts interfaces, not cgroups. */
export const NETWORK_METRICS: readonly MetricDefinition[] = [
  network('rx', 'bytes'),
  network('tx', 'bytes'),
  network('rx', 'packets'),
  network('tx', 'packets'),
  network('rx', 'errors'),
  network('tx', 'errors'),
  network('rx', 'dropped'),
  network('tx', 'dropped'),
];
