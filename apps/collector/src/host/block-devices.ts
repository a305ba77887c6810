import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isWholeDisk } from '@kubemonitor/cgroup-parser';
import type { Diskstat } from '@kubemonitor/cgroup-parser';

/** What tells block devices apart: part of a `Diskstat`. */
export type NamedDevice = Pick<Diskstat, 'device' | 'name'>;

/**
 * Which block devices count, so that a byte is counted once. A request to a device-mapper
 * or md device is passed on to the disks below, and both appear in `io.stat`, in `blkio.*`
 * and in `/proc/diskstats`; only devices that stand on nothing else are added up.
 *
 * The name in diskstats tells partitions, loop, ram, zram, dm and md devices apart. Stacks
 * with other names (multipath, bcache, drbd, a vendor's driver) are told by
 * `/sys/dev/block/<maj:min>/slaves`, which lists the devices below, and partitions with odd
 * names by the file `partition` beside it, where the host's sysfs is there. A device known
 * to neither counts: nothing says that its bytes are counted elsewhere.
 */
export class BlockDevices {
  private names = new Map<string, string>();
  private readonly counted = new Map<string, boolean>();

  /** @param sysDirectory the host's sysfs */
  constructor(private readonly sysDirectory: string) {}

  /** Takes the devices of `/proc/diskstats`; what is known of a renumbered one is forgotten. */
  update(devices: readonly NamedDevice[]): void {
    for (const { device, name } of devices) {
      if (this.names.get(device) === name) continue;
      this.names.set(device, name);
      this.counted.delete(device);
    }
  }

  /** True when I/O of `device` (`8:0`) is counted on no other device that counts. */
  isCounted(device: string): boolean {
    let isCounted = this.counted.get(device);
    if (isCounted === undefined) {
      isCounted = this.decide(device);
      this.counted.set(device, isCounted);
    }
    return isCounted;
  }

  private decide(device: string): boolean {
    const name = this.names.get(device);
    if (name !== undefined && !isWholeDisk(name)) return false;
    const directory = join(this.sysDirectory, 'dev/block', device);
    if (existsSync(join(directory, 'partition'))) return false;
    return !hasEntries(join(directory, 'slaves'));
  }
}

/** True when the directory exists and is not empty. */
function hasEntries(directory: string): boolean {
  if (!existsSync(directory)) return false;
  try {
    return readdirSync(directory).length > 0;
  } catch {
    // Not readable or gone: the name alone decides.
    return false;
  }
}
