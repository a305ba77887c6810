import fc from 'fast-check';
import type { KernelBytes } from '../kernel-bytes';
import { KernelFormatError } from '../kernel-format-error';
import type { KernelFormatCode } from '../kernel-format-error';

/** Parses one kernel file; what the specs of all parsers have in common. */
type Parse = (bytes: KernelBytes) => unknown;

/** The bytes of a kernel file with this text. */
export function kernelFile(text: string): KernelBytes {
  return new TextEncoder().encode(text);
}

/** The beginning of a gzip file: no newline, no text. */
export const BINARY: KernelBytes = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xff, 0x80);

/** The code of the error with which `parse` refuses the file; an error of another kind is thrown. */
export function faultOf(parse: Parse, file: string | KernelBytes): KernelFormatCode | 'none' {
  try {
    parse(typeof file === 'string' ? kernelFile(file) : file);
    return 'none';
  } catch (error) {
    if (error instanceof KernelFormatError) return error.code;
    throw error;
  }
}

/**
 * Checks that whatever the bytes, `parse` returns a record of numbers that are finite and
 * not negative, or throws a KernelFormatError. Random bytes alone would rarely get past the
 * first key, so most files are made from `sample` by damaging it.
 */
export function expectRecordOrTypedError(parse: Parse, sample: string): void {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), damaged(sample)), (file) => {
      expect(isRecordOrTypedError(parse, file)).toBe(true);
    }),
    { numRuns: 300 },
  );
}

function isRecordOrTypedError(parse: Parse, file: KernelBytes): boolean {
  try {
    return hasOnlyGoodNumbers(parse(file));
  } catch (error) {
    return error instanceof KernelFormatError;
  }
}

function hasOnlyGoodNumbers(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(hasOnlyGoodNumbers);
}

/** `sample` with a few bytes replaced by others, or by none. */
function damaged(sample: string): fc.Arbitrary<KernelBytes> {
  const bytes = kernelFile(sample);
  const wound = fc.record({
    start: fc.nat(bytes.length),
    length: fc.nat(12),
    filling: fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc
        .constantFrom('', ' ', '\n', '-', '.', ':', '0', '9'.repeat(25), 'max', '\0')
        .map(kernelFile),
    ),
  });
  return wound.map(({ start, length, filling }) =>
    Uint8Array.of(...bytes.subarray(0, start), ...filling, ...bytes.subarray(start + length)),
  );
}
