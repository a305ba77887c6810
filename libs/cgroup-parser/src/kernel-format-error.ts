import type { KernelBytes } from './kernel-bytes';

/**
 * What is wrong with a file: `empty` where the kernel always writes something, `malformed`
 * where the text is not what the kernel documents, `overflow` where a value is meaningful
 * but above 2^53 − 1 and would lose its last digits.
 */
export type KernelFormatCode = 'malformed' | 'overflow' | 'empty';

const LONGEST_EXCERPT = 60;

/**
 * The one error the parsers of this library throw: the text of a kernel file could not be
 * understood. `file` is the kernel's name of the file (`memory.stat`), not a path; whoever
 * read the file knows the path and adds it. The message ends with the line at fault, cut
 * to 60 bytes and with everything unprintable escaped, since cgroup, interface and process
 * names are chosen by strangers.
 */
export class KernelFormatError extends Error {
  override readonly name = 'KernelFormatError';

  constructor(
    readonly code: KernelFormatCode,
    readonly file: string,
    excerpt: string,
  ) {
    super(code === 'empty' ? `${file} is empty` : `${file}, ${code}: "${excerpt}"`);
  }
}

/**
 * Makes the error for the line of `bytes` in which `position` lies.
 */
export function kernelFormatError(
  code: KernelFormatCode,
  file: string,
  bytes: KernelBytes,
  position: number,
): KernelFormatError {
  const start = bytes.subarray(0, position).lastIndexOf(0x0a) + 1;
  const newline = bytes.indexOf(0x0a, start);
  const end = newline === -1 ? bytes.length : newline;
  const line = bytes.subarray(start, Math.min(end, start + LONGEST_EXCERPT));
  return new KernelFormatError(code, file, Array.from(line, toPrintable).join(''));
}

function toPrintable(byte: number): string {
  const isPrintable = byte >= 0x20 && byte < 0x7f;
  return isPrintable ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
}
