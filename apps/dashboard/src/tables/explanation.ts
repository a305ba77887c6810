/** What a number is and how it was made; what is unknown is left out. */
export interface Explanation {
  /** Name in REST answers, e.g. `cpu_millicores`. */
  readonly field?: string;
  /** What it is, in a sentence. */
  readonly description: string;
  readonly formula?: string;
  /** Kernel files and fields it was read from, one a line. */
  readonly sources?: readonly string[];
  /** Time the number is over, e.g. "the two newest readings". */
  readonly window?: string;
  /** Age of the reading, s. */
  readonly ageSeconds?: number;
  /** When it was read on the node, ms since 1970. */
  readonly readAtMs?: number;
}
