import { Injectable } from '@nestjs/common';
import type { PodListQueryDto } from '@kubemonitor/metrics-model/dto';
import { EntityLists } from '../answers/entity-lists.service';
import { Reader } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { parseLabelSelector } from '../query/label-selector';
import type { PlannedWindow } from '../query/window';
import type { ListBody } from '../render/send';
import { filterInTurns } from '../turns/map-in-turns';
import { createPodView } from './pod-view';

/** Narrows a list of pods further than its query does: to a workload, say. */
export type PodFilter = (pod: PodRecord) => boolean;

/** Lists of pods: latest values and windows. */
@Injectable()
export class PodsService {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly lists: EntityLists,
  ) {}

  /** A list of pods the caller may read. @throws ProblemError for a query that is not valid */
  async list(query: PodListQueryDto, scope: ReadScope, filter?: PodFilter): Promise<ListBody> {
    const window = this.reader.window(query);
    const filters = filter === undefined ? [] : [filter];
    if (!scope.isEverything) filters.push((pod) => scope.mayReadNamespace(pod.namespace));
    const pods = await this.select(query, window, filters);
    const view = createPodView(this.directory.cluster, this.reader.listedSinceMs);
    return this.lists.list(view, pods, query, window);
  }

  /** The pods a query asks for, in list order: the one place that says which are listed. */
  private async select(
    query: PodListQueryDto,
    window: PlannedWindow | undefined,
    filters: readonly PodFilter[],
  ): Promise<readonly PodRecord[]> {
    const { namespace, node, labelSelector } = query;
    const tests = [...filters];
    if (window !== undefined) {
      const isInWindow = this.reader.listedTest(window);
      tests.push(({ entity }) => entity !== undefined && isInWindow(entity));
    }
    if (labelSelector !== undefined) {
      const matches = parseLabelSelector(labelSelector);
      tests.push(({ labels }) => matches(labels));
    }
    const place = { namespace, node };
    const pods =
      window === undefined
        ? this.directory.latestPods(place, this.reader.listedSinceMs)
        : this.directory.allPods(place);
    // Without a test the list is taken as it is kept: a page of it costs what the page costs.
    if (tests.length === 0) return pods;
    return filterInTurns([...pods], (pod) => tests.every((test) => test(pod)));
  }
}
