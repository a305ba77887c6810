import type { KernelBytes } from '@kubemonitor/cgroup-parser';

/**
 * Files of procfs as the newest tick has read them, so that a scrape need not read them again.
 * A buffer a file, used again from tick to tick.
 */
export class KeptFiles {
  private readonly files = new Map<string, { buffer: Buffer; length: number }>();

  /** Forgets what was read, at the start of a tick. */
  clear(): void {
    for (const file of this.files.values()) file.length = 0;
  }

  /** Takes a copy. */
  keep(name: string, bytes: KernelBytes): void {
    const known = this.files.get(name);
    const hasRoom = known !== undefined && known.buffer.length >= bytes.length;
    const buffer = hasRoom ? known.buffer : Buffer.allocUnsafeSlow(bytes.length * 2);
    buffer.set(bytes);
    this.files.set(name, { buffer, length: bytes.length });
  }

  /** The file of the newest tick; undefined when it was not read. Not to be kept or changed. */
  get(name: string): KernelBytes | undefined {
    const file = this.files.get(name);
    return file === undefined || file.length === 0
      ? undefined
      : file.buffer.subarray(0, file.length);
  }
}
