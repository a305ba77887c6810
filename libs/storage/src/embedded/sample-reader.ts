import type { TickSeries } from '@kubemonitor/aggregation';
import type { Steps } from '../range/steps';
import type { SlotSource } from './range-reader';
import { SlotSeries } from './series-reader';
import type { Windows } from './windows';

/** The samples of each source at the ticks of `steps`, as they are stored; yields after each. */
export function* readSamples(
  windows: Windows,
  sources: readonly SlotSource[],
  metrics: readonly string[],
  { firstTick, endTick, intervalMs }: Steps,
): Generator<void, readonly TickSeries[]> {
  const read: TickSeries[] = [];
  for (const source of sources) {
    const series = new SlotSeries(
      windows,
      { ...source, intervalMs },
      firstTick,
      Math.max(0, endTick - firstTick),
    );
    // Where nothing is stored the serial number is negative and the series stays empty.
    if (source.place.serial >= 0) yield* series.load(metrics);
    read.push(series);
    yield;
  }
  return read;
}
