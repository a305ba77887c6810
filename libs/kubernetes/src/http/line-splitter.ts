import { KubernetesError } from '../client';

const LINE_FEED = 0x0a;

/**
 * Cuts a stream of bytes into lines, wherever its chunks are cut: also within a character.
 * It holds no more than one line that is not at its end yet.
 */
export class LineSplitter {
  private pieces: Buffer[] = [];
  private heldBytes = 0;

  /** @param maxBytes longest line there may be */
  constructor(private readonly maxBytes: number) {}

  /** True while a line has begun and not ended. */
  get hasRest(): boolean {
    return this.heldBytes > 0;
  }

  /**
   * The lines that end in `chunk`, without their line feed; empty ones are left out.
   * @throws KubernetesError (`LineTooLong`)
   */
  *push(chunk: Buffer): Generator<string> {
    let start = 0;
    let end = chunk.indexOf(LINE_FEED);
    while (end !== -1) {
      this.hold(chunk.subarray(start, end));
      if (this.heldBytes > 0) yield this.release();
      start = end + 1;
      end = chunk.indexOf(LINE_FEED, start);
    }
    this.hold(chunk.subarray(start));
  }

  private hold(piece: Buffer): void {
    if (piece.length === 0) return;
    this.heldBytes += piece.length;
    if (this.heldBytes > this.maxBytes) {
      const message = `a line of the stream is longer than ${this.maxBytes} bytes`;
      throw new KubernetesError(200, 'LineTooLong', message);
    }
    this.pieces.push(piece);
  }

  private release(): string {
    const line = this.pieces.length === 1 ? this.pieces[0] : Buffer.concat(this.pieces);
    this.pieces = [];
    this.heldBytes = 0;
    return line.toString('utf8');
  }
}
