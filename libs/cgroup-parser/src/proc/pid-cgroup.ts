/*
 * /proc/<pid>/cgroup. Kernel: Documentation/admin-guide/cgroup-v1/cgroups.rst, "1.2", and
 * admin-guide/cgroup-v2.rst, "Processes"; since 2.6.24, the line of hierarchy 0 since 4.5.
 *
 * (the last part of each path left out)
 *
 *   9:name=systemd:/kubepods/besteffort/podb2927180-295c-4c99-9ee3-49ae1cd2699c/…
 *   4:memory:/kubepods/besteffort/podb2927180-295c-4c99-9ee3-49ae1cd2699c/…
 *   0::/kubepods.slice/kubepods-podfeeb6cf0_cf57_4e1b_8e9d_ff1f016e6b4b.slice/…
 */
import { COLON, NEWLINE, decodeText } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readCounter } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** One hierarchy of cgroups and the process's place in it. */
export interface PidCgroup {
  /** 0: the unified hierarchy of cgroup v2. */
  hierarchyId: number;
  /** `memory`, `cpu`, `name=systemd` …; none for the unified hierarchy. */
  controllers: string[];
  /**
   * As seen from the reader's cgroup namespace, so it may begin with `/..`; may hold colons;
   * ends with ` (deleted)` when the cgroup was removed.
   */
  path: string;
}

/**
 * Parses /proc/<pid>/cgroup: one entry a hierarchy, in the kernel's order. The file of a
 * zombie may be empty, hence an empty array.
 * @throws KernelFormatError `malformed`, `overflow`
 */
export function parsePidCgroup(bytes: KernelBytes): PidCgroup[] {
  const hierarchies: PidCgroup[] = [];
  if (bytes.length === 0) return hierarchies;
  const cursor = new KernelCursor(bytes, 'cgroup');
  while (!cursor.isAtEnd) hierarchies.push(readLine(cursor));
  return hierarchies;
}

function readLine(cursor: KernelCursor): PidCgroup {
  const hierarchyId = readCounter(cursor);
  cursor.expect(COLON);
  const controllers = readUntil(cursor, COLON);
  const path = readUntil(cursor, NEWLINE);
  return { hierarchyId, controllers: controllers === '' ? [] : controllers.split(','), path };
}

/** The text before `delimiter` on this line; moves behind the delimiter. */
function readUntil(cursor: KernelCursor, delimiter: number): string {
  const { bytes, position: start } = cursor;
  let end = start;
  while (bytes[end] !== delimiter && bytes[end] !== NEWLINE) end++;
  cursor.position = end;
  cursor.expect(delimiter);
  return decodeText(bytes, start, end);
}
