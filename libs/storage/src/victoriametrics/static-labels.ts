import { RESERVED_LABELS } from './series-names';

/**
 * Checks labels every series is to have.
 * @throws RangeError for names that are no label names or are used by the driver, and empty values
 */
export function checkStaticLabels(labels: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(labels)) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
      throw new RangeError(`${JSON.stringify(name)} is no label name`);
    }
    if (RESERVED_LABELS.has(name)) throw new RangeError(`the label "${name}" is the store's own`);
    if (value === '') throw new RangeError(`the label "${name}" has no value`);
  }
}
