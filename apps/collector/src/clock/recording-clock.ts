import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseUptime } from '@kubemonitor/cgroup-parser';
import type { Clock } from './clock';

const NANOSECONDS_PER_MILLISECOND = 1e6;
const MILLISECONDS_PER_SECOND = 1_000;

/** Start and end of a reading, nanoseconds since the epoch. */
type Span = readonly [number, number];

interface RecordedTimes {
  host_files: Span;
  cgroup_dirs: Record<string, Span>;
}

/** A recording that cannot be used, with the file at fault in its message. */
export class RecordingError extends Error {
  readonly code = 'bad_recording';
}

function isSpan(value: unknown): value is Span {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
}

function isRecordedTimes(value: unknown): value is RecordedTimes {
  if (typeof value !== 'object' || value === null) return false;
  const { host_files: host, cgroup_dirs: cgroups } = value as Partial<RecordedTimes>;
  return isSpan(host) && typeof cgroups === 'object' && Object.values(cgroups).every(isSpan);
}

function toMiddleMilliseconds([start, end]: Span): number {
  return (start + end) / 2 / NANOSECONDS_PER_MILLISECOND;
}

/**
 * The clock of a recorded node: it stands at the middle of the reading of the host's
 * files, and each cgroup's reading time is the middle of its own.
 */
export class RecordingClock implements Clock {
  constructor(
    private readonly times: RecordedTimes,
    private readonly uptimeMilliseconds: number,
  ) {}

  wallMilliseconds(): number {
    return toMiddleMilliseconds(this.times.host_files);
  }

  monotonicMilliseconds(): number {
    return this.uptimeMilliseconds;
  }

  /** On v1 the times are kept by controller; the CPU counters' reading stands for the row. */
  readingTime(path: string): number {
    const span = this.times.cgroup_dirs[`cpuacct:${path}`] ?? this.times.cgroup_dirs[path];
    return span === undefined ? this.wallMilliseconds() : toMiddleMilliseconds(span);
  }
}

/**
 * The clock of the recording in `directory`: its `times.json` and `rootfs/proc/uptime`.
 * @throws RecordingError when a file is missing or has another form.
 */
export function readRecordingClock(directory: string): RecordingClock {
  const file = join(directory, 'times.json');
  try {
    const times: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isRecordedTimes(times)) throw new Error('host_files and cgroup_dirs are expected');
    const { uptimeSeconds } = parseUptime(readFileSync(join(directory, 'rootfs/proc/uptime')));
    return new RecordingClock(times, uptimeSeconds * MILLISECONDS_PER_SECOND);
  } catch (cause) {
    throw new RecordingError(`${directory} is not a recording: ${(cause as Error).message}`, {
      cause,
    });
  }
}
