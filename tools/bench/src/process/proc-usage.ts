import { readFileSync } from 'node:fs';
import { BenchError } from '../bench-error';

/** USER_HZ: clock ticks a second in /proc/<pid>/stat, 100 on every Linux there is (`man 5 proc`). */
const TICKS_PER_SECOND = 100;
const KIBIBYTE = 1_024;

/** What a process has used. */
export interface Usage {
  /** User and system time of all its threads since its start; whole hundredths. */
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  /** The most it has had. */
  readonly peakRssBytes: number;
}

/** Reads what process `pid` has used. @throws BenchError when there is no such process */
export function readUsage(pid: number): Usage {
  const status = readProcFile(pid, 'status');
  return {
    cpuSeconds: parseCpuSeconds(readProcFile(pid, 'stat')),
    rssBytes: parseStatusBytes(status, 'VmRSS'),
    peakRssBytes: parseStatusBytes(status, 'VmHWM'),
  };
}

/** CPU seconds process `pid` has used so far. @throws BenchError */
export function readCpuSeconds(pid: number): number {
  return parseCpuSeconds(readProcFile(pid, 'stat'));
}

/**
 * Bytes only process `pid` has in memory: private clean and dirty pages of
 * /proc/<pid>/smaps_rollup (Documentation/filesystems/proc.rst). Shared pages of the
 * program's file are not among them.
 */
export function readPrivateBytes(pid: number): number {
  const rollup = readProcFile(pid, 'smaps_rollup');
  return parseStatusBytes(rollup, 'Private_Clean') + parseStatusBytes(rollup, 'Private_Dirty');
}

/**
 * Bytes process `pid` has made the kernel write to disks: `write_bytes` of /proc/<pid>/io,
 * counted when a page becomes dirty (Documentation/filesystems/proc.rst). Undefined where the
 * kernel does not tell: without CONFIG_TASK_IO_ACCOUNTING, or of another user's process.
 */
export function readWrittenBytes(pid: number): number | undefined {
  try {
    return parseWrittenBytes(readFileSync(`/proc/${pid}/io`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The line `write_bytes: 4096`; undefined when there is none. */
export function parseWrittenBytes(io: string): number | undefined {
  const match = /^write_bytes: (\d+)$/m.exec(io);
  return match === null ? undefined : Number(match[1]);
}

/** utime + stime, fields 14 and 15; the name in field 2 may hold spaces and parentheses. */
export function parseCpuSeconds(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  return (userTicks + systemTicks) / TICKS_PER_SECOND;
}

/** A line such as `VmRSS:	  50432 kB` in bytes; NaN when there is none. */
export function parseStatusBytes(status: string, name: string): number {
  const match = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status);
  return match === null ? Number.NaN : Number(match[1]) * KIBIBYTE;
}

function readProcFile(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (cause) {
    throw new BenchError(`/proc/${pid}/${file} cannot be read: has the process ended?`, { cause });
  }
}
