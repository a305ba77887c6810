import {
  parseCpuMax,
  parseCpuStat,
  parseIoStat,
  parseMemoryEvents,
  parseMemoryStat,
  parsePressure,
  parseSingleValue,
} from '@kubemonitor/cgroup-parser';
import type { BlockDevices } from '../host/block-devices';
import type { Controller, Probe } from './probe';
import { computeLimitMillicores, pressureFields, setWorkingSet, sumDevices } from './probe-parts';

const CPU_TIMES = [
  'cpu_usage_microseconds',
  'cpu_user_microseconds',
  'cpu_system_microseconds',
] as const;

const CPU_STAT: Probe = {
  files: ['cpu.stat'],
  controller: 'cpu',
  fields: [...CPU_TIMES, 'cpu_periods', 'cpu_throttled_periods', 'cpu_throttled_microseconds'],
  take(bytes, row) {
    const stat = parseCpuStat(bytes);
    row.set('cpu_usage_microseconds', stat.usageUsec);
    row.set('cpu_user_microseconds', stat.userUsec);
    row.set('cpu_system_microseconds', stat.systemUsec);
    // Times are always counted; the rest only where the cpu controller is on.
    row.set('cpu_periods', stat.nrPeriods, 'controller_missing');
    row.set('cpu_throttled_periods', stat.nrThrottled, 'controller_missing');
    row.set('cpu_throttled_microseconds', stat.throttledUsec, 'controller_missing');
  },
};

const CPU_MAX: Probe = {
  files: ['cpu.max'],
  controller: 'cpu',
  fields: ['cpu_limit_millicores'],
  isSlow: true,
  take(bytes, row) {
    const { quotaUsec, periodUsec } = parseCpuMax(bytes);
    row.setLimit('cpu_limit_millicores', computeLimitMillicores(quotaUsec, periodUsec));
  },
};

/**
 * Read also while the cgroup is idle: under pressure from others the kernel moves its page
 * cache from active to inactive, which changes the working set but not the usage.
 */
const MEMORY_STAT: Probe = {
  files: ['memory.stat'],
  controller: 'memory',
  fields: ['memory_bytes', 'memory_rss_bytes', 'memory_cache_bytes', 'memory_major_faults'],
  take(bytes, row) {
    const stat = parseMemoryStat(bytes);
    row.set('memory_rss_bytes', stat.anonBytes);
    row.set('memory_cache_bytes', stat.fileBytes);
    row.set('memory_major_faults', stat.pgmajfault);
    setWorkingSet(row, stat.inactiveFileBytes);
  },
};

/** The root has no memory.current: what is charged to it is anonymous memory and page cache. */
const ROOT_MEMORY_STAT: Probe = {
  files: ['memory.stat'],
  controller: 'memory',
  fields: ['memory_usage_bytes', 'memory_bytes', 'memory_rss_bytes', 'memory_cache_bytes'],
  take(bytes, row) {
    const { anonBytes, fileBytes, inactiveFileBytes } = parseMemoryStat(bytes);
    const isKnown = anonBytes !== undefined && fileBytes !== undefined;
    row.set('memory_rss_bytes', anonBytes);
    row.set('memory_cache_bytes', fileBytes);
    row.set('memory_usage_bytes', isKnown ? anonBytes + fileBytes : undefined);
    setWorkingSet(row, inactiveFileBytes);
  },
};

const MEMORY_EVENTS: Probe = {
  files: ['memory.events'],
  controller: 'memory',
  fields: ['memory_limit_hits', 'memory_oom_kills'],
  isStillWhenIdle: true,
  take(bytes, row) {
    const events = parseMemoryEvents(bytes);
    row.set('memory_limit_hits', events.max);
    row.set('memory_oom_kills', events.oomKill);
  },
};

function createSingleValue(file: string, controller: Controller, field: string): Probe {
  return {
    files: [file],
    controller,
    fields: [field],
    take: (bytes, row) => row.setLimit(field, parseSingleValue(bytes, file)),
  };
}

function createLimit(file: string, controller: Controller, field: string): Probe {
  return { ...createSingleValue(file, controller, field), isSlow: true };
}

function createIoStat(devices: BlockDevices): Probe {
  return {
    files: ['io.stat'],
    controller: 'io',
    fields: [
      'disk_read_bytes',
      'disk_write_bytes',
      'disk_read_operations',
      'disk_write_operations',
    ],
    take(bytes, row) {
      const entries = parseIoStat(bytes);
      row.set(
        'disk_read_bytes',
        sumDevices(entries, devices, (entry) => entry.readBytes),
      );
      row.set(
        'disk_write_bytes',
        sumDevices(entries, devices, (entry) => entry.writeBytes),
      );
      row.set(
        'disk_read_operations',
        sumDevices(entries, devices, (entry) => entry.readOperations),
      );
      row.set(
        'disk_write_operations',
        sumDevices(entries, devices, (entry) => entry.writeOperations),
      );
    },
  };
}

/** A pressure file: `cpu.pressure` of a cgroup, `pressure/cpu` of procfs. */
export function createPressure(
  file: string,
  controller: Controller,
  resource: 'cpu' | 'memory' | 'io',
): Probe {
  const [some, full] = pressureFields(resource);
  return {
    files: [file],
    controller,
    fields: [some, full],
    missing: 'no_psi',
    take(bytes, row) {
      const pressure = parsePressure(bytes);
      row.set(some, pressure.some?.totalUsec);
      row.set(full, pressure.full?.totalUsec);
    },
  };
}

/**
 * What is read of a cgroup below the root on cgroup v2. Sources: kernel
 * Documentation/admin-guide/cgroup-v2.rst; the working set agrees with cadvisor
 * lib/container/libcontainer/handler.go. Order matters:
 * the first two tell an idle cgroup, and memory.stat needs the usage.
 */
export function createV2Probes(devices: BlockDevices): readonly Probe[] {
  return [
    CPU_STAT,
    createSingleValue('memory.current', 'memory', 'memory_usage_bytes'),
    CPU_MAX,
    MEMORY_STAT,
    createSingleValue('memory.swap.current', 'memory', 'memory_swap_bytes'),
    createLimit('memory.max', 'memory', 'memory_limit_bytes'),
    MEMORY_EVENTS,
    createIoStat(devices),
    { ...createSingleValue('pids.current', 'pids', 'pids'), isStillWhenIdle: true },
    createLimit('pids.max', 'pids', 'pids_limit'),
    createPressure('cpu.pressure', 'cpu', 'cpu'),
    createPressure('memory.pressure', 'memory', 'memory'),
    createPressure('io.pressure', 'io', 'io'),
  ];
}

/**
 * What is read of the root on cgroup v2: times of all CPUs (kernel 5.8 and later) and
 * memory. The rest of a node comes from procfs.
 */
export const V2_ROOT_PROBES: readonly Probe[] = [CPU_STAT, ROOT_MEMORY_STAT];
