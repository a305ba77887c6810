import { Injectable } from '@nestjs/common';
import { SUMMED_FIELDS } from '@kubemonitor/metrics-model';
import type { ListQueryDto, WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import { ProblemError } from '../problem/problem';
import { selectFields } from '../query/fields';
import { checkSort, parseSort, type SortRequest } from '../query/sort';
import type { PlannedWindow } from '../query/window';
import type { ByteWriter } from '../render/byte-writer';
import { LatestWriter } from '../render/latest-writer';
import type { ListBody } from '../render/send';
import { SeriesWriter } from '../render/series-writer';
import { toMemberBytes, toMembers } from '../render/table';
import { pageByKey, pageByValues } from './list-answer';
import { Reader, toWindowMembers } from './reader.service';
import { createSeriesList } from './series-list';
import { readSumTable, type SumTable } from './sum-table';
import type { SumView } from './sum-views.service';

/** Answers about sums over pods: namespaces, deployments and other workloads. */
@Injectable()
export class SumsService {
  constructor(private readonly reader: Reader) {}

  async list(view: SumView, query: ListQueryDto): Promise<ListBody> {
    const window = this.reader.window(query);
    return window === undefined
      ? this.listLatest(view, query)
      : this.listSeries(view, query, window);
  }

  /**
   * One sum's object. What the cluster has but has no pods has values that are null.
   * @throws ProblemError when there is no such sum
   */
  async describe(
    view: SumView,
    key: string,
    query: WindowQueryDto,
    what: string,
  ): Promise<(out: ByteWriter) => void> {
    const window = this.reader.window(query);
    const known = view.known().filter((candidate) => candidate === key);
    const keys = view.keys(window).filter((candidate) => candidate === key);
    if (known.length + keys.length === 0) {
      throw new ProblemError('not-found', `No ${what} is known.`);
    }
    if (window === undefined) {
      const one = { ...view, keys: () => keys, known: () => known };
      const table = await readSumTable(this.reader, one, query);
      if (table.length === 0) throw new ProblemError('not-found', `No pod of ${what} runs now.`);
      const writer = new LatestWriter(table, this.reader.ages);
      return (out) => writer.write(0, out);
    }
    const { fields } = selectFields(query.fields, SUMMED_FIELDS, []);
    const { store } = this.reader;
    const frame = await store.groupRange(view.kind, [key], fields, window, window.statistics);
    const members = toMembers({ ...view.describe(key), ...toWindowMembers(window) });
    return (out) => {
      out.text(`{${members},`);
      new SeriesWriter(frame).write(0, out);
      out.text('}');
    };
  }

  private async listLatest(view: SumView, query: ListQueryDto): Promise<ListBody> {
    const table = await readSumTable(this.reader, view, query);
    const rows = Array.from({ length: table.length }, (_, row) => row);
    const sort = parseSort(query.sort);
    const page =
      sort === undefined
        ? pageByKey(rows, (row) => table.keys[row], query)
        : pageByValues(rows, sortValues(view, table, sort), query);
    const writer = new LatestWriter(table, this.reader.ages);
    return {
      count: page.items.length,
      writeItem: (index, out) => writer.write(page.items[index], out),
      tail: this.reader.listTail(table.length, page.next),
    };
  }

  private listSeries(view: SumView, query: ListQueryDto, window: PlannedWindow): ListBody {
    const { fields } = selectFields(query.fields, SUMMED_FIELDS, []);
    const { store } = this.reader;
    return createSeriesList(this.reader, query, window, {
      items: view.keys(window),
      keyOf: (key) => key,
      membersOf: (key) => toMemberBytes(view.describe(key)),
      fields: fields.length,
      read: (some) => store.groupRange(view.kind, some, fields, window, window.statistics),
    });
  }
}

/** What each row is sorted by; NaN = it has no such value. */
function sortValues(view: SumView, table: SumTable, sort: SortRequest): Float64Array {
  checkSort(sort, new Set([...table.fieldNames, ...view.numbers]));
  const { field } = sort;
  if (view.numbers.has(field)) {
    return Float64Array.from(table.keys, (_, row) => {
      const value = table.members(row)[field];
      return typeof value === 'number' ? value : Number.NaN;
    });
  }
  const column = table.columns.find(({ name }) => name === field);
  return column?.values ?? new Float64Array(table.length).fill(Number.NaN);
}
