import { hostname } from 'node:os';
import { join } from 'node:path';
import type { CollectorEnvironment } from '@kubemonitor/config';
import type { Clock } from './clock/clock';
import { readRecordingClock } from './clock/recording-clock';
import { SystemClock } from './clock/system-clock';
import { readBootId, readRecordedBootId } from './host/boot-id';
import type { HostRoots } from './node-reader';
import type { ReportOrigin } from './report/report';

/** What is looked at: where its files are, its clock, and what its reports are called. */
export interface Source {
  readonly roots: HostRoots;
  readonly clock: Clock;
  readonly origin: ReportOrigin;
  /** A recorded node: its clock stands still, and this machine's facts are not its own. */
  readonly isRecording: boolean;
}

/** The host the environment names: the one the collector runs on, or the one around its pod. */
export function openHost(environment: CollectorEnvironment): Source {
  return {
    roots: {
      proc: environment.HOST_PROC,
      cgroup: environment.HOST_SYS_CGROUP,
      sys: environment.HOST_SYS,
      maxCgroups: environment.MAX_CGROUPS,
    },
    clock: new SystemClock(),
    origin: createOrigin(environment, readBootId(environment.HOST_PROC)),
    isRecording: false,
  };
}

/**
 * The recorded node in `directory`: its files are in `rootfs`, its times in `times.json`.
 * @throws RecordingError when it is none.
 */
export function openRecording(environment: CollectorEnvironment, directory: string): Source {
  const rootfs = join(directory, 'rootfs');
  const proc = join(rootfs, 'proc');
  return {
    roots: {
      proc,
      cgroup: join(rootfs, 'sys/fs/cgroup'),
      sys: join(rootfs, 'sys'),
      maxCgroups: environment.MAX_CGROUPS,
    },
    clock: readRecordingClock(directory),
    origin: createOrigin(environment, readRecordedBootId(proc)),
    isRecording: true,
  };
}

function createOrigin(environment: CollectorEnvironment, bootId: string): ReportOrigin {
  return {
    node: environment.NODE_NAME ?? hostname(),
    bootId,
    intervalSeconds: environment.COLLECT_INTERVAL,
  };
}
