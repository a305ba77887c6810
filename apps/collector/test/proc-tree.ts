import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from './temporary-directory';

/** What a made-up process shows in procfs. */
export interface MadeProcess {
  /** Its cgroup on v2. */
  readonly path: string;
  readonly comm?: string;
  readonly startTicks?: number;
  /** Target of ns/net; undefined = no link, as for a collector without ptrace rights. */
  readonly namespace?: string;
  /** Interfaces of net/dev: name → received bytes, sent bytes. */
  readonly devices?: Readonly<Record<string, readonly [rx: number, tx: number]>>;
}

const HEADER =
  'Inter-|   Receive                                                |  Transmit\n' +
  ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';

/** Text of net/dev with 1 packet each way, 2 and 5 errors, 3 and 6 dropped. */
export function formatNetDev(devices: Readonly<Record<string, readonly [number, number]>>): string {
  const lines = Object.entries(devices).map(
    ([name, [rx, tx]]) => `${name.padStart(6)}: ${rx} 1 2 3 0 0 0 0 ${tx} 4 5 6 0 0 0 0\n`,
  );
  return HEADER + lines.join('');
}

/** Makes /proc/<pid> below `proc`. */
export function makeProcess(proc: string, pid: number, process: MadeProcess): void {
  const { path, comm = 'app', startTicks = pid, namespace, devices = { eth0: [0, 0] } } = process;
  const directory = join(proc, String(pid));
  writeFiles(directory, {
    cgroup: `0::${path}\n`,
    stat: `${pid} (${comm}) S 1 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 ${startTicks} 0 0\n`,
    'net/dev': formatNetDev(devices),
  });
  if (namespace === undefined) return;
  mkdirSync(join(directory, 'ns'), { recursive: true });
  symlinkSync(namespace, join(directory, 'ns/net'));
}
