import type { BlockFile } from '../blocks/block-file';
import type { Window } from '../window';
import { WINDOW_TICKS, Windows } from '../windows';
import type { RollupLevels } from './range-pieces';
import { HOURS } from './rollup-level';

/** An hour is rolled up so long after its end: late samples have come by then. */
const SETTLE_MS = 60_000;

/** A file that something is made from. */
export interface Source {
  readonly writtenMs: number;
}

/** What files made by this process were made from; of others their times must tell. */
export type BuiltFrom = WeakMap<BlockFile, ReadonlySet<Source>>;

export interface DueContext {
  readonly windows: Windows;
  readonly levels: RollupLevels;
  readonly builtFrom: BuiltFrom;
  readonly intervalMs: number;
  readonly nowMs: number;
  /** What lies before may have been dropped: what was made from it is not made anew. */
  readonly rawFromTick: number;
  readonly minutesFromMs: number;
}

/** Windows held that have ticks in [firstTick, endTick), oldest first. */
export function windowsIn(windows: Windows, firstTick: number, endTick: number): Window[] {
  const found: Window[] = [];
  const last = Windows.numberOf(endTick - 1);
  for (let number = Windows.numberOf(firstTick); number <= last; number += 1) {
    const window = windows.get(number);
    if (window !== undefined && window.firstTick + WINDOW_TICKS > firstTick) found.push(window);
  }
  return found;
}

/**
 * Number of the oldest hour to be rolled up: its samples are complete and in files, and it has
 * no roll-up or one older than they are; undefined = none.
 */
export function findDueHour(context: DueContext): number | undefined {
  const { windows, levels, intervalMs, nowMs } = context;
  const ticks = levels.minutes.fileMs / intervalMs;
  const end = Math.floor((nowMs - SETTLE_MS) / levels.minutes.fileMs);
  const { oldestTick } = windows;
  if (!Number.isFinite(oldestTick)) return undefined;
  for (let hour = Math.floor(oldestTick / ticks); hour < end; hour += 1) {
    const inside = windowsIn(windows, hour * ticks, (hour + 1) * ticks);
    if (inside.length === 0 || !inside.every(isComplete)) continue;
    const file = levels.minutes.files.get(hour);
    if (file === undefined) return hour;
    if (hour * ticks < context.rawFromTick) continue;
    const stored = inside.flatMap((window) => window.stored ?? []);
    if (isStale(file, stored, context.builtFrom)) return hour;
  }
  return undefined;
}

/** The same for a day, made of its hours: all of them must be rolled up. */
export function findDueDay(context: DueContext): number | undefined {
  const { levels, nowMs } = context;
  const { minutes, hours } = levels;
  const end = Math.floor((nowMs - SETTLE_MS) / hours.fileMs);
  const days = new Set([...minutes.files.keys()].map((hour) => Math.floor(hour / HOURS.steps)));
  for (const day of [...days].sort((a, b) => a - b)) {
    if (day >= end || !areHoursMade(context, day)) continue;
    const file = hours.files.get(day);
    if (file === undefined) return day;
    if (day * hours.fileMs < context.minutesFromMs) continue;
    const sources = hoursOf(day).flatMap((hour) => minutes.files.get(hour) ?? []);
    if (isStale(file, sources, context.builtFrom)) return day;
  }
  return undefined;
}

/** Numbers of the hours of a day. */
export function hoursOf(day: number): number[] {
  return Array.from({ length: HOURS.steps }, (_, hour) => day * HOURS.steps + hour);
}

function areHoursMade({ windows, levels, intervalMs }: DueContext, day: number): boolean {
  const ticks = levels.minutes.fileMs / intervalMs;
  return hoursOf(day).every(
    (hour) =>
      levels.minutes.files.has(hour) ||
      windowsIn(windows, hour * ticks, (hour + 1) * ticks).length === 0,
  );
}

function isComplete(window: Window): boolean {
  return window.isSealed && window.isStored && !window.summed.includes(0);
}

function isStale(file: BlockFile, sources: readonly Source[], builtFrom: BuiltFrom): boolean {
  const known = builtFrom.get(file);
  return sources.some((source) =>
    known === undefined ? source.writtenMs > file.writtenMs : !known.has(source),
  );
}
