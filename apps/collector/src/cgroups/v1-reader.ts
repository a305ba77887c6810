import {
  parseBlkio,
  parseCfsQuota,
  parseCfsStat,
  parseCpuacctStat,
  parseCpuacctUsage,
  parseMemoryLimitV1,
  parseMemoryStatV1,
  parseOomControl,
  parseSingleValue,
} from '@kubemonitor/cgroup-parser';
import type { KernelBytes, MemoryStatV1 } from '@kubemonitor/cgroup-parser';
import type { BlockDevices } from '../host/block-devices';
import type { Row } from '../report/row';
import type { Probe } from './probe';
import {
  computeLimitMillicores,
  pressureFields,
  setWorkingSet,
  sumDevices,
  toMicroseconds,
} from './probe-parts';

const CPUACCT_USAGE: Probe = {
  files: ['cpuacct.usage'],
  controller: 'cpuacct',
  fields: ['cpu_usage_microseconds'],
  take: (bytes, row) => row.set('cpu_usage_microseconds', parseCpuacctUsage(bytes)),
};

const CPUACCT_STAT: Probe = {
  files: ['cpuacct.stat'],
  controller: 'cpuacct',
  fields: ['cpu_user_microseconds', 'cpu_system_microseconds'],
  isStillWhenIdle: true,
  take(bytes, row) {
    const { userTicks, systemTicks } = parseCpuacctStat(bytes);
    row.set('cpu_user_microseconds', toMicroseconds(userTicks));
    row.set('cpu_system_microseconds', toMicroseconds(systemTicks));
  },
};

const CPU_STAT: Probe = {
  files: ['cpu.stat'],
  controller: 'cpu',
  fields: ['cpu_periods', 'cpu_throttled_periods', 'cpu_throttled_microseconds'],
  isStillWhenIdle: true,
  take(bytes, row) {
    const stat = parseCfsStat(bytes);
    row.set('cpu_periods', stat.nrPeriods);
    row.set('cpu_throttled_periods', stat.nrThrottled);
    row.set('cpu_throttled_microseconds', stat.throttledUsec);
  },
};

/**
 * The CPU limit is in two files, read in the same turns. Between the two reads the column
 * holds the period in µs, so that the probes keep no state of their own.
 */
const CFS_PERIOD: Probe = {
  files: ['cpu.cfs_period_us'],
  controller: 'cpu',
  fields: ['cpu_limit_millicores'],
  isSlow: true,
  take: (bytes, row) =>
    row.setLimit('cpu_limit_millicores', parseSingleValue(bytes, 'cpu.cfs_period_us')),
};

const CFS_QUOTA: Probe = {
  ...CFS_PERIOD,
  files: ['cpu.cfs_quota_us'],
  take(bytes, row) {
    const quotaUsec = parseCfsQuota(bytes);
    const periodUsec = row.get('cpu_limit_millicores');
    if (quotaUsec === 'max') row.lose('cpu_limit_millicores', 'no_limit');
    // Without a period the column keeps the reason its probe gave.
    else if (periodUsec !== null) {
      row.setLimit('cpu_limit_millicores', computeLimitMillicores(quotaUsec, periodUsec));
    }
  },
};

const MEMORY_USAGE: Probe = {
  files: ['memory.usage_in_bytes'],
  controller: 'memory',
  fields: ['memory_usage_bytes'],
  take: (bytes, row) =>
    row.setLimit('memory_usage_bytes', parseSingleValue(bytes, 'memory.usage_in_bytes')),
};

/** The `total_` fields count child cgroups too; the bare ones do not. */
function setMemory(row: Row, stat: MemoryStatV1): void {
  row.set('memory_rss_bytes', stat.totalRssBytes);
  row.set('memory_cache_bytes', stat.totalCacheBytes);
  setWorkingSet(row, stat.totalInactiveFileBytes);
}

const ROOT_MEMORY_STAT: Probe = {
  files: ['memory.stat'],
  controller: 'memory',
  fields: ['memory_bytes', 'memory_rss_bytes', 'memory_cache_bytes'],
  isStillWhenIdle: true,
  take: (bytes, row) => setMemory(row, parseMemoryStatV1(bytes)),
};

const MEMORY_STAT: Probe = {
  ...ROOT_MEMORY_STAT,
  fields: [...ROOT_MEMORY_STAT.fields, 'memory_swap_bytes', 'memory_major_faults'],
  take(bytes, row) {
    const stat = parseMemoryStatV1(bytes);
    setMemory(row, stat);
    row.set('memory_swap_bytes', stat.totalSwapBytes);
    row.set('memory_major_faults', stat.totalPgmajfault);
  },
};

const MEMORY_LIMIT: Probe = {
  files: ['memory.limit_in_bytes'],
  controller: 'memory',
  fields: ['memory_limit_bytes'],
  isSlow: true,
  take: (bytes, row) => row.setLimit('memory_limit_bytes', parseMemoryLimitV1(bytes)),
};

const MEMORY_FAILCNT: Probe = {
  files: ['memory.failcnt'],
  controller: 'memory',
  fields: ['memory_limit_hits'],
  isStillWhenIdle: true,
  take: (bytes, row) =>
    row.setLimit('memory_limit_hits', parseSingleValue(bytes, 'memory.failcnt')),
};

const OOM_CONTROL: Probe = {
  files: ['memory.oom_control'],
  controller: 'memory',
  fields: ['memory_oom_kills'],
  isStillWhenIdle: true,
  take: (bytes, row) => row.set('memory_oom_kills', parseOomControl(bytes).oomKill),
};

const PIDS: readonly Probe[] = [
  {
    files: ['pids.current'],
    controller: 'pids',
    fields: ['pids'],
    isStillWhenIdle: true,
    take: (bytes, row) => row.setLimit('pids', parseSingleValue(bytes, 'pids.current')),
  },
  {
    files: ['pids.max'],
    controller: 'pids',
    fields: ['pids_limit'],
    isSlow: true,
    take: (bytes, row) => row.setLimit('pids_limit', parseSingleValue(bytes, 'pids.max')),
  },
];

/** I/O is in the file of the scheduler that handled it; see FirstWithData. */
function createBlkio(devices: BlockDevices, what: 'io_service_bytes' | 'io_serviced'): Probe {
  const unit = what === 'io_service_bytes' ? 'bytes' : 'operations';
  const [read, write] = [`disk_read_${unit}`, `disk_write_${unit}`];
  return {
    files: [
      `blkio.bfq.${what}_recursive`,
      `blkio.${what}_recursive`,
      `blkio.throttle.${what}_recursive`,
      `blkio.throttle.${what}`,
    ],
    controller: 'io',
    fields: [read, write],
    take(bytes: KernelBytes, row: Row) {
      const entries = parseBlkio(bytes);
      row.set(
        read,
        sumDevices(entries, devices, (entry) => entry.read),
      );
      row.set(
        write,
        sumDevices(entries, devices, (entry) => entry.write),
      );
    },
  };
}

/** Metrics cgroup v1 has no file for. */
export const V1_PRESSURE_FIELDS: readonly string[] = [
  ...pressureFields('cpu'),
  ...pressureFields('memory'),
  ...pressureFields('io'),
];

/**
 * What is read of a cgroup below the root on cgroup v1. Sources: kernel
 * Documentation/admin-guide/cgroup-v1; files and fallbacks agree with opencontainers/cgroups
 * `fs/`. Order matters: the first two tell an idle cgroup, memory.stat needs
 * the usage, the quota needs the period.
 */
export function createV1Probes(devices: BlockDevices): readonly Probe[] {
  return [
    CPUACCT_USAGE,
    MEMORY_USAGE,
    CPUACCT_STAT,
    CPU_STAT,
    CFS_PERIOD,
    CFS_QUOTA,
    MEMORY_STAT,
    MEMORY_LIMIT,
    MEMORY_FAILCNT,
    OOM_CONTROL,
    createBlkio(devices, 'io_service_bytes'),
    createBlkio(devices, 'io_serviced'),
    ...PIDS,
  ];
}

/** What is read of the root on cgroup v1; the rest of a node comes from procfs. */
export const V1_ROOT_PROBES: readonly Probe[] = [
  CPUACCT_USAGE,
  CPUACCT_STAT,
  MEMORY_USAGE,
  ROOT_MEMORY_STAT,
];
