import { Injectable } from '@nestjs/common';
import { fieldsOf, type FieldDefinition } from '@kubemonitor/metrics-model';
import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity } from '@kubemonitor/storage';
import { Reader, toColumns, toWindowMembers } from '../answers/reader.service';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { ProblemError } from '../problem/problem';
import { selectFields } from '../query/fields';
import type { WindowRequest } from '../query/window';
import type { ByteWriter } from '../render/byte-writer';
import { LatestWriter } from '../render/latest-writer';
import { SeriesWriter } from '../render/series-writer';
import { toMemberBytes, toMembers } from '../render/table';
import { POD_EXTRAS, readPodTable } from './pod-table';

const POD_FIELDS = fieldsOf('pod');
const CONTAINER_FIELDS = fieldsOf('container');

/** One pod with its containers: latest values and windows. */
@Injectable()
export class PodDetailService {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  /**
   * One pod by name, or by uid.
   * @throws ProblemError 404, or 409 when the name exists in several namespaces
   */
  find(name: string, namespace: string | undefined, query: WindowQueryDto): PodRecord {
    const window = this.reader.window(query);
    const found = this.directory
      .podsNamed(name)
      .filter(
        (pod) =>
          (namespace === undefined || pod.namespace === namespace) &&
          this.reader.isListed(pod.entity, window),
      );
    const places = new Set(found.map((pod) => pod.namespace));
    if (places.size > 1) {
      throw new ProblemError(
        'ambiguous-name',
        `Pods named ${JSON.stringify(name)} exist in ${places.size} namespaces; add "?namespace=".`,
        { candidates: [...places].map((place) => `${place ?? ''}/${name}`).sort() },
      );
    }
    const newest = found.reduce<PodRecord | undefined>(
      (best, pod) =>
        best === undefined || pod.entity.lastSeenMs > best.entity.lastSeenMs ? pod : best,
      undefined,
    );
    if (newest !== undefined) return newest;
    const where = namespace === undefined ? '' : ` in namespace ${JSON.stringify(namespace)}`;
    throw new ProblemError('not-found', `No pod ${JSON.stringify(name)} is known${where}.`);
  }

  /** One pod with its containers. @returns what writes its object */
  async describe(pod: PodRecord, query: WindowQueryDto): Promise<(out: ByteWriter) => void> {
    const window = this.reader.window(query);
    return window === undefined
      ? this.describeLatest(pod, query)
      : this.describeSeries(pod, query, window);
  }

  private async describeLatest(pod: PodRecord, query: WindowQueryDto) {
    const { fields, extras } = selectFields(query.fields, POD_FIELDS, POD_EXTRAS);
    const table = await readPodTable(this.reader, [pod], fields, extras);
    const containers = this.containersOf(pod, undefined);
    const frame = await this.reader.store.latest(containers, containerFields(query, fields));
    const containerWriter = new LatestWriter(
      {
        length: containers.length,
        identity: (row) => toMemberBytes(describeContainer(pod, containers[row])),
        timestamps: frame.timestamps,
        columns: toColumns(frame),
      },
      this.reader.ages,
    );
    const more = (_row: number, out: ByteWriter) => {
      out.text(`,${toMembers({ labels: pod.labels })},"containers":[`);
      containers.forEach((_, row) => {
        if (row > 0) out.text(',');
        containerWriter.write(row, out);
      });
      out.text(']');
    };
    const writer = new LatestWriter({ ...table, more }, this.reader.ages);
    return (out: ByteWriter) => writer.write(0, out);
  }

  private async describeSeries(pod: PodRecord, query: WindowQueryDto, window: WindowRequest) {
    const { fields } = selectFields(query.fields, POD_FIELDS, []);
    const { store } = this.reader;
    const containers = this.containersOf(pod, window);
    const own = new SeriesWriter(
      await store.range([pod.entity], fields, window, window.statistics),
    );
    const wanted = containerFields(query, fields);
    const theirs = new SeriesWriter(
      await store.range(containers, wanted, window, window.statistics),
    );
    return (out: ByteWriter) => {
      out.text('{');
      out.bytes(pod.members);
      out.text(`,${toMembers({ labels: pod.labels, ...toWindowMembers(window) })},`);
      own.write(0, out);
      out.text(',"containers":[');
      containers.forEach((container, index) => {
        out.text(`${index > 0 ? ',' : ''}{${toMembers(describeContainer(pod, container))},`);
        theirs.write(index, out);
        out.text('}');
      });
      out.text(']}');
    };
  }

  private containersOf(pod: PodRecord, window: WindowRequest | undefined): Entity[] {
    const nameOf = (container: Entity) => pod.containerIdentity(container)?.name ?? '\u{10ffff}';
    return pod
      .specContainers()
      .filter(
        (container) =>
          this.reader.isListed(container, window) &&
          (window !== undefined || container.lastTick === pod.entity.lastTick),
      )
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }
}

function describeContainer(pod: PodRecord, container: Entity): Record<string, unknown> {
  const identity = pod.containerIdentity(container);
  return {
    container: identity?.name ?? null,
    container_id: container.id,
    image: identity?.image,
    restarts: identity?.restarts,
  };
}

/** Of the fields asked for those a container has. */
function containerFields(
  query: WindowQueryDto,
  asked: readonly FieldDefinition[],
): readonly FieldDefinition[] {
  if (query.fields === undefined) return CONTAINER_FIELDS;
  return CONTAINER_FIELDS.filter(({ name }) => asked.some((field) => field.name === name));
}
