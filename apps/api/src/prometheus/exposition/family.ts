import type { FamilyHead } from '@kubemonitor/metrics-model';
import type { SampleWriter } from './sample-writer';

/** A metric of an exposition: the text format wants all its samples together. */
export interface Family extends FamilyHead {
  /** How many things it has samples of. */
  readonly rows: number;
  /** Writes the samples of one of them; nothing where there is no value. */
  readonly write: (row: number, out: SampleWriter) => void;
}

/** Bytes made in one go. */
const PIECE_BYTES = 65_536;

/** Rows looked at in one go: they may have no value. */
const PIECE_ROWS = 2_000;

/**
 * The text of an exposition, piece by piece, some of them empty; a metric without rows is left
 * out.
 */
export function* writeExposition(
  families: readonly Family[],
  out: SampleWriter,
): Generator<Buffer> {
  for (const family of families) {
    if (family.rows === 0) continue;
    out.head(family);
    let sinceRow = 0;
    for (let row = 0; row < family.rows; row += 1) {
      family.write(row, out);
      if (out.size < PIECE_BYTES && row - sinceRow < PIECE_ROWS) continue;
      yield out.take();
      sinceRow = row;
    }
  }
  if (out.size > 0) yield out.take();
}
