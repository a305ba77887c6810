/**
 * The few pieces of the protobuf encoding (https://protobuf.dev/programming-guides/encoding)
 * remote write needs. A tag is the field's number × 8 + the wire type.
 */
export const LENGTH_DELIMITED = 2;
export const VARINT = 0;
export const FIXED64 = 1;

const utf8 = new TextEncoder();

export function toTag(field: number, wireType: number): number {
  return field * 8 + wireType;
}

/** Bytes of a varint: seven bits a byte, lowest first, the high bit set on all but the last. */
export function encodeVarint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

/** A field that holds bytes: tag, length, bytes. */
export function encodeBytes(field: number, bytes: Uint8Array | readonly number[]): number[] {
  return [toTag(field, LENGTH_DELIMITED), ...encodeVarint(bytes.length), ...bytes];
}

/** A field that holds text. */
export function encodeText(field: number, text: string): number[] {
  return encodeBytes(field, utf8.encode(text));
}
