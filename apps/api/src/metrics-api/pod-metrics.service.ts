import { Inject, Injectable } from '@nestjs/common';
import { Reader } from '../answers/reader.service';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import { checkFollowed } from './followed';
import { inBatches } from './in-batches';
import { sumUsages, toMeasured, toUsageList, type MetricsItem } from './metrics-objects';
import { notFound } from './not-found';
import type { MetricsList } from './list-sender';
import { joinContainers, listMeasured, type MeasuredContainer } from './pod-usage';
import type { Selection } from './selection';
import type { AnswerTime } from './time';
import { UsageReader } from './usage-reader.service';

/** A pod the cluster has named, and its containers. */
interface MeasuredPod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly MeasuredContainer[];
}

/** PodMetrics of the cluster's running pods. */
@Injectable()
export class PodMetricsService {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    @Inject(IDENTITY_SOURCE) private readonly identities: IdentitySource,
    private readonly usages: UsageReader,
  ) {}

  /**
   * Running pods with a rate, by namespace and name, some at a time: of all namespaces when none
   * is given. @throws StatusError 503
   */
  list(namespace: string | undefined, selection: Selection): MetricsList {
    checkFollowed(this.identities, 'pods');
    const { length } = this.podsOf(namespace);
    return { length, batches: this.measureAll(namespace, selection) };
  }

  /** @throws StatusError 404 when no such pod runs, or it has no rate yet; 503 */
  async get(namespace: string, name: string): Promise<MetricsItem> {
    checkFollowed(this.identities, 'pods');
    const pods = this.directory
      .podsNamed(name, this.reader.listedSinceMs)
      .filter((pod) => pod.isListed && pod.namespace === namespace && pod.name === name)
      .filter(isRunning);
    if (pods.length === 0) throw notFound({ group: '', kind: 'pods', name });
    const [item] = await this.measure(pods, this.usages.now());
    if (item === undefined) throw notFound({ kind: 'podmetrics', name: `${namespace}/${name}` });
    return item;
  }

  /** Begins when it is first asked: a list that waits for its turn is not of before. */
  private async *measureAll(
    namespace: string | undefined,
    selection: Selection,
  ): AsyncGenerator<readonly MetricsItem[]> {
    // The list is not ours and changes with the next report.
    const pods = [...this.podsOf(namespace)];
    const time = this.usages.now();
    yield* inBatches(
      pods,
      (pod) => isRunning(pod) && isSelected(pod, selection),
      (batch) => this.measure(batch, time),
    );
  }

  private podsOf(namespace: string | undefined): readonly PodRecord[] {
    return this.directory.latestPods({ namespace }, this.reader.listedSinceMs);
  }

  private async measure(records: readonly PodRecord[], time: AnswerTime): Promise<MetricsItem[]> {
    const pods = records.flatMap((record) => toMeasuredPod(record) ?? []);
    const entities = pods.flatMap(({ containers }) =>
      containers.flatMap(({ entity }) => entity ?? []),
    );
    const usages = await this.usages.read(entities, time.nowMs);
    return pods.flatMap((pod) => {
      const joined = joinContainers(pod.containers, (entity) => usages.get(entity));
      if (joined === undefined) return [];
      const containers = joined.containers.map(({ name, usage }) => ({
        name,
        usage: toUsageList(usage),
      }));
      const total = toUsageList(sumUsages(joined.containers.map(({ usage }) => usage)));
      return [{ metrics: { ...toMeasured(pod, joined, time), containers }, total }];
    });
  }
}

function isRunning({ identity }: PodRecord): boolean {
  return identity?.phase === 'Running';
}

function isSelected(pod: PodRecord, selection: Selection): boolean {
  return selection.matches(pod.labels, {
    'metadata.name': pod.name,
    'metadata.namespace': pod.namespace,
    'spec.nodeName': pod.node,
  });
}

function toMeasuredPod(record: PodRecord): MeasuredPod | undefined {
  const { name, namespace, labels } = record;
  if (name === undefined || namespace === undefined) return undefined;
  return { name, namespace, labels, containers: listMeasured(record) };
}
