/*
 * /proc/meminfo, every line of it. Kernel: Documentation/filesystems/proc.rst, "meminfo".
 *
 *   MemFree:        20252772 kB
 *   Active(anon):       8320 kB
 *   HugePages_Total:       0
 */
import { COLON, NEWLINE, decodeText } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readColumn } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** One line of meminfo. */
export interface MeminfoLine {
  /** As the kernel writes it, without the colon: `Active(anon)`. */
  name: string;
  /** Bytes, or a count of pages where `isBytes` is false. */
  value: number;
  isBytes: boolean;
}

const KIBIBYTE = 1_024;

/**
 * Parses all lines of /proc/meminfo, in the kernel's order. The kernel's kB are 1,024 bytes.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseMeminfoLines(bytes: KernelBytes): MeminfoLine[] {
  const cursor = new KernelCursor(bytes, 'meminfo');
  const lines: MeminfoLine[] = [];
  while (!cursor.isAtEnd) {
    const name = readName(cursor);
    const amount = readColumn(cursor);
    cursor.skipSpaces();
    const isBytes = !cursor.isAtLineEnd;
    // A power of two: exact also beyond 2^53, where VmallocTotal may be.
    const value = isBytes ? amount * KIBIBYTE : amount;
    lines.push({ name, value, isBytes });
    cursor.skipLine();
  }
  return lines;
}

function readName(cursor: KernelCursor): string {
  const { bytes, position: start } = cursor;
  let end = start;
  while (end < bytes.length && bytes[end] !== COLON && bytes[end] !== NEWLINE) end++;
  if (bytes[end] !== COLON || end === start) throw cursor.fault('malformed');
  cursor.position = end + 1;
  return decodeText(bytes, start, end);
}
