/** Names up to this length have room, or are cut at their end. */
const SHORT = 18;

/** Characters at the end by which names that begin alike differ, such as those of a pod. */
const END = 6;

/** A long name in two, so that its end stays in sight when there is no room; undefined for a short one. */
export function splitName(name: string): readonly [start: string, end: string] | undefined {
  const letters = [...name];
  if (letters.length <= SHORT) return undefined;
  return [letters.slice(0, -END).join(''), letters.slice(-END).join('')];
}
