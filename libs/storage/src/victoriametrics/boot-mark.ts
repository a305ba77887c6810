/**
 * The life of a node a sample was read in, as one number that two processes make alike:
 * 2 × a 31-bit hash of the boot id, + 1 when the node's clock was set just before.
 */
export function computeBootMark(bootId: string, isStepped: boolean): number {
  return hash31(bootId) * 2 + (isStepped ? 1 : 0);
}

/**
 * Whether no rate may reach from one sample to the next: the node booted or its clock was set.
 * NaN is the mark of a sample that does not say; it breaks nothing.
 */
export function isBroken(earlierMark: number, mark: number): boolean {
  if (mark % 2 === 1) return true;
  return Math.floor(earlierMark / 2) !== mark / 2 && !Number.isNaN(earlierMark + mark);
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 code units, its upper 31 bits. */
function hash31(text: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  return hash >>> 1;
}
