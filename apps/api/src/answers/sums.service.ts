import { Injectable } from '@nestjs/common';
import { SUMMED_FIELDS } from '@kubemonitor/metrics-model';
import type { ListQueryDto, WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { GroupKind } from '@kubemonitor/storage';
import { ProblemError } from '../problem/problem';
import { selectFields } from '../query/fields';
import { parseSort } from '../query/sort';
import type { WindowRequest } from '../query/window';
import type { ByteWriter } from '../render/byte-writer';
import { LatestWriter } from '../render/latest-writer';
import type { ListBody } from '../render/send';
import { SeriesWriter } from '../render/series-writer';
import { toMemberBytes, toMembers, type LatestTable } from '../render/table';
import { readCurrentSums } from './current-sums';
import { pageByKey, pageByValues, type SortableTable } from './list-answer';
import { Reader, toWindowMembers } from './reader.service';
import { createSeriesList } from './series-list';

/** Sums of a kind: which there are and how they are shown. */
export interface SumView {
  readonly kind: GroupKind;
  /** Keys of all sums that may be listed, whether they have pods now or only had some. */
  readonly keys: (window: WindowRequest | undefined) => readonly string[];
  readonly describe: (key: string) => Record<string, unknown>;
}

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
   * One sum's object.
   * @throws ProblemError when there is no such sum
   */
  async describe(
    view: SumView,
    key: string,
    query: WindowQueryDto,
    what: string,
  ): Promise<(out: ByteWriter) => void> {
    const window = this.reader.window(query);
    if (!view.keys(window).includes(key))
      throw new ProblemError('not-found', `No ${what} is known.`);
    if (window === undefined) {
      const table = await this.readTable({ ...view, keys: () => [key] }, query);
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
    const table = await this.readTable(view, query);
    const rows = Array.from({ length: table.length }, (_, row) => row);
    const keyOf = (row: number) => table.keys[row];
    const page =
      parseSort(query.sort) === undefined
        ? pageByKey(rows, keyOf, query)
        : pageByValues(table, query);
    const writer = new LatestWriter(table, this.reader.ages);
    return {
      count: page.items.length,
      writeItem: (index, out) => writer.write(page.items[index], out),
      tail: this.reader.listTail(table.length, page.next),
    };
  }

  private listSeries(view: SumView, query: ListQueryDto, window: WindowRequest): ListBody {
    const { fields } = selectFields(query.fields, SUMMED_FIELDS, []);
    const { store } = this.reader;
    return createSeriesList(this.reader, query, window, {
      items: view.keys(window),
      keyOf: (key) => key,
      membersOf: (key) => toMemberBytes(view.describe(key)),
      read: (some) => store.groupRange(view.kind, some, fields, window, window.statistics),
    });
  }

  /** The newest sums in order of their keys; of pods not heard of any more the last ones. */
  private async readTable(
    view: SumView,
    query: WindowQueryDto,
  ): Promise<LatestTable & SortableTable & { keys: readonly string[] }> {
    const { fields, names } = selectFields(query.fields, SUMMED_FIELDS, []);
    const { store, nowMs } = this.reader;
    const request = { fields, nowMs, sinceMs: this.reader.listedSinceMs };
    const table = await readCurrentSums(store, view.kind, view.keys(undefined), request);
    const { sums } = table;
    return {
      keys: sums.map(({ key }) => key),
      length: sums.length,
      identity: (row) => {
        const { key, pods, estimatedPods = 0 } = sums[row];
        return toMemberBytes({
          ...view.describe(key),
          pods,
          estimated_pods: estimatedPods > 0 ? estimatedPods : undefined,
        });
      },
      timestamps: Float64Array.from(sums, ({ timestampMs }) => timestampMs),
      columns: table.fields.map(({ name, decimals }, at) => ({
        name,
        decimals,
        values: Float64Array.from(sums, ({ values }) => values[at]),
        explain: () => 'no_pods' as const,
      })),
      fieldNames: names,
    };
  }
}
