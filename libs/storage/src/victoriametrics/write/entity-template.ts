import { SampleTemplate } from '@kubemonitor/remote-write';
import type { EntityTraits } from '../../store';
import type { ViewedEntity } from '../entities/viewed-entity';
import {
  READING,
  identityLabels,
  nameOf,
  readingLabels,
  storedMetrics,
  toSortedLabels,
} from '../series-names';

/** What stands for a metric the catalogue does not have: it is left out. */
const UNKNOWN = 0;

/** Divisors of a section's columns, UNKNOWN where the catalogue does not know the metric. */
function divisorsOf(scope: ViewedEntity['scope'], fields: readonly string[]): Float64Array {
  const known = new Map(
    [...storedMetrics(scope).values()].map(({ metric, divisor }) => [metric, divisor]),
  );
  return Float64Array.from(fields, (field) => known.get(field) ?? UNKNOWN);
}

/**
 * The series of one entity as packed bytes into which each tick's values are put. It fits as
 * long as the report has the same columns and the entity has values in the same of them.
 */
export class EntityTemplate {
  readonly samples: SampleTemplate;
  /** Columns that have a value, in the order of the series. */
  private readonly columns: Int32Array;
  private readonly divisors: Float64Array;
  /** The reading's mark, then the values. */
  private readonly values: Float64Array;
  private readonly traits: EntityTraits;

  constructor(
    entity: ViewedEntity,
    private readonly fields: readonly string[],
    row: readonly (number | null)[],
    labels: Readonly<Record<string, string>>,
  ) {
    const divisors = divisorsOf(entity.scope, fields);
    this.traits = entity.traits;
    this.columns = Int32Array.from(
      fields.flatMap((_, column) =>
        row[column] === null || divisors[column] === UNKNOWN ? [] : [column],
      ),
    );
    this.divisors = divisors;
    this.values = new Float64Array(this.columns.length + 1);
    const identity = identityLabels(entity);
    const reading = { ...labels, ...readingLabels(entity, 'collector'), __name__: READING };
    const series = Array.from(this.columns, (column) => {
      const { name, labels: own } = nameOf(entity.scope, fields[column]);
      return toSortedLabels({ ...labels, ...identity, ...own, __name__: name });
    });
    this.samples = new SampleTemplate([toSortedLabels(reading), ...series]);
  }

  fits(entity: ViewedEntity, fields: readonly string[], row: readonly (number | null)[]): boolean {
    if (fields !== this.fields || entity.traits !== this.traits) return false;
    let present = 0;
    for (let column = 0; column < row.length; column += 1) {
      if (row[column] === null || this.divisors[column] === UNKNOWN) continue;
      if (this.columns[present] !== column) return false;
      present += 1;
    }
    return present === this.columns.length;
  }

  /** Puts in a row that fits. */
  write(timeMs: number, mark: number, row: readonly (number | null)[]): void {
    const { columns, divisors, values } = this;
    values[0] = mark;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      values[index + 1] = (row[column] ?? Number.NaN) / divisors[column];
    }
    this.samples.write(timeMs, values);
  }
}
