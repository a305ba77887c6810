import { metricsOf } from '@kubemonitor/metrics-model';
import type { ReasonCode, Scope } from '@kubemonitor/metrics-model';

/** Metrics of the catalogue that only a POST of one sample gives. */
const NEVER_SENT = new Set(['cpu_millicores']);

/** The columns of one scope: metric names in catalogue order, and the place of each. */
export class Fields {
  readonly names: readonly string[];
  private readonly columns: ReadonlyMap<string, number>;

  constructor(scope: Scope) {
    this.names = metricsOf(scope)
      .map(({ name }) => name)
      .filter((name) => !NEVER_SENT.has(name));
    this.columns = new Map(this.names.map((name, column) => [name, column]));
  }

  /** The column of metric `name`, or undefined when the scope has no such metric. */
  columnOf(name: string): number | undefined {
    return this.columns.get(name);
  }
}

/**
 * One entity's values, a column a metric. It lives as long as the entity: what is not
 * read in a tick (limits, files known to be missing) keeps its last value or reason.
 * Metrics the scope does not have are ignored, so that one reader serves all scopes.
 */
export class Row {
  /** `null` = absent, for the reason of the same column in `reasons`. */
  readonly values: (number | null)[];
  readonly reasons: ReasonCode[];

  constructor(readonly fields: Fields) {
    this.values = fields.names.map(() => null);
    this.reasons = fields.names.map(() => 'not_supported');
  }

  /**
   * Sets a value. `undefined` is absent for `reason`; a number a report cannot hold
   * (negative, above 2^53 − 1, not finite) is absent as malformed or overflow.
   */
  set(name: string, value: number | undefined, reason: ReasonCode = 'not_supported'): void {
    const column = this.fields.columnOf(name);
    if (column === undefined) return;
    if (value === undefined) this.loseColumn(column, reason);
    else if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) this.values[column] = value;
    else this.loseColumn(column, value > 0 ? 'overflow' : 'malformed');
  }

  /** Sets a value the kernel gives as a number or the word `max`: no limit. */
  setLimit(name: string, value: number | 'max'): void {
    if (value === 'max') this.lose(name, 'no_limit');
    else this.set(name, value);
  }

  /** Marks a value as absent for `reason`. */
  lose(name: string, reason: ReasonCode): void {
    const column = this.fields.columnOf(name);
    if (column !== undefined) this.loseColumn(column, reason);
  }

  /** The value of `name`; null when it is absent or no metric of the scope. */
  get(name: string): number | null {
    const column = this.fields.columnOf(name);
    return column === undefined ? null : this.values[column];
  }

  /** Why `name` is absent. Has no meaning while it has a value. */
  reasonOf(name: string): ReasonCode {
    const column = this.fields.columnOf(name);
    return column === undefined ? 'not_supported' : this.reasons[column];
  }

  private loseColumn(column: number, reason: ReasonCode): void {
    this.values[column] = null;
    this.reasons[column] = reason;
  }
}

/**
 * Makes `total` the column-wise sum of `parts`. A column that is absent in one part is
 * absent in the sum, for that part's reason: a partial sum would look like a total.
 */
export function computeRowSum(total: Row, parts: readonly Row[]): void {
  for (const name of total.fields.names) {
    const isMeasured = parts.some((part) => part.fields.columnOf(name) !== undefined);
    if (isMeasured) sumColumn(total, parts, name);
  }
}

function sumColumn(total: Row, parts: readonly Row[], name: string): void {
  let sum = 0;
  for (const part of parts) {
    const value = part.get(name);
    if (value === null) {
      total.lose(name, part.reasonOf(name));
      return;
    }
    sum += value;
  }
  total.set(name, sum);
}
