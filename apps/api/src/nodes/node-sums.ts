import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import type { FieldDefinition } from '@kubemonitor/metrics-model';
import type { Entity, RangeFrame, SeriesFrame } from '@kubemonitor/storage';

/** The steps a node's sums are made for. */
export interface NodeSteps {
  readonly timestamps: Float64Array;
  readonly stepMs: number;
  readonly intervalMs: number;
  /** Reports of the node in each step. */
  readonly reports: Uint32Array;
  /** The node itself; undefined when only its pods were ever sent. */
  readonly node: Entity | undefined;
}

/**
 * Adds up time series of pods of one node, step by step. All of them come with the node's
 * reports, so the sum of a step is the mean over its reports of the sum at each: a pod that was
 * there for half of them counts half.
 */
export class NodeSums {
  private readonly sums = new Map<FieldDefinition, Float64Array>();
  private readonly counts: Uint32Array;

  constructor(private readonly steps: NodeSteps) {
    this.counts = new Uint32Array(steps.timestamps.length);
  }

  /** Fields some pod has. */
  get fields(): Iterable<FieldDefinition> {
    return this.sums.keys();
  }

  /** Adds a pod's series of a frame. */
  add(pod: Entity, fields: readonly FieldDefinition[], series: SeriesFrame): void {
    const { sampleCounts, values } = series;
    sampleCounts.forEach((count, step) => {
      this.counts[step] = Math.max(this.counts[step], count);
    });
    fields.forEach((field, at) => {
      let sum: Float64Array | undefined;
      values[at].forEach((value, step) => {
        if (Number.isNaN(value)) return;
        sum ??= this.sumOf(field);
        const part = value * this.shareIn(step, pod, field, sampleCounts[step]);
        sum[step] = Number.isNaN(sum[step]) ? part : sum[step] + part;
      });
    });
  }

  /**
   * The sums as one series of `fields`. Where a report is late or lost those of the report
   * before stand, for as many ticks as in the sums of namespaces (ADR 5).
   * @param newestMs no later step is filled up so
   */
  toSeries(fields: readonly FieldDefinition[], newestMs: number): SeriesFrame {
    const { timestamps, stepMs, intervalMs, reports } = this.steps;
    const values = fields.map((field) => this.sumOf(field));
    let empty = 0;
    for (let step = 0; step < timestamps.length; step += 1) {
      empty = reports[step] > 0 ? 0 : empty + 1;
      if (empty === 0 || step === 0 || empty * stepMs > MAX_GAP_TICKS * intervalMs) continue;
      if (timestamps[step] > newestMs) break;
      this.counts[step] = this.counts[step - 1];
      for (const column of values) column[step] = column[step - 1];
    }
    return { values, statistics: {}, sampleCounts: this.counts };
  }

  private sumOf(field: FieldDefinition): Float64Array {
    let sum = this.sums.get(field);
    if (sum === undefined) {
      sum = new Float64Array(this.steps.timestamps.length).fill(Number.NaN);
      this.sums.set(field, sum);
    }
    return sum;
  }

  /** How much of a step a pod's value in it stands for: 1 of what was there all the time. */
  private shareIn(
    step: number,
    pod: Entity,
    { derivation: { kind } }: FieldDefinition,
    samples: number,
  ): number {
    const { timestamps, stepMs, reports, node } = this.steps;
    const startMs = timestamps[step];
    const beganHere = ({ firstSeenMs }: Entity) =>
      firstSeenMs >= startMs && firstSeenMs < startMs + stepMs;
    const all = Math.max(reports[step], samples);
    if (kind === 'gauge') return samples / all;
    // A counter stands at what it was at the end of the step.
    if (kind === 'counter') return this.lastsThrough(step, pod) ? 1 : 0;
    // The first sample of all has no rate yet.
    const rates = samples - (beganHere(pod) ? 1 : 0);
    const allRates = all - (node !== undefined && beganHere(node) ? 1 : 0);
    return Math.min(1, Math.max(1, rates) / Math.max(1, allRates));
  }

  private lastsThrough(step: number, { lastTick }: Entity): boolean {
    const { timestamps, stepMs, intervalMs, node } = this.steps;
    const lastTickOfStep = Math.floor((timestamps[step] + stepMs) / intervalMs) - 1;
    return lastTick >= Math.min(lastTickOfStep, node?.lastTick ?? lastTick);
  }
}

/** The sums of some groups as an answer of the store would have them. */
export function toSumFrame(
  sums: readonly NodeSums[],
  fields: readonly FieldDefinition[],
  { timestamps, resolution }: Pick<RangeFrame, 'timestamps' | 'resolution'>,
  newestMs: number,
): RangeFrame {
  const known = new Set(sums.flatMap((sum) => [...sum.fields]));
  const shown = fields.filter((field) => known.has(field));
  return {
    fields: shown,
    timestamps,
    series: sums.map((sum) => sum.toSeries(shown, newestMs)),
    resolution,
  };
}
