import { METRIC_NAME, type LabelMatcher, type LabelSet } from '@kubemonitor/promql';

/** Labels a series has besides those of what it is about. */
export type OwnLabels = Readonly<Record<string, string | undefined>>;

/** Tests whether series match, without making their label sets first. */
export class SelectionTest {
  private readonly onName: readonly LabelMatcher[];
  private readonly others: readonly LabelMatcher[];

  constructor(matchers: readonly LabelMatcher[]) {
    this.onName = matchers.filter(({ name }) => name === METRIC_NAME);
    this.others = matchers.filter(({ name }) => name !== METRIC_NAME);
  }

  wantsName(name: string): boolean {
    return this.onName.every((matcher) => matcher.matches(name));
  }

  /** Whether a label may have this value, whatever the others are. */
  wants(label: string, value: string | undefined): boolean {
    return this.others.every((matcher) => matcher.name !== label || matcher.matches(value ?? ''));
  }

  /** Whether a series with these labels, the metric's name apart, is wanted. */
  wantsSeries(base: LabelSet, own: OwnLabels): boolean {
    return this.others.every((matcher) => {
      const value = Object.hasOwn(own, matcher.name) ? own[matcher.name] : base.get(matcher.name);
      return matcher.matches(value ?? '');
    });
  }

  /** The only value a label may have, where the selection names one. */
  only(label: string): string | undefined {
    return this.others.find(({ name, operator }) => name === label && operator === '=')?.value;
  }
}
