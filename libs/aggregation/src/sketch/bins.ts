/**
 * How far an answer of a sketch may be from the exact one, as a share of the exact one.
 * Bins 2 % wide, answered by their middle, stay 0.0099 apart at most, so rounding of
 * floating-point numbers has room left.
 */
export const SKETCH_RELATIVE_ERROR = 0.01;

/** Each bin reaches this many times as far as the one before it. */
const GAMMA = 1.02;

/** Values below this count as zero: no field has more than four digits after the point. */
export const SMALLEST_TRACKED = 0.0001;

/** Greater values are refused. The steepest rate of a counter, 2^53 in 1 ms, is below it. */
export const LARGEST_TRACKED = 2 ** 64;

/** Bits of a value that choose a piece: its exponent and 7 of its fraction, 0.8 % at most. */
const PIECE_SHIFT = 13;

const view = new DataView(new ArrayBuffer(8));

/**
 * Upper edges of the bins, which they include: edge 0 is SMALLEST_TRACKED, edge p is
 * SMALLEST_TRACKED · 1.02^p. Made by multiplication alone, which gives the same bits
 * everywhere; a logarithm need not, and sketches of several machines are merged.
 */
const EDGES = makeEdges();

/** Last bin; with bin 0, of zeros, there are LAST_BIN + 1. */
export const LAST_BIN = EDGES.length - 1;

const FIRST_PIECE = pieceOf(SMALLEST_TRACKED);

/** Bin of the least value of each piece. A piece is narrower than a bin, so it meets two at most. */
const BIN_OF_PIECE = makeBinOfPiece();

/**
 * Bin of a value: 0 below SMALLEST_TRACKED, else the p with edge p-1 < value ≤ edge p
 * (SMALLEST_TRACKED itself is in bin 1). A table and one comparison take about half the time
 * of a logarithm.
 * @throws RangeError when the value is negative, above LARGEST_TRACKED or not a number
 */
export function findBin(value: number): number {
  if (value < SMALLEST_TRACKED && value >= 0) return 0;
  if (!(value >= 0 && value <= LARGEST_TRACKED)) {
    throw new RangeError(`a sketch takes values from 0 to 2^64, not ${value}`);
  }
  const bin = BIN_OF_PIECE[pieceOf(value) - FIRST_PIECE];
  return value > EDGES[bin] ? bin + 1 : bin;
}

/** What stands for all values of a bin: as far, as a share, from its least as from its greatest. */
export function middleOfBin(bin: number): number {
  return bin === 0 ? 0 : (EDGES[bin] * 2) / (1 + GAMMA);
}

function pieceOf(value: number): number {
  view.setFloat64(0, value, true);
  return view.getUint32(4, true) >>> PIECE_SHIFT;
}

function leastOfPiece(piece: number): number {
  view.setUint32(0, 0, true);
  view.setUint32(4, piece * 2 ** PIECE_SHIFT, true);
  return view.getFloat64(0, true);
}

function makeEdges(): Float64Array {
  const edges = [SMALLEST_TRACKED];
  while (edges[edges.length - 1] < LARGEST_TRACKED) edges.push(edges[edges.length - 1] * GAMMA);
  return Float64Array.from(edges);
}

function makeBinOfPiece(): Uint16Array {
  const bins = new Uint16Array(pieceOf(LARGEST_TRACKED) - FIRST_PIECE + 1);
  let bin = 1;
  for (let index = 0; index < bins.length; index += 1) {
    while (EDGES[bin] < leastOfPiece(FIRST_PIECE + index)) bin += 1;
    bins[index] = bin;
  }
  return bins;
}
