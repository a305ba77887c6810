import type { ListQueryDto } from '@kubemonitor/metrics-model/dto';
import type { RangeFrame } from '@kubemonitor/storage';
import { parseSort } from '../query/sort';
import { badRequest, type PlannedWindow } from '../query/window';
import type { ListBody } from '../render/send';
import { SeriesItems } from '../render/series-items';
import { pageByKey } from './list-answer';
import type { Reader } from './reader.service';

/** What a list of time series is made of. */
export interface SeriesListSource<T> {
  /** All items in order of their keys. */
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Members that say who an item is: JSON without braces, as bytes. */
  readonly membersOf: (item: T) => Uint8Array;
  /** Fields of each item. */
  readonly fields: number;
  readonly read: (items: readonly T[]) => Promise<RangeFrame>;
}

/**
 * A list of time series, in order of its keys.
 * @throws ProblemError when the query wants it sorted by a field
 */
export function createSeriesList<T>(
  reader: Reader,
  query: ListQueryDto,
  window: PlannedWindow,
  { items, keyOf, membersOf, fields, read }: SeriesListSource<T>,
): ListBody {
  if (parseSort(query.sort) !== undefined) {
    throw badRequest('sort', query.sort, 'by a field needs latest values, not a window');
  }
  const page = pageByKey(items, keyOf, query);
  const steps = (window.endMs - window.startMs) / window.stepMs;
  const points = steps * fields * (1 + window.statistics.length);
  const series = new SeriesItems(page.items, points, read);
  return {
    count: page.items.length,
    prepare: (index) => series.prepare(index),
    writeItem: (index, out) => {
      out.text('{');
      out.bytes(membersOf(page.items[index]));
      out.text(',');
      series.write(index, out);
      out.text('}');
    },
    tail: reader.listTail(items.length, page.next, window),
  };
}
