import { Injectable } from '@nestjs/common';
import { fieldsOf } from '@kubemonitor/metrics-model';
import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity } from '@kubemonitor/storage';
import { EntityLists } from '../answers/entity-lists.service';
import { readLatestTable, type EntityView } from '../answers/latest-table';
import { Reader } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { ProblemError } from '../problem/problem';
import { selectFields, type FieldSelection } from '../query/fields';
import type { PlannedWindow } from '../query/window';
import type { ByteWriter } from '../render/byte-writer';
import { LatestWriter } from '../render/latest-writer';
import { SeriesWriter } from '../render/series-writer';
import { toMembers } from '../render/table';
import {
  createContainerView,
  toContainerRows,
  toCurrentRows,
  type ContainerRow,
} from './container-view';
import { createPodView } from './pod-view';

const CONTAINER_FIELDS = fieldsOf('container');

/** One pod with its containers: latest values and windows. */
@Injectable()
export class PodDetailService {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly lists: EntityLists,
  ) {}

  /**
   * One pod the caller may read, by name or by uid. A pod the cluster has is found for every
   * window; one in a namespace that may not be read as if there were none.
   * @throws ProblemError 404, or 409 when the name exists in several namespaces
   */
  find(
    name: string,
    namespace: string | undefined,
    query: WindowQueryDto,
    scope: ReadScope,
  ): PodRecord {
    const heardAt = this.timeIn(this.reader.window(query));
    const found = this.directory
      .podsNamed(name, this.reader.listedSinceMs)
      .filter((pod) => namespace === undefined || pod.namespace === namespace)
      .filter((pod) => scope.mayReadNamespace(pod.namespace))
      .map((pod) => ({ pod, atMs: heardAt(pod) }))
      .filter(({ atMs }) => atMs !== undefined);
    const places = new Set(found.map(({ pod }) => pod.namespace));
    if (places.size > 1) {
      throw new ProblemError(
        'ambiguous-name',
        `Pods named ${JSON.stringify(name)} exist in ${places.size} namespaces; add "?namespace=".`,
        { candidates: [...places].map((place) => `${place ?? ''}/${name}`).sort() },
      );
    }
    const [newest] = found.sort((a, b) => (b.atMs ?? 0) - (a.atMs ?? 0));
    if (newest !== undefined) return newest.pod;
    const where = namespace === undefined ? '' : ` in namespace ${JSON.stringify(namespace)}`;
    throw new ProblemError('not-found', `No pod ${JSON.stringify(name)} is known${where}.`);
  }

  /** One pod with its containers. @returns what writes its object */
  async describe(pod: PodRecord, query: WindowQueryDto): Promise<(out: ByteWriter) => void> {
    const window = this.reader.window(query);
    const { cluster } = this.directory;
    const view = createPodView(cluster, this.reader.listedSinceMs);
    const containers = createContainerView(pod, cluster);
    if (window === undefined) {
      const more = await this.latestContainers(pod, containers, query);
      return this.lists.describeLatest(view, pod, query, more);
    }
    const more = await this.seriesContainers(pod, containers, query, window);
    return this.lists.describeSeries(view, pod, query, window, more);
  }

  /**
   * A test whether a pod can be meant, and how late its samples are: of two pods of one name
   * that with the newest. Now it is the one the cluster has; in a window it comes last, with
   * no samples, when there is none with samples.
   */
  private timeIn(window: PlannedWindow | undefined): (pod: PodRecord) => number | undefined {
    if (window === undefined) {
      return ({ isListed, existence, entity }) => {
        if (!isListed) return undefined;
        return existence === 'exists' ? Number.MAX_VALUE : entity?.lastSeenMs;
      };
    }
    const isInWindow = this.reader.listedTest(window);
    return ({ existence, entity }) => {
      if (entity !== undefined && isInWindow(entity)) return entity.lastSeenMs;
      return existence === 'exists' ? 0 : undefined;
    };
  }

  private async latestContainers(
    pod: PodRecord,
    view: EntityView<ContainerRow>,
    query: WindowQueryDto,
  ): Promise<(out: ByteWriter) => void> {
    const isListed = this.reader.listedTest(undefined);
    const reported = pod
      .specContainers()
      .filter((entity) => isListed(entity) && entity.lastTick === pod.entity?.lastTick);
    const rows = toCurrentRows(pod, reported);
    const selection = selectContainerFields(query, Object.keys(view.shares));
    const table = await readLatestTable(this.reader.store, view, rows, selection);
    const writer = new LatestWriter(table, this.reader.ages);
    return writeContainers(pod, rows, (row, out) => writer.write(row, out));
  }

  private async seriesContainers(
    pod: PodRecord,
    view: EntityView<ContainerRow>,
    query: WindowQueryDto,
    window: PlannedWindow,
  ): Promise<(out: ByteWriter) => void> {
    const isInWindow = this.reader.listedTest(window);
    const entities: Entity[] = pod.specContainers().filter(isInWindow);
    const rows = toContainerRows(pod, entities);
    const { fields } = selectContainerFields(query, []);
    const frame = await this.reader.store.range(
      rows.flatMap(({ entity }) => entity ?? []),
      fields,
      window,
      window.statistics,
    );
    const series = new SeriesWriter(frame);
    return writeContainers(pod, rows, (row, out) => {
      out.text('{');
      out.bytes(view.membersOf(rows[row]));
      out.text(',');
      series.write(row, out);
      out.text('}');
    });
  }
}

function writeContainers(
  { labels }: PodRecord,
  rows: readonly ContainerRow[],
  writeRow: (row: number, out: ByteWriter) => void,
): (out: ByteWriter) => void {
  return (out) => {
    out.text(`,${toMembers({ labels })},"containers":[`);
    rows.forEach((_, row) => {
      if (row > 0) out.text(',');
      writeRow(row, out);
    });
    out.text(']');
  };
}

/** Of the fields asked for those a container has; the pod's answer refuses unknown ones. */
function selectContainerFields(
  { fields: text }: WindowQueryDto,
  shares: readonly string[],
): FieldSelection {
  if (text === undefined) return selectFields(undefined, CONTAINER_FIELDS, shares);
  const known = new Set([...CONTAINER_FIELDS.map(({ name }) => name), ...shares]);
  const asked = text.split(',').map((name) => name.trim());
  const fields = CONTAINER_FIELDS.filter(({ name }) => asked.includes(name));
  const names = new Set(asked.filter((name) => known.has(name)));
  return { fields, names, extras: new Set(shares.filter((name) => names.has(name))) };
}
