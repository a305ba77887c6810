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
export { StepParts } from './rollup/step-parts';
export type { TickSteps } from './rollup/step-parts';
export { deriveTicks, makeDerivedRoom } from './series/derive';
export type { DerivedRoom, DerivedTicks } from './series/derive';
export { computePercentile } from './series/percentile';
export { summariseStep } from './series/steps';
export type { StepSummary } from './series/steps';
export type { TickSeries } from './series/tick-series';
export { SKETCH_RELATIVE_ERROR } from './sketch/bins';
export { QuantileSketch } from './sketch/quantile-sketch';
export { decodeSketch, encodeSketch, mergeEncoded } from './sketch/sketch-codec';
