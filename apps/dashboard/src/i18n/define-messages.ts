/** Languages there are. */
export const LANGUAGES = ['en', 'ko'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Texts of one area by language; a key that one language lacks does not compile. */
export interface Messages<K extends string> {
  readonly en: Readonly<Record<K, string>>;
  readonly ko: Readonly<Record<K, string>>;
}

/**
 * Texts of one area. Keys begin with the area's name. In a text `{name}` stands for a value, and
 * `{count|pod|pods}` for one of two words by the value `count`: Korean needs only the first form.
 */
export function defineMessages<const K extends string>(messages: {
  readonly en: Readonly<Record<K, string>>;
  readonly ko: Readonly<Record<NoInfer<K>, string>>;
}): Messages<K> {
  return messages;
}
