/** Values of one generation; pods of one owner come together, so few have to be remembered. */
const GENERATION_SIZE = 4_096;

/**
 * One value for many that are equal: what 150,000 pods have in common is held once. It
 * remembers the values met lately: two generations, of which the older one is dropped when
 * the younger is full. What was shared stays shared by those who hold it.
 */
export class SharedValues {
  private young = new Map<string, unknown>();
  private old = new Map<string, unknown>();

  /** The same text, held once. */
  text<T extends string | undefined>(text: T): T {
    return text === undefined ? text : this.one(`"${text}`, text);
  }

  /** An object with the same members in the same order; it must not be changed. */
  object<T extends object>(object: T): T {
    return this.one(JSON.stringify(object), object);
  }

  private one<T>(key: string, value: T): T {
    const found = this.young.get(key);
    if (found !== undefined) return found as T;
    const kept = this.old.get(key) ?? value;
    if (this.young.size >= GENERATION_SIZE) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, kept);
    return kept as T;
  }
}
