import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TickBodies } from '../pace/tick-bodies';
import type { ClusterShape } from '../workload/topology';
import type { ReportPart, ReportWorkerData } from './report-worker';

const MOST_WORKERS = 2;
const SCRIPT = 'report-worker.cjs';

/** The reports of all nodes for one tick, ready to be sent. */
class ReportTick implements TickBodies {
  readonly count: number;
  private readonly perPart: number;

  constructor(private readonly parts: readonly ReportPart[]) {
    this.count = parts.reduce((sum, { ends }) => sum + ends.length, 0);
    this.perPart = parts[0].ends.length;
  }

  get tick(): number {
    return this.parts[0].tick;
  }

  get plainBytes(): number {
    return this.parts.reduce((sum, part) => sum + part.plainBytes, 0);
  }

  body(node: number): Uint8Array {
    const { bytes, ends } = this.parts[Math.floor(node / this.perPart)];
    const index = node % this.perPart;
    return bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]);
  }
}

/**
 * Makes the reports of a played cluster, tick after tick, in worker threads, so that making
 * them does not slow down sending them.
 */
export class ReportStream {
  private readonly workers: readonly Worker[];
  private readonly made: ReportPart[][];
  private wake: (() => void) | undefined;
  private failure: Error | undefined;
  private asked = 0;
  private taken = 0;

  constructor(shape: ClusterShape, firstTick: number) {
    const count = Math.min(MOST_WORKERS, availableParallelism(), shape.nodes);
    const perWorker = Math.ceil(shape.nodes / count);
    this.made = Array.from({ length: count }, () => []);
    this.workers = this.made.map((parts, index) => {
      const firstNode = index * perWorker;
      const endNode = Math.min(shape.nodes, firstNode + perWorker);
      const workerData: ReportWorkerData = { shape, firstNode, endNode, firstTick };
      const worker = new Worker(join(__dirname, SCRIPT), { workerData });
      worker.on('message', (part: ReportPart) => {
        parts.push(part);
        this.wake?.();
      });
      worker.on('error', (error) => {
        this.failure = error;
        this.wake?.();
      });
      return worker;
    });
  }

  /** Makes `count` ticks and holds them all: the way to replay as fast as a server can. */
  async prepare(count: number, onTick: (done: number) => void): Promise<ReportTick[]> {
    const ticks: ReportTick[] = [];
    this.ask(count);
    while (ticks.length < count) {
      ticks.push(await this.take());
      onTick(ticks.length);
    }
    return ticks;
  }

  /** The next tick; the one after it is made meanwhile. */
  async next(): Promise<ReportTick> {
    this.ask(2 - (this.asked - this.taken));
    return this.take();
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private ask(count: number): void {
    if (count <= 0) return;
    this.asked += count;
    for (const worker of this.workers) worker.postMessage(count);
  }

  private async take(): Promise<ReportTick> {
    while (this.made.some((parts) => parts.length === 0)) {
      if (this.failure !== undefined) throw this.failure;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    this.taken += 1;
    return new ReportTick(this.made.map((parts) => parts.shift() as ReportPart));
  }
}

export type { ReportTick };
