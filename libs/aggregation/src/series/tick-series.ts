/**
 * The samples of one entity over consecutive ticks. Index i is tick `firstTick + i` in
 * every array; NaN = no sample or no value.
 */
export interface TickSeries {
  readonly firstTick: number;
  readonly length: number;
  /** When each sample was read, ms since the epoch; NaN where the entity has no sample. */
  readonly times: Float64Array;
  /** 1 where no rate may reach back over this sample: boot or clock step. */
  readonly breaks: Uint8Array;
  /** Values of a stored metric by tick, or undefined when it was never stored. */
  values(metric: string): Float64Array | undefined;
}
