import { NEWLINE, SPACE, decodeText } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { kernelFormatError } from '../kernel-format-error';
import type { KernelFormatCode, KernelFormatError } from '../kernel-format-error';

/**
 * What a file looks like. `lines`: several values, each line ended by a newline. `value`:
 * one value that a single read delivers whole, so that a missing newline does no harm.
 */
export type FileLayout = 'lines' | 'value';

/**
 * A position in the bytes of one kernel file. Everything that reads moves `position` behind
 * what it has read, and leaves it near the fault when it throws.
 *
 * A file of `lines` must end with a newline, as all of them do: without it the file was cut
 * short by its reader, and a number cut short is a wrong number.
 */
export class KernelCursor {
  position = 0;

  /**
   * @param file the kernel's name of the file, for errors
   * @throws KernelFormatError `empty` for no bytes, `malformed` for lines without an end
   */
  constructor(
    readonly bytes: KernelBytes,
    readonly file: string,
    layout: FileLayout = 'lines',
  ) {
    if (bytes.length === 0) throw this.fault('empty');
    if (layout === 'lines' && bytes[bytes.length - 1] !== NEWLINE) {
      this.position = bytes.length;
      throw this.fault('malformed');
    }
  }

  /** Whether all lines are read. */
  get isAtEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  /** Whether the line has nothing more. */
  get isAtLineEnd(): boolean {
    return this.bytes[this.position] === NEWLINE;
  }

  /** The error for the line at `position`, to be thrown by the caller. */
  fault(code: KernelFormatCode): KernelFormatError {
    return kernelFormatError(code, this.file, this.bytes, this.position);
  }

  /** Moves to the next byte that is not a space. */
  skipSpaces(): void {
    const { bytes } = this;
    let position = this.position;
    while (bytes[position] === SPACE) position++;
    this.position = position;
  }

  /** Moves to the next space or to the end of the line. */
  skipWord(): void {
    const { bytes } = this;
    const { length } = bytes;
    let position = this.position;
    while (position < length && bytes[position] !== SPACE && bytes[position] !== NEWLINE)
      position++;
    this.position = position;
  }

  /** Moves behind the next `count` words of the line, or to its end. */
  skipWords(count: number): void {
    for (let word = 0; word < count; word++) {
      this.skipSpaces();
      this.skipWord();
    }
  }

  /** Moves to the first byte of the next line. */
  skipLine(): void {
    const { bytes } = this;
    const { length } = bytes;
    let position = this.position;
    while (position < length && bytes[position] !== NEWLINE) position++;
    this.position = position + 1;
  }

  /**
   * Moves behind `byte`, which must be the next one.
   * @throws KernelFormatError `malformed` when another byte is there
   */
  expect(byte: number): void {
    if (this.bytes[this.position] !== byte) throw this.fault('malformed');
    this.position++;
  }

  /**
   * Makes sure that nothing follows but the newline, which may be missing.
   * @throws KernelFormatError `malformed` when there is more
   */
  expectEnd(): void {
    if (this.bytes[this.position] === NEWLINE) this.position++;
    if (!this.isAtEnd) throw this.fault('malformed');
  }

  /** Moves behind `word` when it is what comes next, and says so. */
  take(word: Uint8Array): boolean {
    const { bytes, position } = this;
    for (let index = 0; index < word.length; index++) {
      if (bytes[position + index] !== word[index]) return false;
    }
    this.position = position + word.length;
    return true;
  }

  /**
   * The next word of the line, spaces before it skipped.
   * @throws KernelFormatError `malformed` when the line has no more words
   */
  readWord(): string {
    this.skipSpaces();
    const start = this.position;
    this.skipWord();
    if (this.position === start) throw this.fault('malformed');
    return decodeText(this.bytes, start, this.position);
  }
}
