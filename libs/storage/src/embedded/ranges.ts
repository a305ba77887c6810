import type { FieldDefinition } from '@kubemonitor/metrics-model';
import { toSteps } from '../range/steps';
import type { PlannedRange, RangeFrame, StepStatistic, TimeRange } from '../store';
import { readRange, type SlotSource } from './range-reader';
import { planRange } from './rollups/plan-range';
import { readRolledRange } from './rollups/rolled-range';
import type { RollupLevels } from './rollups/range-pieces';
import { inSlices } from './slices';
import type { Windows } from './windows';

/** Answers ranges from raw samples and, where there are any, from roll-ups. */
export class Ranges {
  /** Set once the store has a directory. */
  levels: RollupLevels | undefined;

  constructor(
    private readonly windows: Windows,
    private readonly intervalMs: number,
  ) {}

  plan(range: TimeRange, statistics: readonly StepStatistic[]): PlannedRange {
    if (this.levels === undefined) return { ...range, resolution: 'raw' };
    const { minutes, hours } = this.levels;
    return planRange(range, statistics, {
      intervalMs: this.intervalMs,
      rawFromMs: this.windows.oldestTick * this.intervalMs,
      minutesFromMs: minutes.oldestMs,
      hoursFromMs: hours.oldestMs,
      rolledToMs: Math.max(minutes.newestMs, hours.newestMs),
    });
  }

  read(
    slots: readonly SlotSource[],
    fields: readonly FieldDefinition[],
    range: TimeRange | PlannedRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame> {
    const { windows, levels } = this;
    const steps = toSteps(range, this.intervalMs);
    const resolution = 'resolution' in range ? range.resolution : 'raw';
    if (levels === undefined || resolution === 'raw') {
      return inSlices(readRange(windows, slots, fields, { steps, statistics }));
    }
    const question = { fields, steps, statistics, resolution };
    return inSlices(readRolledRange({ windows, levels }, slots, question));
  }
}
