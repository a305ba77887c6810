import { LabelSet } from '@kubemonitor/promql';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import type { ReadScope } from '../auth/read-scope';
import type { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import type { Pacer } from './pacer';
import type { SelectionTest } from './selection-test';
import type { StoredMetric } from './stored-metrics';

/** What has a series of each metric of its scope. */
export interface SampledRow {
  readonly labels: LabelSet;
  /** Runs of one container, pods of one name: one after the other, oldest first. */
  readonly entities: Entity[];
}

/** Time samples are asked for, ms since the epoch, both ends included. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Where rows come from. */
export interface RowSources {
  readonly store: MetricsStore;
  readonly directory: Directory;
  readonly scope: ReadScope;
  readonly pacer: Pacer;
}

const isWithin = ({ firstSeenMs, lastSeenMs }: Entity, { startMs, endMs }: Span): boolean =>
  firstSeenMs <= endMs && lastSeenMs >= startMs;

/** The rows of a scope that may be wanted and read, with samples in the span. */
export async function listRows(
  sources: RowSources,
  scope: StoredMetric['scope'],
  test: SelectionTest,
  span: Span,
): Promise<SampledRow[]> {
  if (scope === 'node') return listNodes(sources, span);
  const rows = new Map<string, SampledRow>();
  // A copy: the directory's list may change while others have their turn.
  for (const pod of [...sources.directory.allPods({ namespace: test.only('namespace') })]) {
    if (sources.pacer.isDue) await sources.pacer.rest();
    const mayRead = sources.scope.isEverything || sources.scope.mayReadNamespace(pod.namespace);
    if (!mayRead || pod.entity === undefined || !mayMatch(test, pod)) continue;
    if (scope === 'pod') addTo(rows, podLabels(pod), pod.entity, span);
    else addContainers(rows, pod, span);
  }
  for (const { entities } of rows.values()) {
    if (sources.pacer.isDue) await sources.pacer.rest();
    if (entities.length > 1) entities.sort((a, b) => a.firstSeenMs - b.firstSeenMs);
  }
  return [...rows.values()];
}

function listNodes({ store, scope }: RowSources, span: Span): SampledRow[] {
  if (!scope.mayReadNodes) return [];
  return [...store.entities('node')]
    .filter((entity) => isWithin(entity, span))
    .map((entity) => ({
      labels: LabelSet.of({ node: entity.node, instance: entity.node }),
      entities: [entity],
    }));
}

function mayMatch(test: SelectionTest, pod: PodRecord): boolean {
  return (
    test.wants('namespace', pod.name === undefined ? undefined : pod.namespace) &&
    test.wants('pod', pod.name) &&
    test.wants('node', pod.node)
  );
}

/** As the expositions label it: by name, or by uid while nobody has named it. */
function podLabels({ namespace, name, uid, node }: PodRecord): Record<string, string> {
  const place = { node: node ?? '', instance: node ?? '' };
  return name === undefined
    ? { ...place, uid: uid ?? '' }
    : { ...place, namespace: namespace ?? '', pod: name };
}

function addContainers(rows: Map<string, SampledRow>, pod: PodRecord, span: Span): void {
  const ofPod = podLabels(pod);
  for (const entity of pod.specContainers()) {
    const run = pod.runOf(entity.id);
    const own: Record<string, string> =
      run === undefined ? { name: entity.id } : { container: run.name, image: run.image };
    addTo(rows, { ...ofPod, ...own }, entity, span);
  }
}

function addTo(
  rows: Map<string, SampledRow>,
  named: Record<string, string>,
  entity: Entity,
  span: Span,
): void {
  if (!isWithin(entity, span)) return;
  const labels = LabelSet.of(named);
  const row = rows.get(labels.key);
  if (row === undefined) rows.set(labels.key, { labels, entities: [entity] });
  else row.entities.push(entity);
}
