/** What the specs of roll-ups share: stores with ticks of a minute, and answers side by side. */
import type { FieldDefinition, Report } from '@kubemonitor/metrics-model';
import type { DiskOptions } from '../embedded/disk/disk';
import type { EmbeddedStoreOptions } from '../embedded/embedded-store';
import type { RangeFrame, Resolution, StepStatistic, TimeRange } from '../store';
import { INTERVAL_MS, buildReport, fieldsNamed, type ReportWords } from './report-builder';
import { WatchedStore } from './watched-store';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** First tick of 1970-01-02, at 5 s, and ticks of an hour. */
export const DAY_TICK = DAY_MS / INTERVAL_MS;
export const HOUR_TICKS = HOUR_MS / INTERVAL_MS;

/** Roll-ups as they are kept by default. */
export const KEPT = { minuteSeconds: 2_592_000, hourSeconds: 31_536_000 };

/** A store whose interval is a minute: hours have 60 ticks, days 1,440. */
export class MinuteRun {
  readonly watched: WatchedStore;

  constructor(options: Partial<EmbeddedStoreOptions> = {}) {
    const kept = { intervalSeconds: 60, retentionSeconds: 86_400, maxAheadSeconds: 600 };
    this.watched = new WatchedStore({ ...kept, ...options });
  }

  /** A store in a directory, its clock in `tick`. */
  static async open(
    disk: DiskOptions,
    tick: number,
    options: Partial<EmbeddedStoreOptions> = {},
  ): Promise<MinuteRun> {
    const run = new MinuteRun(options);
    run.goTo(tick);
    await run.watched.useDisk(disk);
    return run;
  }

  get store() {
    return this.watched.store;
  }

  goTo(tick: number): void {
    this.watched.nowMs = tick * MINUTE_MS + 1_000;
  }

  buildReport(words: ReportWords): Report {
    const { tick, atMs = 0 } = words;
    const timestamp_milliseconds = tick * MINUTE_MS + atMs;
    return { ...buildReport(words), interval_seconds: 60, timestamp_milliseconds };
  }

  async report(words: ReportWords): Promise<void> {
    if (words.tick * MINUTE_MS > this.watched.nowMs) this.goTo(words.tick);
    expect((await this.watched.append(this.buildReport(words))).result).toBe('stored');
  }

  /** Reports of ticks [from, to), with upkeep every ten. */
  async play(from: number, to: number, words: (tick: number) => Omit<ReportWords, 'tick'>) {
    for (let tick = from; tick < to; tick += 1) {
      await this.report({ tick, ...words(tick) });
      if (tick % 10 === 9) await this.store.maintain();
    }
  }
}

/** Lets the store do its upkeep until nothing is due any more; each call makes one roll-up. */
export async function settle(watched: WatchedStore, turns = 12): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    watched.nowMs += 5_000;
    await watched.store.maintain();
  }
}

/** Answers of one field: the value of each step, and each statistic asked for. */
export type Picture = Record<string, Record<string, number[]>>;

/**
 * An answer's first series in a form that can be compared. Left out are statistics of counters
 * and fields without any value, which samples may know of and roll-ups do not.
 */
export function pictureOf(frame: RangeFrame): Picture {
  const [series] = frame.series;
  const picture: Picture = { '': { samples: Array.from(series.sampleCounts) } };
  frame.fields.forEach(({ name, derivation }, at) => {
    const columns: Record<string, number[]> = { value: Array.from(series.values[at]) };
    if (series.values[at].every(Number.isNaN)) return;
    if (derivation.kind !== 'counter') {
      for (const [statistic, found] of Object.entries(series.statistics)) {
        columns[statistic] = Array.from(found[at]);
      }
    }
    picture[name] = columns;
  });
  return picture;
}

/** A question about an entity or a group, whatever it is answered from. */
export type Ask = (
  range: TimeRange & { resolution?: Resolution },
  fields: readonly FieldDefinition[],
  statistics: readonly StepStatistic[],
) => Promise<RangeFrame>;

export function askEntity(
  { store }: WatchedStore,
  entity: Parameters<WatchedStore['store']['range']>[0][number],
): Ask {
  return (range, fields, statistics) =>
    store.range([entity], fields, asAnswerable(range), statistics);
}

export function askGroup(
  { store }: WatchedStore,
  kind: 'namespace' | 'workload',
  key: string,
): Ask {
  return (range, fields, statistics) =>
    store.groupRange(kind, [key], fields, asAnswerable(range), statistics);
}

function asAnswerable({ resolution = 'raw', ...range }: TimeRange & { resolution?: Resolution }) {
  return { ...range, resolution };
}

/**
 * Expects roll-ups to answer what raw samples do, in steps of the length given.
 * @param toleratedDigits units of the last digit a number may be off: sums in another order may
 *   fall on the other side of a half
 */
export async function expectSame(
  ask: Ask,
  range: TimeRange & { resolution: Resolution },
  fieldNames: readonly string[],
  toleratedDigits = 0,
): Promise<Picture> {
  const fields = fieldsNamed(...fieldNames);
  const statistics: readonly StepStatistic[] = ['min', 'max'];
  const raw = await ask({ ...range, resolution: 'raw' }, fields, statistics);
  const rolled = await ask(range, fields, statistics);
  expect([raw.resolution, rolled.resolution]).toEqual(['raw', range.resolution]);
  expect(Array.from(rolled.timestamps)).toEqual(Array.from(raw.timestamps));
  const decimals = new Map(fields.map((field) => [field.name, field.decimals]));
  const expected = pictureOf(raw);
  const found = pictureOf(rolled);
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, columns] of Object.entries(expected)) {
    const most = toleratedDigits * 10 ** -(decimals.get(name) ?? 0) * 1.000_001;
    const close = withinTolerance(found[name], columns, most);
    expect({ [name]: close }).toEqual({ [name]: columns });
  }
  return found;
}

/** The columns found, with the number expected in place of one that is close enough. */
function withinTolerance(
  found: Picture[string],
  expected: Picture[string],
  most: number,
): Picture[string] {
  return Object.fromEntries(
    Object.entries(found).map(([name, values]) => [
      name,
      values.map((value, step) => {
        const wanted = expected[name]?.[step] ?? Number.NaN;
        return Math.abs(value - wanted) <= most ? wanted : value;
      }),
    ]),
  );
}

/** The exact value of nearest rank. */
export function exactPercentile(values: readonly number[], share = 0.95): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}
