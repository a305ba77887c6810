import type { ListQueryDto } from '@kubemonitor/metrics-model/dto';
import { checkSort, parseSort, type SortRequest } from '../query/sort';
import { LatestWriter } from '../render/latest-writer';
import type { ListBody } from '../render/send';
import { pageByKey, pageByValues } from './list-answer';
import type { Reader } from './reader.service';
import type { SumTable } from './sum-table';

/**
 * A list of the rows of a table of sums, in order of its keys or as the query sorts it.
 * @param numbers members of a row that are numbers, to sort by
 */
export function listSums(
  reader: Reader,
  table: SumTable,
  numbers: ReadonlySet<string>,
  query: ListQueryDto,
): ListBody {
  const rows = Array.from({ length: table.length }, (_, row) => row);
  const sort = parseSort(query.sort);
  const page =
    sort === undefined
      ? pageByKey(rows, (row) => table.keys[row], query)
      : pageByValues(rows, sortValues(table, numbers, sort), query);
  const writer = new LatestWriter(table, reader.ages);
  return {
    count: page.items.length,
    writeItem: (index, out) => writer.write(page.items[index], out),
    tail: reader.listTail(table.length, page.next),
  };
}

/** What each row is sorted by; NaN = it has no such value. */
function sortValues(
  table: SumTable,
  numbers: ReadonlySet<string>,
  sort: SortRequest,
): Float64Array {
  checkSort(sort, new Set([...table.fieldNames, ...numbers]));
  const { field } = sort;
  if (numbers.has(field)) {
    return Float64Array.from(table.keys, (_, row) => {
      const value = table.members(row)[field];
      return typeof value === 'number' ? value : Number.NaN;
    });
  }
  const column = table.columns.find(({ name }) => name === field);
  return column?.values ?? new Float64Array(table.length).fill(Number.NaN);
}
