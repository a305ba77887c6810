import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { KernelFormatError, isNodeInterface, parseNetDev } from '@kubemonitor/cgroup-parser';
import type { NetDevice } from '@kubemonitor/cgroup-parser';
import { hasAdvanced } from '../host/network-counters';
import { errnoOf } from '../errno';
import type { KernelFiles } from './kernel-file';

const FIRST_PROCESS = 1;
const LOOPBACK = 'lo';

/** `net:[4026531840]`; undefined when the process ended or may not be traced by us. */
function readNamespace(hostProc: string, pid: number): string | undefined {
  try {
    return readlinkSync(join(hostProc, String(pid), 'ns/net'));
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

function readDevices(hostProc: string, pid: number, files: KernelFiles): NetDevice[] | undefined {
  try {
    return parseNetDev(files.readOnce(join(hostProc, String(pid), 'net/dev')));
  } catch (error) {
    if (errnoOf(error) === undefined && !(error instanceof KernelFormatError)) throw error;
    return undefined;
  }
}

/**
 * Whether two tables of interfaces are of one namespace, `host` being read first. The
 * names must be the same. Host ends of pods' interfaces have names of their own on each
 * node (`veth75c1d196`, `cali…`), and a bridge like `cni0` is only in the node's namespace,
 * so with such a name that is enough. Where both know just `lo` and network cards, a pod
 * may look like its node by chance: then no counter of `own` may be below the one of
 * `host`, as it is with the same interface read a moment later.
 */
export function isSameInterfaceTable(
  host: readonly NetDevice[],
  own: readonly NetDevice[],
): boolean {
  if (host.length === 0 || host.length !== own.length) return false;
  const ownByName = new Map(own.map((device) => [device.name, device]));
  if (!host.every(({ name }) => ownByName.has(name))) return false;
  if (host.some(({ name }) => name !== LOOPBACK && !isNodeInterface(name))) return true;
  return host.every((device) => hasAdvanced(device, ownByName.get(device.name) ?? device));
}

/**
 * Whether process `pid` is in the node's network namespace, that of process 1: the links
 * `ns/net` are equal, or, where the collector may not read them (that takes ptrace rights),
 * the tables of interfaces are the same. null: neither can be read.
 */
export function readSharesHostNetwork(
  hostProc: string,
  pid: number,
  files: KernelFiles,
): boolean | null {
  const hostNamespace = readNamespace(hostProc, FIRST_PROCESS);
  const namespace = hostNamespace === undefined ? undefined : readNamespace(hostProc, pid);
  if (namespace !== undefined) return namespace === hostNamespace;
  const host = readDevices(hostProc, FIRST_PROCESS, files);
  const own = readDevices(hostProc, pid, files);
  return host === undefined || own === undefined ? null : isSameInterfaceTable(host, own);
}
