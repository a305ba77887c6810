/*
 * /proc/<pid>/mountinfo. Kernel: Documentation/filesystems/proc.rst, "3.5
 * /proc/<pid>/mountinfo"; since 2.6.26.
 *
 *   31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
 *   35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
 *   41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
 */
import { decodeText } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { kernelFormatError } from '../kernel-format-error';
import { KernelCursor } from '../text/kernel-cursor';

/** One mount of the process's mount namespace. */
export interface Mount {
  mountPoint: string;
  /** Which directory of the file system is mounted. */
  root: string;
  /** `cgroup`, `cgroup2`, `ext4` … */
  fileSystemType: string;
  /** Of cgroup v1 these are the controllers, among other words. */
  superOptions: string[];
}

const FILE = 'mountinfo';
/** The optional fields, of which there may be none, begin here and end at a lone `-`. */
const FIRST_OPTIONAL_FIELD = 6;
const ESCAPED_BYTE = /\\([0-3][0-7]{2})/g;

/**
 * Parses /proc/<pid>/mountinfo: all mounts in the kernel's order, a later one hiding an
 * earlier one at the same place. Spaces, tabs, newlines and backslashes in paths, which the
 * kernel writes as `\040` and the like, are what they were.
 * @throws KernelFormatError `empty`, `malformed`
 */
export function parseMountinfo(bytes: KernelBytes): Mount[] {
  const cursor = new KernelCursor(bytes, FILE);
  const mounts: Mount[] = [];
  while (!cursor.isAtEnd) {
    const start = cursor.position;
    cursor.skipLine();
    const mount = toMount(decodeText(bytes, start, cursor.position - 1));
    if (mount === undefined) throw kernelFormatError('malformed', FILE, bytes, start);
    mounts.push(mount);
  }
  return mounts;
}

function toMount(line: string): Mount | undefined {
  const fields = line.split(' ');
  const separator = fields.indexOf('-', FIRST_OPTIONAL_FIELD);
  // Behind the separator: the type, the source, the options of the file system.
  if (separator === -1 || fields.length < separator + 4) return undefined;
  return {
    mountPoint: unescape(fields[4]),
    root: unescape(fields[3]),
    fileSystemType: fields[separator + 1],
    superOptions: fields[separator + 3].split(','),
  };
}

function unescape(path: string): string {
  return path.replace(ESCAPED_BYTE, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
