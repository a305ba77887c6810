import { closeSync, openSync, readSync } from 'node:fs';
import type { KernelBytes } from '@kubemonitor/cgroup-parser';
import { errnoOf } from '../errno';

const FIRST_BUFFER_BYTES = 65_536;
const MAX_FILE_BYTES = 16_777_216;

/**
 * The kernel's seq_file fills one page a read, so a longer file comes in pieces, none
 * but the last shorter than a page less one record. A read below half a page is the end.
 */
const CERTAIN_END_BYTES = 2_048;

/**
 * Most descriptors kept open. Each holds a page of kernel memory that is charged to the
 * collector's own cgroup; files beyond it are opened, read and closed.
 */
const MAX_KEPT_DESCRIPTORS = 6_144;

/** Descriptors given back when the process has run out of them. */
const RELEASED_AT_ONCE = 64;

/** Something that gives a kernel file's bytes on each call: one file, or a choice of several. */
export interface KernelSource {
  /**
   * All bytes of the file as it is now. They are valid until the next read of any file.
   * @throws the errno error of open or read.
   */
  read(): KernelBytes;
  close(): void;
}

/** A kernel file that is read again and again at position 0 of a descriptor kept open. */
export class KernelFile implements KernelSource {
  private descriptor = -1;

  /** The path is put together at each opening: there are thousands of files, opened once. */
  constructor(
    private readonly files: KernelFiles,
    private readonly directory: string,
    private readonly name: string,
    private readonly isKept: boolean,
  ) {}

  read(): KernelBytes {
    return this.readKept() ?? this.open();
  }

  /**
   * Undefined when no descriptor is open, or when its file was removed (ENODEV): a unit
   * that was restarted has a new cgroup of the same name, so opening again may succeed.
   */
  private readKept(): KernelBytes | undefined {
    if (this.descriptor < 0) return undefined;
    try {
      return this.files.readDescriptor(this.descriptor);
    } catch (error) {
      this.close();
      if (errnoOf(error) !== 'ENODEV') throw error;
      return undefined;
    }
  }

  private open(): KernelBytes {
    const path = `${this.directory}/${this.name}`;
    if (!this.isKept || !this.files.mayKeep) return this.files.readOnce(path);
    const descriptor = this.files.openDescriptor(path);
    try {
      const bytes = this.files.readDescriptor(descriptor);
      this.descriptor = descriptor;
      this.files.keep(this);
      return bytes;
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  close(): void {
    if (this.descriptor < 0) return;
    closeSync(this.descriptor);
    this.descriptor = -1;
    this.files.forget(this);
  }
}

/**
 * Reads files of procfs and cgroupfs into one shared buffer. They are kernel memory: a
 * synchronous read waits for no device, costs a twelfth of an asynchronous one, and a
 * descriptor kept open saves the path walk of each open.
 */
export class KernelFiles {
  private buffer = Buffer.allocUnsafeSlow(FIRST_BUFFER_BYTES);
  /** Views of the buffer by length, so that reading makes no garbage. */
  private views: (Buffer | undefined)[] = [];
  private readonly kept = new Set<KernelFile>();

  constructor(private maxKept: number = MAX_KEPT_DESCRIPTORS) {}

  /** The file `name` of `directory`. Nothing is opened before the first read. */
  file(directory: string, name: string, isKept = true): KernelFile {
    return new KernelFile(this, directory, name, isKept);
  }

  /**
   * Opens, reads and closes `path`; the bytes are valid until the next read.
   * @throws the errno error of open or read.
   */
  readOnce(path: string): KernelBytes {
    const descriptor = this.openDescriptor(path);
    try {
      return this.readDescriptor(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  /** How many descriptors are open between reads. */
  get keptDescriptors(): number {
    return this.kept.size;
  }

  /** @internal Opens `path`, giving back kept descriptors when the process has no more. */
  openDescriptor(path: string): number {
    try {
      return openSync(path, 'r');
    } catch (error) {
      const code = errnoOf(error);
      const isExhausted = code === 'EMFILE' || code === 'ENFILE';
      if (!isExhausted || this.kept.size === 0) throw error;
      this.releaseSome();
      return openSync(path, 'r');
    }
  }

  /** @internal True when another file may hold on to its descriptor. */
  get mayKeep(): boolean {
    return this.kept.size < this.maxKept;
  }

  /** @internal Counts a file that holds on to its descriptor. */
  keep(file: KernelFile): void {
    this.kept.add(file);
  }

  /** @internal */
  forget(file: KernelFile): void {
    this.kept.delete(file);
  }

  /** @internal All bytes behind an open descriptor. */
  readDescriptor(descriptor: number): KernelBytes {
    const length = readSync(descriptor, this.buffer, 0, this.buffer.length, 0);
    return length < CERTAIN_END_BYTES ? this.view(length) : this.readRest(descriptor, length);
  }

  private readRest(descriptor: number, first: number): KernelBytes {
    let length = first;
    for (;;) {
      if (length === this.buffer.length) this.grow();
      const got = readSync(descriptor, this.buffer, length, this.buffer.length - length, length);
      if (got === 0) return this.buffer.subarray(0, length);
      length += got;
    }
  }

  private view(length: number): KernelBytes {
    const known = this.views[length];
    if (known !== undefined) return known;
    const view = this.buffer.subarray(0, length);
    this.views[length] = view;
    return view;
  }

  private grow(): void {
    const bytes = this.buffer.length * 2;
    if (bytes > MAX_FILE_BYTES) {
      throw Object.assign(new Error(`file above ${MAX_FILE_BYTES} bytes`), { code: 'EFBIG' });
    }
    const larger = Buffer.allocUnsafeSlow(bytes);
    this.buffer.copy(larger);
    this.buffer = larger;
    this.views = [];
  }

  /** Closes some kept files and lowers the bound for good, so that they stay closed. */
  private releaseSome(): void {
    this.maxKept = Math.max(0, this.kept.size - RELEASED_AT_ONCE);
    for (const file of this.kept) {
      if (this.kept.size <= this.maxKept) return;
      file.close();
    }
  }
}
