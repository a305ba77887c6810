import { Injectable } from '@nestjs/common';
import { fieldsOf, type Scope } from '@kubemonitor/metrics-model';
import type { ListQueryDto, WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity } from '@kubemonitor/storage';
import { selectFields } from '../query/fields';
import { parseSort } from '../query/sort';
import type { WindowRequest } from '../query/window';
import type { ByteWriter } from '../render/byte-writer';
import { LatestWriter } from '../render/latest-writer';
import type { ListBody } from '../render/send';
import { SeriesWriter } from '../render/series-writer';
import { toMemberBytes, toMembers, type Column } from '../render/table';
import { pageByKey, pageByValues, type SortableTable } from './list-answer';
import { Reader, toColumns, toWindowMembers } from './reader.service';
import { createSeriesList } from './series-list';

/** How entities of a scope are shown. */
export interface EntityView {
  readonly scope: Scope;
  /** Members that say who it is. */
  readonly describe: (entity: Entity) => Record<string, unknown>;
  /** Fields the API adds, by name. */
  readonly extras: readonly string[];
  readonly extraColumns: (columns: readonly Column[], extras: ReadonlySet<string>) => Column[];
}

/** Answers about entities that need no names of the cluster: nodes and host cgroups. */
@Injectable()
export class EntityLists {
  constructor(private readonly reader: Reader) {}

  async list(
    view: EntityView,
    entities: readonly Entity[],
    query: ListQueryDto,
  ): Promise<ListBody> {
    const window = this.reader.window(query);
    const listed = entities
      .filter((entity) => this.reader.isListed(entity, window))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return window === undefined
      ? this.listLatest(view, listed, query)
      : this.listSeries(view, listed, query, window);
  }

  /** One entity's object. @returns what writes it */
  async describe(
    view: EntityView,
    entity: Entity,
    query: WindowQueryDto,
  ): Promise<(out: ByteWriter) => void> {
    const window = this.reader.window(query);
    if (window === undefined) {
      const writer = await this.latestWriter(view, [entity], query);
      return (out) => writer.writer.write(0, out);
    }
    const { fields } = selectFields(query.fields, fieldsOf(view.scope), []);
    const frame = await this.reader.store.range([entity], fields, window, window.statistics);
    const members = toMembers({ ...view.describe(entity), ...toWindowMembers(window) });
    return (out) => {
      out.text(`{${members},`);
      new SeriesWriter(frame).write(0, out);
      out.text('}');
    };
  }

  private async listLatest(
    view: EntityView,
    listed: readonly Entity[],
    query: ListQueryDto,
  ): Promise<ListBody> {
    const isSorted = parseSort(query.sort) !== undefined;
    const page = isSorted ? undefined : pageByKey(listed, ({ id }) => id, query);
    const shown = page?.items ?? listed;
    const { writer, table } = await this.latestWriter(view, shown, query);
    const rows = isSorted ? pageByValues(table, query) : undefined;
    return {
      count: rows?.items.length ?? shown.length,
      writeItem: (index, out) => writer.write(rows?.items[index] ?? index, out),
      tail: this.reader.listTail(listed.length, page?.next ?? rows?.next),
    };
  }

  private listSeries(
    view: EntityView,
    listed: readonly Entity[],
    query: ListQueryDto,
    window: WindowRequest,
  ): ListBody {
    const { fields } = selectFields(query.fields, fieldsOf(view.scope), []);
    return createSeriesList(this.reader, query, window, {
      items: listed,
      keyOf: ({ id }) => id,
      membersOf: (entity) => toMemberBytes(view.describe(entity)),
      read: (some) => this.reader.store.range(some, fields, window, window.statistics),
    });
  }

  private async latestWriter(
    view: EntityView,
    entities: readonly Entity[],
    query: WindowQueryDto,
  ): Promise<{ writer: LatestWriter; table: SortableTable }> {
    const { fields, extras, names } = selectFields(query.fields, fieldsOf(view.scope), view.extras);
    const frame = await this.reader.store.latest(entities, fields);
    const own = toColumns(frame);
    const table = {
      length: entities.length,
      identity: (row: number) => toMemberBytes(view.describe(entities[row])),
      timestamps: frame.timestamps,
      columns: [...own, ...view.extraColumns(own, extras)],
      fieldNames: names,
    };
    return { writer: new LatestWriter(table, this.reader.ages), table };
  }
}
