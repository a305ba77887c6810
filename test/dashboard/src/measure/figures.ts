import { cpus, loadavg } from 'node:os';

/** Measured values of one thing, all in one unit. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** Collects what is measured, in the order in which it is first measured. */
export class Figures {
  private readonly figures = new Map<string, { unit: string; values: number[] }>();

  add(what: string, unit: string, ...values: readonly number[]): void {
    const known = this.figures.get(what);
    if (known === undefined) this.figures.set(what, { unit, values: [...values] });
    else known.values.push(...values);
  }

  /** Rows of a Markdown table. */
  toRows(): string[] {
    return [...this.figures].map(([what, { unit, values }]) => {
      const shares = [0.5, 0.95, 1].map((share) => formatFigure(quantile(values, share)));
      return `| ${[what, ...shares, unit, values.length].join(' | ')} |`;
    });
  }
}

export const TABLE_HEAD = [
  '| what | median | 95th percentile | most | unit | times |',
  '| --- | --- | --- | --- | --- | --- |',
];

/** The least of the values that is not below so large a share of them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function formatFigure(value: number): string {
  return value.toFixed(Math.abs(value) < 100 ? 1 : 0);
}

/** What else goes on on this machine: figures of a busy one are not to be compared. */
export function describeLoad(): string {
  const loads = loadavg().map((load) => load.toFixed(2));
  return `${cpus().length} × ${cpus()[0].model.trim()}, load average ${loads.join(' ')}`;
}
