/**
 * The content of one kernel file, exactly as read: the slice begins with the file's first
 * byte and ends with its last. A Node `Buffer` is one. The parsers do not keep it, so the
 * caller may read the next file into the same memory.
 */
export type KernelBytes = Uint8Array;

/** The ASCII codes the parsers look for. */
export const NEWLINE = 0x0a;
export const SPACE = 0x20;
export const POINT = 0x2e;
export const SLASH = 0x2f;
export const ZERO = 0x30;
export const COLON = 0x3a;

const FIRST_NON_ASCII = 0x80;
/** Up to here adding letters is quicker than a call of the decoder. */
const LONGEST_SHORT_TEXT = 12;
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The text of `bytes[start…end)` for names and paths. The kernel does not care about
 * encodings: bytes that are not UTF-8 become U+FFFD, so two such names may look alike.
 */
export function decodeText(bytes: KernelBytes, start: number, end: number): string {
  if (end - start > LONGEST_SHORT_TEXT) return UTF8.decode(bytes.subarray(start, end));
  let text = '';
  for (let position = start; position < end; position++) {
    const byte = bytes[position];
    if (byte >= FIRST_NON_ASCII) return UTF8.decode(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}

/** The bytes of a word of ASCII letters, for comparing with what a file holds. */
export function asciiBytes(word: string): Uint8Array {
  return Uint8Array.from(word, (letter) => letter.charCodeAt(0));
}
