import { METRIC_NAME, type LabelSet } from '../labels';
import type { Matching } from '../syntax/expression';

/** What series of two vectors must have in common, as one text. */
export function createSignature({ isOn, labels }: Matching): (labels: LabelSet) => LabelSet {
  const names: ReadonlySet<string> = new Set(isOn ? labels : [...labels, METRIC_NAME]);
  return isOn ? (own) => own.keep(names) : (own) => own.without(names);
}
