import { LabelSet, METRIC_NAME, type SampledSeries } from '@kubemonitor/promql';
import type { ClusterObject, ObjectGroup } from './object-metrics';
import type { Pacer } from './pacer';
import type { Span } from './sampled-rows';
import type { SelectionTest } from './selection-test';

/** What an object is from its beginning to its end: its value now is the one it always had. */
const LASTING = new Set([
  ...['kube_pod_info', 'kube_pod_owner', 'kube_pod_created', 'kube_pod_start_time'],
  ...['kube_pod_container_info', 'kube_replicaset_owner', 'kube_job_owner', 'kube_node_info'],
  ...['kube_pod_container_resource_requests', 'kube_pod_container_resource_limits'],
  ...['kube_pod_init_container_resource_requests', 'kube_pod_init_container_resource_limits'],
  ...['kube_node_status_capacity', 'kube_node_status_allocatable', 'node_uname_info'],
  ...['kube_namespace_created', 'kube_node_created'],
]);

/** What can change is told for so long before now: no longer than a scrape would be apart. */
const CHANGING_MS = 60_000;

/** Distances of the samples of what does not change, ms. */
const LEAST_DISTANCE_MS = 30_000;
const LONGEST_DISTANCE_MS = 240_000;
const WANTED_SAMPLES = 500;

const JOB = 'kube-state-metrics';
const NODE_JOBS: Readonly<Record<string, string>> = {
  node_uname_info: 'node-exporter',
  kubelet_running_pods: 'kubelet',
};

/**
 * The series of the cluster's objects a selection asks for. No history of them is kept: each
 * sample is what is known now.
 */
export async function* selectObjects(
  groups: readonly ObjectGroup[],
  test: SelectionTest,
  span: Span,
  { nowMs, pacer }: { readonly nowMs: number; readonly pacer: Pacer },
): AsyncGenerator<SampledSeries> {
  for (const group of groups) {
    const names = group.metricNames.filter((name) => test.wantsName(name));
    if (names.length === 0) continue;
    for (const object of group.objects()) {
      if (pacer.isDue) await pacer.rest();
      if (!Object.entries(object.labels).every(([name, value]) => test.wants(name, value)))
        continue;
      const base = toLabels(object.labels);
      for (const name of names) yield* seriesOf({ object, base }, name, test, { span, nowMs });
    }
  }
}

function* seriesOf(
  { object, base }: { readonly object: ClusterObject; readonly base: LabelSet },
  name: string,
  test: SelectionTest,
  { span, nowMs }: { readonly span: Span; readonly nowMs: number },
): Generator<SampledSeries> {
  const sinceMs = LASTING.has(name)
    ? (object.sinceMs ?? nowMs - CHANGING_MS)
    : Math.max(nowMs - CHANGING_MS, object.sinceMs ?? 0);
  const timestamps = toTimes({
    startMs: Math.max(span.startMs, sinceMs),
    endMs: Math.min(span.endMs, nowMs),
  });
  if (timestamps.length === 0) return;
  const job = NODE_JOBS[name] ?? JOB;
  for (const { value, labels: more } of object.samplesOf(name)) {
    const own = { ...more, job };
    if (!test.wantsSeries(base, own)) continue;
    const labels = base.joinedWith(toLabels({ ...own, [METRIC_NAME]: name }));
    yield { labels, timestamps, values: new Float64Array(timestamps.length).fill(value) };
  }
}

function toLabels(labels: ClusterObject['labels']): LabelSet {
  return LabelSet.from(Object.entries(labels).map(([name, value]) => [name, value ?? ''] as const));
}

/** Times of samples: at whole multiples of their distance, and at both ends. */
function toTimes({ startMs, endMs }: Span): number[] {
  if (startMs > endMs) return [];
  const distanceMs = Math.min(
    LONGEST_DISTANCE_MS,
    Math.max(LEAST_DISTANCE_MS, (endMs - startMs) / WANTED_SAMPLES),
  );
  const times = [startMs];
  let next = (Math.floor(startMs / distanceMs) + 1) * distanceMs;
  for (; next < endMs; next += distanceMs) times.push(Math.round(next));
  if (endMs > startMs) times.push(endMs);
  return times;
}
