import { encodeColumn, maxColumnBytes } from '../codec/column';
import { buildChunk } from '../sealed/chunk';

const SMALLEST_BYTES = 4_096;

/** Puts the columns of one block of entities together, one entity after another. */
export class ChunkBuilder {
  private bytes = new Uint8Array(SMALLEST_BYTES);
  private end = 0;
  private lengths: number[] = [];
  private isAbsent = true;

  /** Adds an entity's values by step, NaN = absent. `values` is overwritten. */
  add(values: Float64Array): void {
    if (this.isAbsent) this.isAbsent = values.every((value) => value !== value);
    this.reserve(maxColumnBytes(values.length));
    const end = encodeColumn(values, values.length, this.bytes, this.end);
    this.lengths.push(end - this.end);
    this.end = end;
  }

  /** Adds an entity's bytes in place of numbers; empty = absent. */
  addBytes(bytes: Uint8Array): void {
    if (bytes.length > 0) this.isAbsent = false;
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.end);
    this.lengths.push(bytes.length);
    this.end += bytes.length;
  }

  /** The chunk of what was added, undefined when all of it is absent; begins anew. */
  finish(): Uint8Array | undefined {
    const chunk = this.isAbsent
      ? undefined
      : buildChunk(this.lengths, this.bytes.subarray(0, this.end));
    this.end = 0;
    this.lengths = [];
    this.isAbsent = true;
    return chunk;
  }

  private reserve(count: number): void {
    if (this.end + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.end + count));
    grown.set(this.bytes.subarray(0, this.end));
    this.bytes = grown;
  }
}
