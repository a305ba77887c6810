import type { Point } from '../api/answers';
import { skip, toText, type Question, type Verdict } from './verdict';
import { TOLERANCE } from './tolerances';

/** A value somebody else measured, and when. */
export interface Measured {
  readonly atMs: number;
  readonly value: number;
  /** Of a rate: over how long before `atMs`; kubelet does not say, and then it is its usual one. */
  readonly windowMs?: number;
}

/** How far a kind of entity may be off. */
export interface Margin {
  readonly share: number;
  readonly absolute: number;
}

export const CPU_STEADY: Margin = {
  share: TOLERANCE.steadyCpuShare,
  absolute: TOLERANCE.steadyCpuMillicores,
};
export const NODE_CPU: Margin = {
  share: TOLERANCE.nodeCpuShare,
  absolute: TOLERANCE.nodeCpuMillicores,
};

const LEAST_READINGS = 3;

/**
 * A CPU rate of theirs against our readings, each of which covers the interval before its
 * time. Steady load is held to `margin`; for load in bursts the bounds of our readings count.
 */
export function judgeCpu(
  question: Question,
  points: readonly Point[],
  measured: Measured,
  options: { readonly intervalMs: number; readonly margin: Margin },
): Verdict {
  const { atMs, value, windowMs = TOLERANCE.kubeletWindowMs } = measured;
  const untilMs = atMs + options.intervalMs + TOLERANCE.timeTruncationMs;
  const readings = between(points, question.field, atMs - windowMs, untilMs);
  if (readings.length < LEAST_READINGS) return skipShort(question, measured, readings);
  const least = Math.min(...readings);
  const most = Math.max(...readings);
  const mean = readings.reduce((sum, reading) => sum + reading, 0) / readings.length;
  if (most - least <= TOLERANCE.steadySpread * mean) {
    const by = options.margin.share * mean + options.margin.absolute;
    return judgeRange(question, value, [mean - by, mean + by], {
      ours: toText(mean),
      tolerance: `steady: ± ${toText(by)}`,
    });
  }
  const low = least * (1 - TOLERANCE.burstCpuShare) - TOLERANCE.burstCpuMillicores;
  const high = most * (1 + TOLERANCE.burstCpuShare) + TOLERANCE.burstCpuMillicores;
  return judgeRange(question, value, [low, high], {
    ours: `${toText(least)} … ${toText(most)}`,
    tolerance: `in bursts: ${toText(Math.max(low, 0))} … ${toText(high)}`,
  });
}

/** Memory of theirs against the range of our readings around its time. */
export function judgeMemory(
  question: Question,
  points: readonly Point[],
  measured: Measured,
  margin: Margin = { share: TOLERANCE.memoryShare, absolute: TOLERANCE.memoryBytes },
): Verdict {
  const { atMs, value } = measured;
  const around = TOLERANCE.memoryAroundMs;
  const readings = between(points, question.field, atMs - around, atMs + around);
  if (readings.length < LEAST_READINGS) return skipShort(question, measured, readings);
  const least = Math.min(...readings);
  const most = Math.max(...readings);
  const spread = most - least > TOLERANCE.steadySpread * most ? most - least : 0;
  const by = Math.max(most * margin.share, margin.absolute) + spread;
  return judgeRange(question, value, [least - by, most + by], {
    ours: least === most ? toText(least) : `${toText(least)} … ${toText(most)}`,
    tolerance: `± ${toText(Math.round(by))}`,
  });
}

/** A counter of theirs: it must lie between ours before and after its time. */
export function judgeCounter(
  question: Question,
  points: readonly Point[],
  measured: Measured,
): Verdict {
  const { atMs, value } = measured;
  const known = points.filter((point) => typeof point[question.field] === 'number');
  const before = known.findLast((p) => timeOf(p) <= atMs - TOLERANCE.kubeletWindowMs);
  const after = known.find((p) => timeOf(p) >= atMs + TOLERANCE.timeTruncationMs);
  if (before === undefined || after === undefined) {
    return skip(question, value, 'no reading of ours before or after it');
  }
  const low = Number(before[question.field]);
  const high = Number(after[question.field]);
  if (high < low) return skip(question, value, 'the counter began anew in between');
  return judgeRange(question, value, [low, high], {
    ours: low === high ? toText(low) : `${toText(low)} … ${toText(high)}`,
    tolerance: 'between the readings before and after',
  });
}

function judgeRange(
  question: Question,
  theirs: number,
  [low, high]: readonly [number, number],
  texts: { readonly ours: string; readonly tolerance: string },
): Verdict {
  const state = theirs >= low && theirs <= high ? 'ok' : 'off';
  return { ...question, ...texts, theirs: toText(theirs), state };
}

/** Values of `field` at times in (fromMs, untilMs). */
function between(
  points: readonly Point[],
  field: string,
  fromMs: number,
  untilMs: number,
): number[] {
  return points
    .filter((point) => timeOf(point) > fromMs && timeOf(point) < untilMs)
    .map((point) => point[field])
    .filter((value) => typeof value === 'number');
}

function timeOf({ timestamp }: Point): number {
  return Date.parse(timestamp);
}

function skipShort(question: Question, { value }: Measured, readings: readonly number[]): Verdict {
  return skip(question, value, `only ${readings.length} readings of ours around its time`);
}
