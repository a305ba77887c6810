import { Injectable } from '@nestjs/common';
import { SUMMED_FIELDS } from '@kubemonitor/metrics-model';
import type { ListQueryDto, WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import { ProblemError } from '../problem/problem';
import { selectFields } from '../query/fields';
import type { PlannedWindow } from '../query/window';
import type { ByteWriter } from '../render/byte-writer';
import { LatestWriter } from '../render/latest-writer';
import type { ListBody } from '../render/send';
import { SeriesWriter } from '../render/series-writer';
import { toMemberBytes, toMembers } from '../render/table';
import { listSums } from './list-sums';
import { Reader, toWindowMembers } from './reader.service';
import { createSeriesList } from './series-list';
import { readSumTable } from './sum-table';
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
    return listSums(this.reader, await readSumTable(this.reader, view, query), view.numbers, query);
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
