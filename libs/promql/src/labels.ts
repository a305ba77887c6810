/** Name of the label that holds the metric's name. */
export const METRIC_NAME = '__name__';

/** Stands between parts of keys: half a character, which no text decoded from UTF-8 has. */
const SEPARATOR = '\ud800';

/**
 * The labels of a series, sorted by name, none of them empty: an empty label is one that is
 * not there. Never changes.
 */
export class LabelSet {
  static readonly EMPTY = new LabelSet([]);
  private joined: string | undefined;

  private constructor(private readonly pairs: readonly (readonly [string, string])[]) {}

  /** From pairs in any order; of a name given twice the last one counts. */
  static from(pairs: Iterable<readonly [string, string]>): LabelSet {
    const map = new Map(pairs);
    const kept = [...map].filter(([, value]) => value !== '');
    return new LabelSet(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** From an object with the names as keys. */
  static of(labels: Readonly<Record<string, string>>): LabelSet {
    return LabelSet.from(Object.entries(labels));
  }

  /** Equal for equal labels, different for different ones. */
  get key(): string {
    this.joined ??= this.pairs.flat().join(SEPARATOR);
    return this.joined;
  }

  get entries(): readonly (readonly [name: string, value: string])[] {
    return this.pairs;
  }

  /** The value of a label; '' = it is not there. */
  get(name: string): string {
    for (const [own, value] of this.pairs) if (own === name) return value;
    return '';
  }

  keep(names: ReadonlySet<string>): LabelSet {
    return new LabelSet(this.pairs.filter(([name]) => names.has(name)));
  }

  without(names: ReadonlySet<string>): LabelSet {
    return new LabelSet(this.pairs.filter(([name]) => !names.has(name)));
  }

  withoutName(): LabelSet {
    return this.without(NAME_ONLY);
  }

  /** With a label set; '' removes it. */
  with(name: string, value: string): LabelSet {
    return LabelSet.from([...this.pairs, [name, value]]);
  }

  /** As PromQL writes it, for messages: `{a="b"}`. */
  toString(): string {
    return `{${this.pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`;
  }
}

const NAME_ONLY: ReadonlySet<string> = new Set([METRIC_NAME]);

/** Order of label sets as Prometheus sorts series: by name and value, pair by pair. */
export function compareLabels(a: LabelSet, b: LabelSet): number {
  const [left, right] = [a.entries, b.entries];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    for (const part of [0, 1] as const) {
      if (left[at][part] !== right[at][part]) return left[at][part] < right[at][part] ? -1 : 1;
    }
  }
  return left.length - right.length;
}
