import { createHash } from 'node:crypto';

const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/**
 * The token of an `Authorization: Bearer …` header (RFC 6750, 2.1); undefined for none, for
 * another scheme and for what is no single word of printable ASCII.
 */
export function parseBearer(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
}

/**
 * SHA-256 of a text as a key of a map. Tokens are remembered by it only: what the process
 * keeps is of no use to who reads its memory, and how long a look-up takes tells nothing of a
 * token.
 */
export function toDigestKey(text: string): string {
  return toDigest(text).toString('latin1');
}

/** SHA-256 of a text: 32 bytes. */
export function toDigest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
