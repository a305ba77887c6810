import type { AbsentField, ReasonCode } from '@kubemonitor/metrics-model';

/** Reasons of one metric: of the whole column, and of rows that have one of their own. */
interface MetricReasons {
  column?: ReasonCode;
  readonly rows: Map<number, ReasonCode>;
}

/**
 * Why values of one section of a report are absent. Shared by the section's entities, and
 * put in order when first asked: most reports never are.
 */
export class AbsentReasons {
  private byMetric: Map<string, MetricReasons> | undefined;

  constructor(private readonly absent: readonly AbsentField[]) {}

  /** Whether another report says just the same. */
  isFor(absent: readonly AbsentField[]): boolean {
    return (
      absent.length === this.absent.length &&
      absent.every(({ field, row, reason }, index) => {
        const own = this.absent[index];
        return own.field === field && own.row === row && own.reason === reason;
      })
    );
  }

  /** The reason given for a row's value of `metric`, else that of its whole column. */
  find(metric: string, row: number): ReasonCode | undefined {
    this.byMetric ??= arrange(this.absent);
    const reasons = this.byMetric.get(metric);
    return reasons?.rows.get(row) ?? reasons?.column;
  }
}

/** Of a sample that came without reasons. */
export const NO_REASONS = new AbsentReasons([]);

function arrange(absent: readonly AbsentField[]): Map<string, MetricReasons> {
  const byMetric = new Map<string, MetricReasons>();
  for (const { field, row, reason } of absent) {
    let reasons = byMetric.get(field);
    if (reasons === undefined) byMetric.set(field, (reasons = { rows: new Map() }));
    if (row === undefined) reasons.column = reason;
    else reasons.rows.set(row, reason);
  }
  return byMetric;
}
