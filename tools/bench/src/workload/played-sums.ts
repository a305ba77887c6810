import { AT, RECORD_VALUES } from './metrics';
import { NodeWorkload } from './node-workload';
import { podsOf, type ClusterShape } from './topology';

/**
 * The memory of namespaces as the played cluster has it, tick by tick: the right answer, known
 * without asking anybody.
 */
export class PlayedSums {
  private readonly workloads: readonly NodeWorkload[];
  /** Namespace of each pod, node by node. */
  private readonly namespaces: readonly (readonly string[])[];
  private readonly sums = new Map<number, ReadonlyMap<string, number>>();

  constructor(
    shape: ClusterShape,
    private nextTick: number,
  ) {
    const nodes = Array.from({ length: shape.nodes }, (_, node) => node);
    this.workloads = nodes.map((node) => new NodeWorkload(shape, node));
    this.namespaces = nodes.map((node) => podsOf(shape, node).map(({ namespace }) => namespace));
  }

  /** Sums of tick `tick` by namespace, bytes; ticks before it are played, too. */
  at(tick: number): ReadonlyMap<string, number> {
    while (this.nextTick <= tick) this.step();
    return this.sums.get(tick) ?? new Map<string, number>();
  }

  private step(): void {
    const sums = new Map<string, number>();
    for (const [node, workload] of this.workloads.entries()) {
      workload.step();
      for (const [pod, namespace] of this.namespaces[node].entries()) {
        const bytes = workload.values[(pod + 1) * RECORD_VALUES + AT.workingSet];
        sums.set(namespace, (sums.get(namespace) ?? 0) + bytes);
      }
    }
    this.sums.set(this.nextTick, sums);
    this.nextTick += 1;
  }
}
