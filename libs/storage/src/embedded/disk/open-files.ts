import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Files that are read now and then, a limited number of them open at a time. Reads are
 * synchronous: at the size of a chunk the thread pool costs several times what the page
 * cache does. Methods throw errno errors.
 */
export class OpenFiles {
  private readonly descriptors = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Reads `length` bytes at an offset, fewer at the end of the file, into memory of their own. */
  read(path: string, offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length);
    const descriptor = this.descriptorOf(path);
    let read = 0;
    while (read < length) {
      const count = readSync(descriptor, bytes, read, length - read, offset + read);
      if (count === 0) break;
      read += count;
    }
    return bytes.subarray(0, read);
  }

  /** Closes a file: it was deleted or another has taken its place. */
  forget(path: string): void {
    const descriptor = this.descriptors.get(path);
    if (descriptor === undefined) return;
    this.descriptors.delete(path);
    closeSync(descriptor);
  }

  closeAll(): void {
    for (const path of [...this.descriptors.keys()]) this.forget(path);
  }

  private descriptorOf(path: string): number {
    let descriptor = this.descriptors.get(path);
    if (descriptor === undefined) descriptor = openSync(path, 'r');
    this.descriptors.delete(path);
    this.descriptors.set(path, descriptor);
    if (this.descriptors.size > this.most) {
      const [oldest] = this.descriptors.keys();
      this.forget(oldest);
    }
    return descriptor;
  }
}
