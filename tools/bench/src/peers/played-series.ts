import type { Labels } from '@kubemonitor/remote-write';
import { BENCH_METRICS } from '../workload/metrics';
import { nodeName, podsOf, type ClusterShape } from '../workload/topology';

/**
 * Labels of all series of a node, in the order of a NodeWorkload's values. Metrics of pods
 * and nodes have names of their own, so that a query for one need not leave the other out.
 */
export function seriesOf(shape: ClusterShape, node: number): Labels[] {
  const name = nodeName(node);
  const ofNode = BENCH_METRICS.map((metric): Labels => [
    ['__name__', `node_${metric}`],
    ['node', name],
  ]);
  const ofPods = podsOf(shape, node).flatMap((pod) =>
    BENCH_METRICS.map((metric): Labels => [
      ['__name__', `pod_${metric}`],
      ['deployment', pod.deployment],
      ['namespace', pod.namespace],
      ['node', name],
      ['pod', pod.name],
    ]),
  );
  return [...ofNode, ...ofPods];
}
