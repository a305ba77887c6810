import { Poster } from '../http/poster';
import { reportHeaders } from '../http/report-headers';
import { formatCount } from '../output/table';
import type { Progress } from '../output/progress';
import { replay } from '../pace/replay';
import { sendAtRealPace, type RealPaceCounts } from '../pace/real-pace';
import { ReportStream } from '../report/report-stream';
import type { ClusterShape } from '../workload/topology';

/** A played cluster that first catches up on its history and then reports at real pace. */
export class LiveCluster {
  readonly poster: Poster;
  private stream: ReportStream | undefined;
  private running: Promise<RealPaceCounts> | undefined;
  private readonly end = new AbortController();

  constructor(
    private readonly shape: ClusterShape,
    url: string,
    private readonly options: { readonly connections: number; readonly spread: number },
    private readonly progress: Progress,
  ) {
    this.poster = new Poster({
      url: `${url}/api/reports`,
      connections: options.connections,
      headers: reportHeaders,
    });
  }

  /** Sends `ticks` ticks that end about now, as fast as they are taken. @throws BenchError */
  async loadHistory(ticks: number): Promise<void> {
    const { shape, progress, poster } = this;
    const now = Math.floor(Date.now() / 1_000 / shape.intervalSeconds);
    this.stream = new ReportStream(shape, now - ticks + 1);
    const prepared = await this.stream.prepare(ticks, (done) =>
      progress.step(() => `preparing reports: ${done} of ${ticks} ticks`),
    );
    progress.say(`sending ${formatCount(ticks * shape.nodes)} reports`);
    await replay(prepared, poster, this.options.connections, () =>
      progress.step(() => `sent ${formatCount(poster.accepted)} reports`),
    );
    poster.assertAllAccepted();
  }

  /** Goes on at real pace, beginning with the ticks that passed meanwhile. */
  start(): void {
    const { stream } = this;
    if (stream === undefined) throw new RangeError('the history comes first');
    this.running = sendAtRealPace(() => stream.next(), this.poster, {
      intervalSeconds: this.shape.intervalSeconds,
      spreadSeconds: this.options.spread,
      stop: this.end.signal,
    });
  }

  /** Finishes the tick it is in. @throws BenchError when a report was refused */
  async stop(): Promise<RealPaceCounts | undefined> {
    this.end.abort();
    const counts = await this.running;
    await this.stream?.close();
    this.poster.assertAllAccepted();
    this.poster.close();
    return counts;
  }
}
