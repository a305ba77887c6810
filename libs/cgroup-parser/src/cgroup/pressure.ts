/*
 * cpu.pressure, memory.pressure, io.pressure of cgroup v2, and /proc/pressure/{cpu,memory,io}.
 * Kernel: Documentation/accounting/psi.rst; since 4.20, the `full` line of cpu since 5.13.
 * Two files:
 *
 *   some avg10=90.59 avg60=92.85 avg300=78.27 total=500721503
 *   full avg10=0.00 avg60=0.00 avg300=0.00 total=0
 *   some avg10=0.00 avg60=0.00 avg300=0.09 total=982379
 */
import { NEWLINE, asciiBytes } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { KernelCursor } from '../text/kernel-cursor';
import { compileNestedKeys, decimal, readNestedKeys } from '../text/nested-keys';

/** Time in which tasks waited. The averages are percent of the last 10, 60 and 300 s. */
export interface PressureLine {
  avg10: number;
  avg60: number;
  avg300: number;
  /** Counter, in microseconds. */
  totalUsec: number;
}

/** `some`: at least one task waited. `full`: all tasks that were not idle waited at once. */
export interface Pressure {
  some?: PressureLine;
  full?: PressureLine;
}

const KEYS = compileNestedKeys<keyof PressureLine>({
  avg10: decimal('avg10'),
  avg60: decimal('avg60'),
  avg300: decimal('avg300'),
  total: 'totalUsec',
});

const SOME = asciiBytes('some ');
const FULL = asciiBytes('full ');

/**
 * Parses a pressure file. Where a line is absent its field is `undefined`: /proc/pressure/irq
 * has only `full`, cpu before kernel 5.13 only `some`. Lines of another name are skipped.
 * @param file the kernel's name of the file, for errors
 * @throws KernelFormatError `empty`; `malformed` also when a line lacks one of its four
 * values; `overflow`
 */
export function parsePressure(bytes: KernelBytes, file = 'pressure'): Pressure {
  const cursor = new KernelCursor(bytes, file);
  const pressure: Pressure = { some: undefined, full: undefined };
  while (!cursor.isAtEnd) {
    if (cursor.take(SOME)) pressure.some = readLine(cursor);
    else if (cursor.take(FULL)) pressure.full = readLine(cursor);
    else cursor.skipLine();
  }
  return pressure;
}

function readLine(cursor: KernelCursor): PressureLine {
  const line = readNestedKeys(cursor, KEYS);
  if (line === undefined) throw cursor.fault('malformed');
  cursor.expect(NEWLINE);
  return line;
}
