import { renderLabels, type FamilyHead } from '@kubemonitor/metrics-model';
import type { Family } from '../exposition/family';
import { mapInTurns } from '../../turns/map-in-turns';

/** An object of the cluster, and the labels all its series have. */
export interface StateRow<T> {
  readonly item: T;
  readonly labels: Buffer;
}

/** One sample of an object. */
export interface StateSample {
  readonly value: number;
  /** Labels besides the object's. */
  readonly labels?: Readonly<Record<string, string | undefined>>;
}

/** How a metric is made of an object: no sample where the object does not tell. */
export interface StateMetric<T> extends FamilyHead {
  readonly samplesOf: (item: T) => readonly StateSample[];
}

const NO_LABELS = Buffer.alloc(0);
const NONE: readonly StateSample[] = [];
/** Times have milliseconds, amounts of CPU thousandths. */
const DECIMALS = 3;

/** One sample with a value, none without. */
export function atMostOne(value: number | undefined): readonly StateSample[] {
  return value === undefined ? NONE : [{ value }];
}

/** The value 1 with labels that tell something. */
export function info(labels: StateSample['labels']): readonly StateSample[] {
  return [{ value: 1, labels }];
}

/** 0 or 1. */
export function flag(isTrue: boolean): readonly StateSample[] {
  return [{ value: Number(isTrue) }];
}

/** Rows of objects with the labels `labelsOf` gives, made with turns for others in between. */
export function toRows<T>(
  items: Iterable<T>,
  labelsOf: (item: T) => Readonly<Record<string, string | undefined>>,
): Promise<StateRow<T>[]> {
  return mapInTurns(items, (item) => [{ item, labels: Buffer.from(renderLabels(labelsOf(item))) }]);
}

/** The metrics of objects as parts of an exposition. */
export function toFamilies<T>(
  metrics: readonly StateMetric<T>[],
  rows: readonly StateRow<T>[],
): Family[] {
  return metrics.map(({ samplesOf, ...head }) => ({
    ...head,
    rows: rows.length,
    write: (row, out) => {
      const { item, labels } = rows[row];
      for (const { value, labels: more } of samplesOf(item)) {
        const own = more === undefined ? NO_LABELS : Buffer.from(renderLabels(more));
        out.sample(labels, own, value, DECIMALS, Number.NaN);
      }
    },
  }));
}
