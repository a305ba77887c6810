import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KernelFormatError, parseProcStat } from '@kubemonitor/cgroup-parser';
import { errnoOf } from '../errno';

/**
 * The kernel's name for this boot (`P/sys/kernel/random/boot_id`, Documentation/admin-guide/
 * sysctl/kernel.rst): a new one tells that counters began at 0. Where it cannot be read, the
 * time of boot from `P/stat` stands for it.
 */
export function readBootId(hostProc: string): string {
  return readRandomBootId(hostProc) ?? readBootTime(hostProc) ?? 'unknown';
}

/** The boot id a recorded tree holds, or `recording` when it was left out of it. */
export function readRecordedBootId(hostProc: string): string {
  return readRandomBootId(hostProc) ?? 'recording';
}

function readRandomBootId(hostProc: string): string | undefined {
  try {
    const text = readFileSync(join(hostProc, 'sys/kernel/random/boot_id'), 'utf8').trim();
    return text === '' ? undefined : text;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

function readBootTime(hostProc: string): string | undefined {
  try {
    const { bootTimeSeconds } = parseProcStat(readFileSync(join(hostProc, 'stat')));
    return bootTimeSeconds === undefined ? undefined : `btime-${bootTimeSeconds}`;
  } catch (error) {
    if (errnoOf(error) === undefined && !(error instanceof KernelFormatError)) throw error;
    return undefined;
  }
}
