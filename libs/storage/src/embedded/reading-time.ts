/**
 * When a sample was read, and the life of the node it was read in, as one whole number of
 * 31 bits: milliseconds from the start of its tick + boot × 2^25, + 2^29 after a clock step.
 * The first boot heard of is 0, so most reading times are small numbers, cheap to store.
 */

/** A reading time that is not there. */
export const NO_TIME = -0x8000_0000;

/** Boots of a node that are told apart; the next one is number 0 again. */
export const BOOTS = 16;

const BOOT_BITS = 25;
const STEPPED = BOOTS;

/** 4.6 hours: what lies further from its tick comes from a broken clock. */
const LARGEST_OFFSET_MS = 2 ** (BOOT_BITS - 1) - 1;

/**
 * @param offsetMs whole milliseconds from the start of the tick; negative ones lie before it
 * @param boot number of the node's boot, below BOOTS
 * @param isStepped the node's clock was set just before
 */
export function encodeReadingTime(offsetMs: number, boot: number, isStepped: boolean): number {
  const offset = Math.max(-LARGEST_OFFSET_MS, Math.min(LARGEST_OFFSET_MS, offsetMs));
  return offset + (boot + (isStepped ? STEPPED : 0)) * 2 ** BOOT_BITS;
}

/** Milliseconds from the start of the tick. */
export function offsetOf(readingTime: number): number {
  return readingTime - marksOf(readingTime) * 2 ** BOOT_BITS;
}

/** Whether no rate may reach from one sample to the next: the node booted or its clock was set. */
export function isBreak(earlierTime: number, readingTime: number): boolean {
  const marks = marksOf(readingTime);
  return marks >= STEPPED || marks !== marksOf(earlierTime) % STEPPED;
}

function marksOf(readingTime: number): number {
  return (readingTime + LARGEST_OFFSET_MS) >> BOOT_BITS;
}
