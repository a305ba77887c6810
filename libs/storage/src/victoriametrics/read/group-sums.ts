import { MAX_GAP_TICKS, deriveTicks, roundTo, type TickSeries } from '@kubemonitor/aggregation';
import type { Derivation, FieldDefinition } from '@kubemonitor/metrics-model';

/**
 * How far a sum looks back: a late pod's sample may be MAX_GAP_TICKS old, and the sample
 * before it, for its rate, as much older.
 */
export const SUM_LOOK_BACK = 2 * MAX_GAP_TICKS;

/** More digits than any summed field has: takes the noise of adding floats off. */
const DECIMALS = 3;

/** A pod's samples, and the node whose reports they came in. */
export interface PodSamples {
  readonly samples: TickSeries;
  /** 1 at the ticks its node has reported, parallel to the samples. */
  readonly reported: Uint8Array;
}

/** What a pod adds to its groups. */
export interface DerivedPod {
  /** For each tick the index of the sample that stands for the pod then; -1 = none. */
  readonly standIns: Int32Array;
  /** Values by field; undefined where none of its metrics was ever stored. */
  readonly values: readonly (Float64Array | undefined)[];
}

/** Derives the fields of a pod once for all its groups. */
export function derivePod(pod: PodSamples, fields: readonly FieldDefinition[]): DerivedPod {
  return {
    standIns: findStandIns(pod),
    values: fields.map(({ derivation }) => deriveTicks(derivation, pod.samples)?.values),
  };
}

/**
 * Sums over the pods of one group, a series of its own. A pod whose node has not reported a
 * tick counts with its last sample, at most MAX_GAP_TICKS old, and is counted as estimated; a
 * pod missing from a report of its node is gone and counts no more.
 */
export class GroupSums implements TickSeries {
  readonly times: Float64Array;
  readonly breaks: Uint8Array;
  readonly pods: Uint32Array;
  readonly estimatedPods: Uint32Array;
  private readonly sums = new Map<string, Float64Array>();
  private readonly counts = new Map<string, Uint32Array>();

  constructor(
    readonly firstTick: number,
    readonly length: number,
    private readonly intervalMs: number,
    private readonly fields: readonly FieldDefinition[],
  ) {
    this.times = new Float64Array(length).fill(Number.NaN);
    this.breaks = new Uint8Array(length);
    this.pods = new Uint32Array(length);
    this.estimatedPods = new Uint32Array(length);
    for (const { name } of fields) {
      this.sums.set(name, new Float64Array(length));
      this.counts.set(name, new Uint32Array(length));
    }
  }

  /** The same sums without the first `ticks` ticks. */
  from(ticks: number): TickSeries {
    const { times, breaks } = this;
    return {
      firstTick: this.firstTick + ticks,
      length: this.length - ticks,
      times: times.subarray(ticks),
      breaks: breaks.subarray(ticks),
      values: (name) => this.values(name)?.subarray(ticks),
    };
  }

  /** Adds a pod; its samples are over the same ticks, its fields are the sums' own. */
  add({ standIns, values }: DerivedPod): void {
    for (let index = 0; index < this.length; index += 1) {
      if (standIns[index] < 0) continue;
      this.pods[index] += 1;
      if (standIns[index] < index) this.estimatedPods[index] += 1;
      this.times[index] = (this.firstTick + index) * this.intervalMs;
    }
    this.fields.forEach((field, at) => {
      const own = values[at];
      if (own !== undefined) this.addField(field, standIns, own);
    });
  }

  /** The sums of a field, NaN where no pod has a value; undefined when none ever has. */
  values(name: string): Float64Array | undefined {
    const sums = this.sums.get(name);
    const counts = this.counts.get(name);
    if (sums === undefined || counts === undefined || counts.every((count) => count === 0)) {
      return undefined;
    }
    return sums.map((sum, index) => (counts[index] === 0 ? Number.NaN : roundTo(sum, DECIMALS)));
  }

  private addField(
    { name, decimals }: FieldDefinition,
    standIns: Int32Array,
    values: Float64Array,
  ): void {
    const sums = this.sums.get(name);
    const counts = this.counts.get(name);
    if (sums === undefined || counts === undefined) return;
    const factor = 10 ** decimals;
    for (let index = 0; index < this.length; index += 1) {
      if (standIns[index] < 0) continue;
      const value = values[standIns[index]];
      if (Number.isNaN(value)) continue;
      sums[index] += Math.round(value * factor) / factor;
      counts[index] += 1;
    }
  }
}

/** A pod's own sample, or the last one of a pod whose node is late. */
function findStandIns({ samples, reported }: PodSamples): Int32Array {
  const standIns = new Int32Array(samples.length).fill(-1);
  let newest = -1;
  for (let index = 0; index < samples.length; index += 1) {
    if (!Number.isNaN(samples.times[index])) newest = index;
    const isNear = newest >= 0 && index - newest <= MAX_GAP_TICKS;
    if (newest === index || (isNear && reported[index] === 0)) standIns[index] = newest;
  }
  return standIns;
}

/** A sum is a value of its own: counters stay cumulative, all else are gauges. */
export function toGroupDerivation({ name, derivation }: FieldDefinition): Derivation {
  return { kind: derivation.kind === 'counter' ? 'counter' : 'gauge', metric: name };
}
