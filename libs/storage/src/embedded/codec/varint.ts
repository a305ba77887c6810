/** Whole numbers of either sign as numbers ≥ 0: 0, -1, 1, -2, 2 … become 0, 1, 2, 3, 4 … */
export function toZigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

export function fromZigzag(value: number): number {
  if (value < 0x8000_0000) return (value >>> 1) ^ -(value & 1);
  const half = Math.floor(value / 2);
  return half * 2 === value ? half : -half - 1;
}

/** Writes a whole number ≥ 0 in groups of 7 bits, low first. @returns the offset after it */
export function writeVarint(bytes: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  while (rest >= 128) {
    const upper = Math.floor(rest / 128);
    bytes[at] = 128 + (rest - upper * 128);
    rest = upper;
    at += 1;
  }
  bytes[at] = rest;
  return at + 1;
}

export function readVarint(bytes: Uint8Array, offset: number): number {
  let value = 0;
  let factor = 1;
  let at = offset;
  while (bytes[at] >= 128) {
    value += (bytes[at] - 128) * factor;
    factor *= 128;
    at += 1;
  }
  return value + bytes[at] * factor;
}
