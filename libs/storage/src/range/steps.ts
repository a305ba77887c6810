import type { TimeRange } from '../store';

/** The steps of a window, in ticks of `intervalMs`. */
export interface Steps {
  readonly firstTick: number;
  readonly endTick: number;
  readonly ticksPerStep: number;
  readonly count: number;
  readonly intervalMs: number;
}

/**
 * Cuts a range into steps that begin at whole multiples of the step, so that two answers
 * with the same step have the same time stamps.
 */
export function toSteps({ startMs, endMs, stepMs }: TimeRange, intervalMs: number): Steps {
  const ticksPerStep = Math.max(1, Math.round(stepMs / intervalMs));
  const startTick = Math.floor(startMs / intervalMs);
  const firstTick = Math.floor(startTick / ticksPerStep) * ticksPerStep;
  const endTick = Math.ceil(endMs / intervalMs);
  const count = Math.max(0, Math.ceil((endTick - firstTick) / ticksPerStep));
  return { firstTick, endTick, ticksPerStep, count, intervalMs };
}
