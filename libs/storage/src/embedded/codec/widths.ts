/** Largest bit length of a sample: the zigzag form of a delta of two numbers below 2^51. */
export const MAX_BITS = 53;

/** Bits of the tag that names a sample's width, by the number of widths. */
export const TAG_BITS = [0, 0, 1, 2, 2] as const;

const WIDTH_HEADER_BITS = 8;

/** The bit lengths that occur in a column, ascending, and how many samples have at most each. */
const lengths = new Uint8Array(MAX_BITS + 1);
const upTo = new Uint32Array(MAX_BITS + 1);

/**
 * Chooses one to three widths that code a column in the fewest bits: each sample takes the
 * smallest width that holds it, so a burst costs its own bits and an idle sample few. All
 * divisions are tried; a column has few different lengths.
 * @param histogram number of samples by bit length, 0 … MAX_BITS; not all 0
 * @param widths receives the widths, ascending
 * @returns how many widths there are
 */
export function fitWidths(histogram: Uint16Array, widths: Uint8Array): number {
  const different = gatherLengths(histogram);
  const samples = upTo[different - 1];
  const widest = lengths[different - 1];
  let number = 1;
  let best = samples * widest + WIDTH_HEADER_BITS;
  widths[0] = widest;
  for (let low = 0; low < different - 1; low += 1) {
    const lowBits = upTo[low] * lengths[low];
    const two = lowBits + (samples - upTo[low]) * widest + samples + 2 * WIDTH_HEADER_BITS;
    if (two < best) {
      best = two;
      number = setWidths(widths, lengths[low], widest);
    }
    for (let middle = low + 1; middle < different - 1; middle += 1) {
      const three =
        lowBits +
        (upTo[middle] - upTo[low]) * lengths[middle] +
        (samples - upTo[middle]) * widest +
        samples * 2 +
        3 * WIDTH_HEADER_BITS;
      if (three >= best) continue;
      best = three;
      number = setWidths(widths, lengths[low], lengths[middle], widest);
    }
  }
  return number;
}

function gatherLengths(histogram: Uint16Array): number {
  let different = 0;
  let samples = 0;
  for (let bits = 0; bits <= MAX_BITS; bits += 1) {
    if (histogram[bits] === 0) continue;
    samples += histogram[bits];
    lengths[different] = bits;
    upTo[different] = samples;
    different += 1;
  }
  return different;
}

function setWidths(widths: Uint8Array, first: number, second: number, third?: number): number {
  widths[0] = first;
  widths[1] = second;
  if (third === undefined) return 2;
  widths[2] = third;
  return 3;
}
