/**
 * The chunks read last, within a number of bytes: what was not asked for the longest leaves
 * first.
 */
export class ChunkCache {
  private readonly chunks = new Map<number, Buffer>();
  private held = 0;

  constructor(private readonly mostBytes: number) {}

  get bytes(): number {
    return this.held;
  }

  /** The chunk of a key, read when it is not held. A failed read is not kept. */
  get(key: number, read: () => Buffer | undefined): Buffer | undefined {
    const found = this.chunks.get(key);
    if (found !== undefined) {
      this.chunks.delete(key);
      this.chunks.set(key, found);
      return found;
    }
    const chunk = read();
    if (chunk !== undefined) this.keep(key, chunk);
    return chunk;
  }

  private keep(key: number, chunk: Buffer): void {
    this.chunks.set(key, chunk);
    this.held += chunk.length;
    for (const [oldest, { length }] of this.chunks) {
      if (this.held <= this.mostBytes) return;
      this.chunks.delete(oldest);
      this.held -= length;
    }
  }
}
