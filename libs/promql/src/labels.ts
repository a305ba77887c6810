/** Name of the label that holds the metric's name. */
export const METRIC_NAME = '__name__';

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
    const kept = Object.entries(labels).filter(([, value]) => value !== '');
    return new LabelSet(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Equal for equal labels, different for different ones. */
  get key(): string {
    this.joined ??= this.join();
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

  /** With the labels of another set; where both have one, the other's counts. */
  joinedWith({ pairs: others }: LabelSet): LabelSet {
    const { pairs } = this;
    const joined: (readonly [string, string])[] = [];
    let at = 0;
    for (const other of others) {
      while (at < pairs.length && pairs[at][0] < other[0]) joined.push(pairs[at++]);
      if (at < pairs.length && pairs[at][0] === other[0]) at += 1;
      joined.push(other);
    }
    while (at < pairs.length) joined.push(pairs[at++]);
    return new LabelSet(joined);
  }

  private join(): string {
    let key = '';
    // With their lengths, texts of any characters are told apart.
    for (const [name, value] of this.pairs) {
      key += `${name.length}:${name}${value.length}:${value}`;
    }
    return key;
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
