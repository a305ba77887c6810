export {
  MAX_GAP_TICKS,
  computeIncrease,
  computeRate,
  computeRatio,
  explainMissingRate,
  roundTo,
} from './rate/rate';
export type { SamplePair } from './rate/rate';
export { NO_GROUP, accumulateByGroup } from './rollup/accumulate';
export { deriveTicks } from './series/derive';
export type { DerivedTicks } from './series/derive';
export { computePercentile } from './series/percentile';
export { summariseStep } from './series/steps';
export type { StepSummary } from './series/steps';
export type { TickSeries } from './series/tick-series';
