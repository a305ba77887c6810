import type { TickBodies } from '../pace/tick-bodies';
import { REMOTE_WRITE_HEADERS, SampleTemplate, toSnappyBlock } from '@kubemonitor/remote-write';
import { NodeWorkload } from '../workload/node-workload';
import type { ClusterShape } from '../workload/topology';
import { seriesOf } from './played-series';

/** Headers of the requests. */
export const PLAYED_WRITE_HEADERS = {
  ...REMOTE_WRITE_HEADERS,
  'user-agent': 'kubemonitor-bench',
} as const;

/**
 * The samples of a played cluster as remote write requests, one a node and tick: the same
 * samples as a ReportStream's with the same shape. A node's bodies must be asked for tick
 * after tick, once each.
 */
export class RemoteWriteStream {
  private readonly workloads: readonly NodeWorkload[];
  private readonly requests: readonly SampleTemplate[];

  constructor(
    private readonly shape: ClusterShape,
    private nextTick: number,
  ) {
    const nodes = Array.from({ length: shape.nodes }, (_, node) => node);
    this.workloads = nodes.map((node) => new NodeWorkload(shape, node));
    this.requests = nodes.map((node) => new SampleTemplate(seriesOf(shape, node)));
  }

  /** The next `count` ticks. */
  take(count: number): TickBodies[] {
    return Array.from({ length: count }, () => this.takeTick());
  }

  /** Lets `count` ticks pass that are not sent. */
  skip(count: number): void {
    this.nextTick += count;
    for (const workload of this.workloads) {
      for (let tick = 0; tick < count; tick += 1) workload.step();
    }
  }

  private takeTick(): TickBodies {
    const tick = this.nextTick;
    this.nextTick += 1;
    const timeMs = tick * this.shape.intervalSeconds * 1_000;
    return {
      tick,
      count: this.shape.nodes,
      body: (node) => {
        this.workloads[node].step();
        this.requests[node].write(timeMs, this.workloads[node].values);
        return toSnappyBlock([this.requests[node]]);
      },
    };
  }
}
