import { join } from 'node:path';
import type { BlockFile } from '../blocks/block-file';
import type { Disk } from '../disk/disk';
import { GROUP_COLUMN_INDEX } from '../group-columns';
import type { StoreParts } from '../store-parts';
import type { TableName } from '../window';
import { rollUpSteps } from './build-hours';
import { rollUpSamples } from './build-minutes';
import {
  filesOf,
  findDueDay,
  findDueHour,
  findNeededTick,
  hoursMadeOf,
  hoursOf,
  isAwaited,
  windowsOfHour,
  type BuiltFrom,
  type Sources,
} from './due';
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
}

/** Hours are made of the minutes of a day that is over: so long minutes are kept at least, s. */
const LEAST_MINUTE_SECONDS = 172_800;

/** Ends work whose result is of no use any more. */
class GivenUp extends Error {}

/** What a file is made from, and whether that is still so. */
interface Making {
  readonly sources: Sources;
  readonly isUnchanged: () => boolean;
}

/** The roll-ups of a store with a directory: made in the background, a file at a time. */
export class Rollups implements RollupLevels {
  readonly minutes: RollupLevel;
  readonly hours: RollupLevel;
  private readonly builtFrom: BuiltFrom = new WeakMap();
  /** Paths of files that a part could not be read of. */
  private readonly damaged = new Set<string>();
  private running: Promise<boolean> | undefined;
  private isClosed = false;

  constructor(
    disk: Disk,
    private readonly parts: StoreParts,
    private readonly context: RollupContext,
  ) {
    const { directory, sync } = disk.options;
    const reading = disk.readingOf(
      (table) => rollupTableOf(table).names,
      (path) => this.damaged.add(path),
    );
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

  /** First tick of samples that are to be rolled up yet; Infinity when there are none. */
  get neededTick(): number {
    return this.areMade ? findNeededTick(this.dueContext()) : Number.POSITIVE_INFINITY;
  }

  /** Whether the samples of a tick are to be rolled up yet. */
  awaits(tick: number): boolean {
    return this.areMade && isAwaited(tick, this.dueContext());
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
   * @returns whether a file was made
   */
  run(): Promise<boolean> {
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
    const { minutesFromMs, hoursFromMs } = this.keptFrom();
    const dropped = [
      await this.minutes.removeBefore(minutesFromMs),
      await this.hours.removeBefore(hoursFromMs),
    ];
    return dropped.includes(true);
  }

  /** Ticks that are no whole part of a minute cannot be rolled up into minutes. */
  private get areMade(): boolean {
    return this.context.minuteSeconds > 0 && MINUTES.stepMs % this.parts.intervalMs === 0;
  }

  private keptFrom(): { minutesFromMs: number; hoursFromMs: number } {
    const { minuteSeconds, hourSeconds, now } = this.context;
    const least = minuteSeconds > 0 && hourSeconds > 0 ? LEAST_MINUTE_SECONDS : 0;
    return {
      minutesFromMs: now() - Math.max(minuteSeconds, least) * 1_000,
      hoursFromMs: now() - hourSeconds * 1_000,
    };
  }

  private dueContext() {
    const { windows, intervalMs } = this.parts;
    return {
      ...{ windows, levels: this, builtFrom: this.builtFrom, intervalMs },
      ...this.keptFrom(),
      nowMs: this.context.now(),
      isDamaged: ({ path }: BlockFile) => this.damaged.has(path),
    };
  }

  private async runOnce(): Promise<boolean> {
    if (this.isClosed || !this.areMade) return false;
    const due = this.dueContext();
    const hour = findDueHour(due);
    const isDayWanted = hour === undefined && this.context.hourSeconds > 0;
    const day = isDayWanted ? findDueDay(due) : undefined;
    try {
      if (hour !== undefined) await this.makeMinutes(hour);
      else if (day !== undefined) await this.makeHours(day);
      return hour !== undefined || day !== undefined;
    } catch (error) {
      if (error instanceof GivenUp) return false;
      throw error;
    }
  }

  private async makeMinutes(hour: number): Promise<void> {
    const { intervalMs, windows } = this.parts;
    const ticks = this.minutes.fileMs / intervalMs;
    const { all } = windowsOfHour({ windows, levels: this, intervalMs }, hour);
    const sources = filesOf(all);
    const { steps } = MINUTES;
    const blocksOf = (name: TableName) =>
      rollUpSamples({
        ...{ name, windows: all, intervalMs, firstTick: hour * ticks, steps },
        metricIndex: this.metricIndexOf(name),
        ticksPerStep: ticks / steps,
      });
    // Samples that came in meanwhile, or a window that was dropped, make the work useless.
    const isUnchanged = () =>
      all.every(
        (window) =>
          window.isSealed &&
          window.stored === sources.get(window.number) &&
          windows.get(window.number) === window,
      );
    await this.put(this.minutes, hour, blocksOf, { sources, isUnchanged });
  }

  private async makeHours(day: number): Promise<void> {
    const sources = hoursMadeOf(this.minutes, day);
    const blocksOf = (name: TableName) =>
      rollUpSteps({
        name,
        tables: hoursOf(day).map((hour) => sources.get(hour)?.tables.get(name)),
      });
    const isUnchanged = () =>
      [...sources].every(([hour, file]) => this.minutes.files.get(hour) === file);
    await this.put(this.hours, day, blocksOf, { sources, isUnchanged });
  }

  private async put(
    level: RollupLevel,
    number: number,
    blocksOf: RollupContent['blocksOf'],
    { sources, isUnchanged }: Making,
  ): Promise<void> {
    const requireUse = () => {
      if (this.isClosed || !isUnchanged()) throw new GivenUp();
    };
    const file = await level.put(number, (name) => guard(blocksOf(name), requireUse));
    this.damaged.delete(file.path);
    this.builtFrom.set(file, sources);
  }

  private metricIndexOf(name: TableName): ReadonlyMap<string, number> {
    if (name === 'namespace' || name === 'workload') return GROUP_COLUMN_INDEX;
    return this.parts.catalogues.get(name)?.metricIndex ?? new Map<string, number>();
  }
}

/** The same steps, each made only after `check` has not thrown: others had their turn before it. */
function* guard<T>(steps: Generator<T>, check: () => void): Generator<T> {
  for (;;) {
    check();
    const step = steps.next();
    if (step.done === true) return;
    yield step.value;
  }
}
