import { Injectable } from '@nestjs/common';
import { fieldsOf } from '@kubemonitor/metrics-model';
import type { PodListQueryDto } from '@kubemonitor/metrics-model/dto';
import { pageByKey, pageByValues } from '../answers/list-answer';
import { Reader } from '../answers/reader.service';
import { createSeriesList } from '../answers/series-list';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { selectFields } from '../query/fields';
import { parseLabelSelector } from '../query/label-selector';
import { parseSort } from '../query/sort';
import type { WindowRequest } from '../query/window';
import { LatestWriter } from '../render/latest-writer';
import type { ListBody } from '../render/send';
import { POD_EXTRAS, readPodTable } from './pod-table';

const POD_FIELDS = fieldsOf('pod');

/** Narrows a list of pods further than its query does: to a workload, say. */
export type PodFilter = (pod: PodRecord) => boolean;

/** Lists of pods: latest values and windows. */
@Injectable()
export class PodsService {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  /** A list of pods. @throws ProblemError for a query that is not valid */
  async list(query: PodListQueryDto, filter: PodFilter = () => true): Promise<ListBody> {
    const window = this.reader.window(query);
    const pods = this.select(query, window, filter);
    return window === undefined
      ? this.listLatest(query, pods)
      : this.listSeries(query, pods, window);
  }

  private select(
    query: PodListQueryDto,
    window: WindowRequest | undefined,
    filter: PodFilter,
  ): PodRecord[] {
    const { namespace, node, labelSelector } = query;
    const matches = labelSelector === undefined ? undefined : parseLabelSelector(labelSelector);
    const isListed = this.reader.listedTest(window);
    return this.directory
      .podsOf({ namespace, node })
      .filter(
        (pod) =>
          isListed(pod.entity) && (matches === undefined || matches(pod.labels)) && filter(pod),
      );
  }

  private async listLatest(query: PodListQueryDto, pods: PodRecord[]): Promise<ListBody> {
    const { fields, extras, names } = selectFields(query.fields, POD_FIELDS, POD_EXTRAS);
    const isSorted = parseSort(query.sort) !== undefined;
    const page = isSorted ? undefined : pageByKey(pods, (pod) => pod.sortKey, query);
    const shown = page?.items ?? pods;
    const table = await readPodTable(this.reader, shown, fields, extras);
    const rows = isSorted ? pageByValues({ ...table, fieldNames: names }, query) : undefined;
    const writer = new LatestWriter(table, this.reader.ages);
    return {
      count: rows?.items.length ?? shown.length,
      writeItem: (index, out) => writer.write(rows?.items[index] ?? index, out),
      tail: this.reader.listTail(pods.length, page?.next ?? rows?.next),
    };
  }

  private listSeries(query: PodListQueryDto, pods: PodRecord[], window: WindowRequest): ListBody {
    const { fields } = selectFields(query.fields, POD_FIELDS, []);
    const { store } = this.reader;
    const read = (some: readonly PodRecord[]) => {
      const entities = some.map(({ entity }) => entity);
      return store.range(entities, fields, window, window.statistics);
    };
    return createSeriesList(this.reader, query, window, {
      items: pods,
      keyOf: (pod) => pod.sortKey,
      membersOf: (pod) => pod.members,
      read,
    });
  }
}
