import { Injectable } from '@nestjs/common';
import { fieldsOf } from '@kubemonitor/metrics-model';
import type { ListQueryDto, WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import { selectFields, type FieldSelection } from '../query/fields';
import { checkSort, parseSort, type SortRequest } from '../query/sort';
import type { PlannedWindow } from '../query/window';
import type { ByteWriter } from '../render/byte-writer';
import { LatestWriter } from '../render/latest-writer';
import type { ListBody } from '../render/send';
import { SeriesWriter } from '../render/series-writer';
import { toMembers } from '../render/table';
import { nextTurn } from '../turns/next-turn';
import { ITEMS_AT_ONCE, LatestItems } from './latest-items';
import { readLatestTable, type EntityView } from './latest-table';
import { pageByKey, pageByValues, type Page } from './list-answer';
import { Reader, toWindowMembers } from './reader.service';
import { createSeriesList } from './series-list';

/** Members of one object after its own: appended, each with a comma before it. */
export type MoreMembers = (out: ByteWriter) => void;

/** Answers about things with samples of their own: nodes, pods, host cgroups. */
@Injectable()
export class EntityLists {
  constructor(private readonly reader: Reader) {}

  /**
   * A list of items that are in the order of their keys. They are not changed, and read only
   * before the first wait.
   */
  list<T>(
    view: EntityView<T>,
    items: readonly T[],
    query: ListQueryDto,
    window: PlannedWindow | undefined,
  ): Promise<ListBody> {
    return window === undefined
      ? this.listLatest(view, items, query)
      : Promise.resolve(this.listSeries(view, items, query, window));
  }

  /** One item's latest values. @returns what writes its object */
  async describeLatest<T>(
    view: EntityView<T>,
    item: T,
    query: WindowQueryDto,
    more: MoreMembers = () => undefined,
  ): Promise<(out: ByteWriter) => void> {
    const table = await readLatestTable(this.reader.store, view, [item], select(view, query));
    const whole = { ...table, more: (_row: number, out: ByteWriter) => more(out) };
    const writer = new LatestWriter(whole, this.reader.ages);
    return (out) => writer.write(0, out);
  }

  /**
   * One item's time series; without samples it has no points.
   * @returns what writes its object
   */
  async describeSeries<T>(
    view: EntityView<T>,
    item: T,
    query: WindowQueryDto,
    window: PlannedWindow,
    more: MoreMembers = () => undefined,
  ): Promise<(out: ByteWriter) => void> {
    const entity = view.entityOf(item);
    const { fields } = selectStored(view, query);
    const entities = entity === undefined ? [] : [entity];
    const { store } = this.reader;
    const series = new SeriesWriter(await store.range(entities, fields, window, window.statistics));
    return (out) => {
      out.text('{');
      out.bytes(view.membersOf(item));
      out.text(`,${toMembers(toWindowMembers(window))},`);
      if (entity === undefined) out.text('"samples":[]');
      else series.write(0, out);
      more(out);
      out.text('}');
    };
  }

  private async listLatest<T>(
    view: EntityView<T>,
    items: readonly T[],
    query: ListQueryDto,
  ): Promise<ListBody> {
    const selection = select(view, query);
    const sort = parseSort(query.sort);
    const total = items.length;
    const page =
      sort === undefined
        ? pageByKey(items, view.keyOf, query)
        : await this.pageSorted(view, [...items], query, { selection, sort });
    const latest = new LatestItems(page.items, this.reader.ages, (some) =>
      readLatestTable(this.reader.store, view, some, selection),
    );
    return {
      count: page.items.length,
      prepare: (index) => latest.prepare(index),
      writeItem: (index, out) => latest.write(index, out),
      tail: this.reader.listTail(total, page.next),
    };
  }

  /** Of all items only the values to sort by are read. */
  private async pageSorted<T>(
    view: EntityView<T>,
    items: readonly T[],
    query: ListQueryDto,
    { selection, sort }: { selection: FieldSelection; sort: SortRequest },
  ): Promise<Page<T>> {
    const { field } = sort;
    checkSort(sort, new Set([...selection.names, ...view.numbers]));
    if (view.numbers.has(field)) {
      const values = Float64Array.from(items, (item) => view.numberOf(item, field) ?? Number.NaN);
      return pageByValues(items, values, query);
    }
    const only = selectFields(field, fieldsOf(view.scope), Object.keys(view.shares));
    return pageByValues(items, await this.readValues(view, items, only), query);
  }

  /** One field of all items, some at a time; NaN = absent. */
  private async readValues<T>(
    view: EntityView<T>,
    items: readonly T[],
    only: FieldSelection,
  ): Promise<Float64Array> {
    const values = new Float64Array(items.length).fill(Number.NaN);
    for (let at = 0; at < items.length; at += ITEMS_AT_ONCE) {
      if (at > 0) await nextTurn();
      const some = items.slice(at, at + ITEMS_AT_ONCE);
      const { columns } = await readLatestTable(this.reader.store, view, some, only);
      const column = columns.find(({ name }) => only.names.has(name));
      if (column !== undefined) values.set(column.values, at);
    }
    return values;
  }

  private listSeries<T>(
    view: EntityView<T>,
    items: readonly T[],
    query: ListQueryDto,
    window: PlannedWindow,
  ): ListBody {
    const { fields } = selectStored(view, query);
    return createSeriesList(this.reader, query, window, {
      items,
      keyOf: view.keyOf,
      membersOf: view.membersOf,
      fields: fields.length,
      read: (some) => {
        const entities = some.flatMap((item) => view.entityOf(item) ?? []);
        return this.reader.store.range(entities, fields, window, window.statistics);
      },
    });
  }
}

function select<T>(view: EntityView<T>, query: WindowQueryDto): FieldSelection {
  const extras = [...Object.keys(view.shares), ...view.numbers];
  return selectFields(query.fields, fieldsOf(view.scope), extras);
}

/** Time series have what is stored, not what the cluster adds. */
function selectStored<T>(view: EntityView<T>, query: WindowQueryDto): FieldSelection {
  return selectFields(query.fields, fieldsOf(view.scope), []);
}
