/** A set of characters: sorted or not, ranges of code points, both ends included. */
export interface CharacterSet {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly isNegated: boolean;
}

/** What a regular expression means. */
export type RegexpNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'characters'; readonly set: CharacterSet }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexpNode[] }
  /** The earlier of two that match wins. */
  | { readonly kind: 'choice'; readonly parts: readonly RegexpNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: RegexpNode;
      readonly least: number;
      /** Undefined = without end. */
      readonly most: number | undefined;
      readonly isGreedy: boolean;
    }
  | {
      readonly kind: 'group';
      readonly part: RegexpNode;
      readonly index: number;
      readonly name: string | undefined;
    };

/** Any character, line ends too: label values are matched with `(?s)`. */
export const ANY: CharacterSet = { ranges: [], isNegated: true };

/** One character. */
export function single(code: number): CharacterSet {
  return { ranges: [[code, code]], isNegated: false };
}

/** Whether a character is in a set. */
export function hasCharacter({ ranges, isNegated }: CharacterSet, code: number): boolean {
  for (const [from, to] of ranges) if (code >= from && code <= to) return !isNegated;
  return isNegated;
}
