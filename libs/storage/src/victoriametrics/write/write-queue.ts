import { toSnappyBlock, type SnappyPart } from '@kubemonitor/remote-write';
import { StoreError } from '../../store-error';
import type { Timer } from '../options';
import type { EngineClient, WriteAnswer } from '../server/engine-client';

/** Unpacked, a request stays below half of what VictoriaMetrics takes (`-maxInsertRequestSize`, 32 MiB). */
const MAX_RAW_BYTES = 16 * 1_024 * 1_024;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

interface Waiting {
  readonly part: SnappyPart;
  readonly deadlineMs: number;
  readonly resolve: () => void;
  readonly reject: (error: StoreError) => void;
}

export interface WriteCounts {
  requests: number;
  retries: number;
  /** Parts given up, by what became of them. */
  unavailable: number;
  busy: number;
  refused: number;
}

/**
 * Sends parts to the server, one request at a time: what comes while one is under way goes
 * together in the next, so that the load itself makes the batches. A part is acknowledged
 * when the server has taken it. One request in flight also keeps the samples of a series in
 * order, which engines other than VictoriaMetrics insist on.
 */
export class WriteQueue {
  readonly counts: WriteCounts = { requests: 0, retries: 0, unavailable: 0, busy: 0, refused: 0 };
  private readonly waiting: Waiting[] = [];
  private queued = 0;
  private running: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly client: Pick<EngineClient, 'write'>,
    private readonly timer: Timer,
    private readonly limits: {
      readonly maxQueuedBytes: number;
      readonly maxRequestBytes: number;
      readonly writeTimeoutMs: number;
    },
  ) {}

  get queuedBytes(): number {
    return this.queued;
  }

  /**
   * Resolves when the server has taken the part.
   * @throws StoreError: `busy` at once when too much waits, `unavailable` when the server has
   * not taken it in time, `refused` when it never will, `misconfigured`
   */
  add(part: SnappyPart): Promise<void> {
    if (this.isClosed) return Promise.reject(new StoreError('unavailable', 'the store is closed'));
    if (this.queued + part.bytes.length > this.limits.maxQueuedBytes) {
      this.counts.busy += 1;
      return Promise.reject(
        new StoreError(
          'busy',
          `${this.queued} bytes wait for VictoriaMetrics already; send it again later`,
        ),
      );
    }
    this.queued += part.bytes.length;
    const deadlineMs = this.timer.now() + this.limits.writeTimeoutMs;
    const written = new Promise<void>((resolve, reject) => {
      this.waiting.push({ part, deadlineMs, resolve, reject });
    });
    this.running ??= this.drain();
    return written;
  }

  /** Waits until nothing waits; later parts are refused. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
  }

  private async drain(): Promise<void> {
    // Reports that are being taken in the same turn go along.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.send(this.takeBatch());
    this.running = undefined;
  }

  private takeBatch(): Waiting[] {
    let bytes = 0;
    let raw = 0;
    let count = 0;
    for (const { part } of this.waiting) {
      bytes += part.bytes.length;
      raw += part.rawLength;
      if (count > 0 && (bytes > this.limits.maxRequestBytes || raw > MAX_RAW_BYTES)) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  /** Sends a batch until it is taken, refused, or out of time. */
  private async send(batch: Waiting[]): Promise<void> {
    let left = batch;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.trySend(left);
      if (answer.kind === 'taken') return this.settle(left, ({ resolve }) => resolve());
      if (answer.kind !== 'later') return this.giveUp(left, answer);
      await this.timer.delay(answer.afterMs ?? pauseMs * (0.5 + Math.random() / 2));
      const nowMs = this.timer.now();
      const late = left.filter(({ deadlineMs }) => deadlineMs <= nowMs);
      this.fail(late, 'unavailable', `VictoriaMetrics has not taken it in time: ${answer.detail}`);
      left = left.filter(({ deadlineMs }) => deadlineMs > nowMs);
      if (left.length === 0) return;
      this.counts.retries += 1;
    }
  }

  private trySend(batch: readonly Waiting[]): Promise<WriteAnswer> {
    this.counts.requests += 1;
    const body = toSnappyBlock(batch.map(({ part }) => part));
    const deadlineMs = Math.max(...batch.map((waiting) => waiting.deadlineMs));
    return this.client.write(body, deadlineMs - this.timer.now());
  }

  /** One bad report must not take the others of its batch along: halves are tried apart. */
  private async giveUp(
    batch: Waiting[],
    answer: Extract<WriteAnswer, { kind: 'refused' | 'misconfigured' }>,
  ): Promise<void> {
    if (answer.kind === 'refused' && batch.length > 1) {
      const middle = batch.length >> 1;
      await this.send(batch.slice(0, middle));
      await this.send(batch.slice(middle));
      return;
    }
    this.fail(batch, answer.kind, `VictoriaMetrics does not take it: ${answer.detail}`);
  }

  private fail(
    batch: readonly Waiting[],
    code: 'unavailable' | 'refused' | 'misconfigured',
    message: string,
  ): void {
    this.counts[code === 'refused' ? 'refused' : 'unavailable'] += batch.length;
    this.settle(batch, ({ reject }) => reject(new StoreError(code, message)));
  }

  private settle(batch: readonly Waiting[], end: (waiting: Waiting) => void): void {
    for (const waiting of batch) {
      this.queued -= waiting.part.bytes.length;
      end(waiting);
    }
  }
}
