/*
 * /proc/<pid>/stat. Kernel: Documentation/filesystems/proc.rst, "Table 1-4: Contents of the
 * stat files"; before 2.6. One line; the beginning of three processes':
 *
 *   1070 (pause) S 923 1070 1070 0 -1 4194560 604 0 0 0 31 48 0 0 20 0 1 0 18672 1011712
 *   1037 (pause) S 952 1037 1037 0 -1 4194560 1024 0 0 0 0 1 0 0 20 0 1 0 133598 1019904
 *   1082 (sh) S 860 1082 1082 0 -1 4194560 9298 54567 1 0 2620 69 69 10 20 0 1 0 133611 2322432
 */
import { SPACE, decodeText } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readColumn, readCounter } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** What a process is and when it began. */
export interface PidStat {
  pid: number;
  /** The process's name, up to 15 bytes of its own choice, escaped by the kernel. */
  comm: string;
  /** `R` running, `S` sleeping, `D` waiting for a disk, `Z` zombie … */
  state: string;
  /** Field 22: clock ticks (USER_HZ, 100 a second) from boot to the start of the process. */
  startTicks: number;
}

const OPENING_PARENTHESIS = 0x28;
const CLOSING_PARENTHESIS = 0x29;
/** Fields 4 (parent) to 21 lie between the state and the start. */
const FIELDS_BEFORE_START = 18;

/**
 * Parses /proc/<pid>/stat. A name may hold spaces and parentheses; since nothing behind it
 * does, the last `)` ends it.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parsePidStat(bytes: KernelBytes): PidStat {
  const cursor = new KernelCursor(bytes, 'stat');
  const pid = readCounter(cursor);
  cursor.expect(SPACE);
  cursor.expect(OPENING_PARENTHESIS);
  const end = bytes.lastIndexOf(CLOSING_PARENTHESIS);
  if (end < cursor.position) throw cursor.fault('malformed');
  const comm = decodeText(bytes, cursor.position, end);
  cursor.position = end + 1;
  const state = cursor.readWord();
  cursor.skipWords(FIELDS_BEFORE_START);
  const startTicks = readColumn(cursor);
  return { pid, comm, state, startTicks };
}
