import { join } from 'node:path';
import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import type { Disk } from '../disk/disk';
import { GROUP_COLUMN_INDEX } from '../group-columns';
import type { StoreParts } from '../store-parts';
import type { TableName } from '../window';
import { rollUpSteps } from './build-hours';
import { rollUpSamples } from './build-minutes';
import { findDueDay, findDueHour, hoursOf, windowsIn, type BuiltFrom, type Source } from './due';
import type { RollupLevels } from './range-pieces';
import { rollupTableOf } from './rollup-columns';
import { HOURS, MINUTES, RollupLevel } from './rollup-level';
import type { RollupContent } from './write-rollup';

/** What making roll-ups needs to know. */
export interface RollupContext {
  /** How long they are kept, s; 0 = none are made. */
  readonly minuteSeconds: number;
  readonly hourSeconds: number;
  readonly now: () => number;
  /** Raw samples before this tick may have been dropped. */
  readonly rawFromTick: () => number;
}

/** Ends work whose result is of no use any more. */
class GivenUp extends Error {}

/** The roll-ups of a store with a directory: made in the background, a file at a time. */
export class Rollups implements RollupLevels {
  readonly minutes: RollupLevel;
  readonly hours: RollupLevel;
  private readonly builtFrom: BuiltFrom = new WeakMap();
  private running: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    disk: Disk,
    private readonly parts: StoreParts,
    private readonly context: RollupContext,
  ) {
    const { directory, sync } = disk.options;
    const reading = disk.readingOf((table) => rollupTableOf(table).names);
    this.minutes = new RollupLevel(MINUTES, join(directory, MINUTES.folder), reading, sync);
    this.hours = new RollupLevel(HOURS, join(directory, HOURS.folder), reading, sync);
  }

  /** Takes in the files of earlier runs. @returns what is damaged. Rejects with errno errors. */
  async open(): Promise<readonly string[]> {
    return [...(await this.minutes.open()), ...(await this.hours.open())];
  }

  /** First tick that roll-ups hold; Infinity when there are none. */
  get oldestTick(): number {
    const oldestMs = Math.min(this.minutes.oldestMs, this.hours.oldestMs);
    return Math.floor(oldestMs / this.parts.intervalMs);
  }

  get bytes(): number {
    return this.minutes.bytes + this.hours.bytes;
  }

  /** All files, to be dropped when there is no room. */
  files(): { endMs: number; bytes: number; remove: () => Promise<void> }[] {
    return [this.minutes, this.hours].flatMap((level) =>
      [...level.files.values()].map(({ endMs, bytes, footer }) => ({
        ...{ endMs, bytes },
        remove: () => level.remove(footer.window),
      })),
    );
  }

  /**
   * Makes what is due, a file a call. One at a time: a call that comes meanwhile waits for the
   * same work. Rejects with errno errors.
   */
  run(): Promise<void> {
    this.running ??= this.runOnce().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running?.catch(() => undefined);
  }

  /** Deletes files that are too old. @returns whether there were any. Rejects with errno errors. */
  async dropExpired(): Promise<boolean> {
    const { minuteSeconds, hourSeconds, now } = this.context;
    const dropped = [
      await dropBefore(this.minutes, now() - minuteSeconds * 1_000),
      await dropBefore(this.hours, now() - hourSeconds * 1_000),
    ];
    return dropped.includes(true);
  }

  private async runOnce(): Promise<void> {
    const { windows, intervalMs } = this.parts;
    const { minuteSeconds, hourSeconds } = this.context;
    // Ticks that are no whole part of a minute cannot be rolled up into minutes.
    if (this.isClosed || minuteSeconds === 0 || MINUTES.stepMs % intervalMs !== 0) return;
    const nowMs = this.context.now();
    const due = {
      ...{ windows, levels: this, builtFrom: this.builtFrom, intervalMs, nowMs },
      rawFromTick: this.context.rawFromTick(),
      minutesFromMs: nowMs - minuteSeconds * 1_000,
    };
    const hour = findDueHour(due);
    const day = hour === undefined && hourSeconds > 0 ? findDueDay(due) : undefined;
    try {
      if (hour !== undefined) await this.makeMinutes(hour);
      else if (day !== undefined) await this.makeHours(day);
    } catch (error) {
      if (!(error instanceof GivenUp)) throw error;
    }
  }

  private async makeMinutes(hour: number): Promise<void> {
    const { intervalMs, windows } = this.parts;
    const ticks = this.minutes.fileMs / intervalMs;
    const firstTick = hour * ticks;
    const sources = windowsIn(windows, firstTick - MAX_GAP_TICKS, firstTick + ticks);
    const stored = sources.flatMap((window) => window.stored ?? []);
    const { steps } = MINUTES;
    const blocksOf = (name: TableName) =>
      rollUpSamples({
        ...{ name, windows: sources, intervalMs, firstTick, steps },
        metricIndex: this.metricIndexOf(name),
        ticksPerStep: ticks / steps,
      });
    // Samples that came in meanwhile, or a window that was dropped, make the work useless.
    const isUnchanged = () =>
      sources.every(
        (window, at) => windows.get(window.number) === window && window.stored === stored[at],
      ) && sources.every((window) => window.isSealed);
    await this.put(this.minutes, hour, blocksOf, { isUnchanged, made: stored });
  }

  private async makeHours(day: number): Promise<void> {
    const files = hoursOf(day).map((hour) => this.minutes.files.get(hour));
    const blocksOf = (name: TableName) =>
      rollUpSteps({ name, tables: files.map((file) => file?.tables.get(name)) });
    const isUnchanged = () =>
      hoursOf(day).every((hour, at) => this.minutes.files.get(hour) === files[at]);
    const made = files.filter((file) => file !== undefined);
    await this.put(this.hours, day, blocksOf, { isUnchanged, made });
  }

  private async put(
    level: RollupLevel,
    number: number,
    blocksOf: RollupContent['blocksOf'],
    { isUnchanged, made }: { isUnchanged: () => boolean; made: readonly Source[] },
  ): Promise<void> {
    const isUseless = () => this.isClosed || !isUnchanged();
    const file = await level.put(number, function* (name) {
      for (const block of blocksOf(name)) {
        if (isUseless()) throw new GivenUp();
        yield block;
      }
      if (isUseless()) throw new GivenUp();
    });
    this.builtFrom.set(file, new Set(made));
  }

  private metricIndexOf(name: TableName): ReadonlyMap<string, number> {
    if (name === 'namespace' || name === 'workload') return GROUP_COLUMN_INDEX;
    return this.parts.catalogues.get(name)?.metricIndex ?? new Map<string, number>();
  }
}

async function dropBefore(level: RollupLevel, keptFromMs: number): Promise<boolean> {
  let dropped = false;
  for (const { endMs, footer } of [...level.files.values()]) {
    if (endMs > keptFromMs) continue;
    await level.remove(footer.window);
    dropped = true;
  }
  return dropped;
}
