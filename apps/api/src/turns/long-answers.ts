import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ConcurrencyGate } from '../auth/concurrency-gate';
import { nextTurn } from './next-turn';

/** A client that makes the server wait longer, all in all, is cut off: others wait for its place. */
const PATIENCE_MS = 60_000;

/**
 * Sends long answers piece by piece, a few at a time and with other requests answered in
 * between: the memory they take is bounded however many ask.
 */
export class LongAnswers {
  private readonly gate: ConcurrencyGate;

  constructor(mostAtOnce: number, mostWaiting: number) {
    this.gate = new ConcurrencyGate(mostAtOnce, mostWaiting);
  }

  /**
   * Makes an answer when it is its turn, which lasts until it has been sent. Resolves once it
   * has begun.
   * @param make the pieces; what it throws is an error of its own, what they throw ends the answer
   * @throws BusyError when too many wait; what `make` throws
   */
  begin(
    make: () => Promise<AsyncIterable<Buffer> | Iterable<Buffer>>,
    send: (body: Readable) => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = this.gate.run(async () => {
        // Many may have come at once: each begins in a turn of its own.
        await nextTurn();
        const pieces = pieceByPiece(await make());
        const stream: Readable = Readable.from(withPatience(pieces, () => stream.destroy()));
        send(stream);
        resolve();
        // A client that goes away ends its stream, too.
        await finished(stream).catch(() => undefined);
      });
      turn.catch(reject);
    });
  }
}

/** Counts the time pieces wait for the client; the time they take to be made is not its fault. */
async function* withPatience(
  pieces: AsyncIterable<Buffer>,
  cutOff: () => void,
): AsyncGenerator<Buffer> {
  let leftMs = PATIENCE_MS;
  for await (const piece of pieces) {
    const since = performance.now();
    const timer = setTimeout(cutOff, leftMs);
    try {
      yield piece;
    } finally {
      clearTimeout(timer);
    }
    leftMs -= performance.now() - since;
  }
}

/** A fast socket drains before the event loop turns: without turns others would wait. An empty piece is a turn. */
export async function* pieceByPiece(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    if (piece.length > 0) yield piece;
    await nextTurn();
  }
}
