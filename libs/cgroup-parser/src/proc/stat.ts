/*
 * /proc/stat. Kernel: Documentation/filesystems/proc.rst, "1.7 Miscellaneous kernel
 * statistics in /proc/stat"; before 2.6, guest since 2.6.24, guest_nice since 2.6.33.
 *
 *   cpu  117229 28005 35875 159232 1092 0 1413 428 0 0
 *   cpu0 57144 14110 17628 81506 496 0 496 208 0 0
 *   btime 1795423747
 */
import { SPACE, ZERO, asciiBytes } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { kernelFormatError } from '../kernel-format-error';
import { readColumn } from '../number/counter';
import { compileFlatKeys, parseFlatKeys } from '../text/flat-keys';
import { KernelCursor } from '../text/kernel-cursor';

/**
 * Time all CPUs spent in each state since boot, in clock ticks (USER_HZ, 100 a second).
 * `guest` is also in `user`, `guestNice` also in `nice`. `idle` and `iowait` may go down.
 */
export interface CpuTicks {
  user: number;
  nice: number;
  system: number;
  idle: number;
  iowait?: number;
  irq?: number;
  softirq?: number;
  /** Time the hypervisor gave to other machines. */
  steal?: number;
  guest?: number;
  guestNice?: number;
}

/** What /proc/stat tells of the whole machine. */
export interface ProcStat {
  cpu: CpuTicks;
  /** CPUs that are online: the `cpu<n>` lines. */
  cpuCount: number;
  /** Seconds since the epoch. */
  bootTimeSeconds?: number;
  contextSwitches?: number;
  /** Processes and threads made since boot. */
  forks?: number;
  procsRunning?: number;
  procsBlocked?: number;
}

type MachineField =
  'bootTimeSeconds' | 'contextSwitches' | 'forks' | 'procsRunning' | 'procsBlocked';

const KEYS = compileFlatKeys<MachineField>('stat', {
  btime: 'bootTimeSeconds',
  ctxt: 'contextSwitches',
  processes: 'forks',
  procs_running: 'procsRunning',
  procs_blocked: 'procsBlocked',
});

const CPU = asciiBytes('cpu');

/**
 * Parses /proc/stat. The columns after `idle` are `undefined` where the kernel has none.
 * @throws KernelFormatError `empty`; `malformed` also without a `cpu` line; `overflow`
 */
export function parseProcStat(bytes: KernelBytes): ProcStat {
  const cursor = new KernelCursor(bytes, KEYS.file);
  let cpu: CpuTicks | undefined;
  let cpuCount = 0;
  while (!cursor.isAtEnd) {
    if (cursor.take(CPU)) {
      const next = bytes[cursor.position];
      if (next === SPACE) cpu = readTicks(cursor);
      else if (next >= ZERO && next <= ZERO + 9) cpuCount++;
    }
    cursor.skipLine();
  }
  if (cpu === undefined) throw kernelFormatError('malformed', KEYS.file, bytes, 0);
  return { cpu, cpuCount, ...parseFlatKeys(bytes, KEYS) };
}

/** Reads the columns behind the name of a `cpu` line; for stat-cpus.ts. */
export function readTicks(cursor: KernelCursor): CpuTicks {
  return {
    user: readColumn(cursor),
    nice: readColumn(cursor),
    system: readColumn(cursor),
    idle: readColumn(cursor),
    iowait: readOptionalColumn(cursor),
    irq: readOptionalColumn(cursor),
    softirq: readOptionalColumn(cursor),
    steal: readOptionalColumn(cursor),
    guest: readOptionalColumn(cursor),
    guestNice: readOptionalColumn(cursor),
  };
}

function readOptionalColumn(cursor: KernelCursor): number | undefined {
  cursor.skipSpaces();
  return cursor.isAtLineEnd ? undefined : readColumn(cursor);
}
