import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { MetricsStore } from '@kubemonitor/storage';
import { Reader } from '../answers/reader.service';
import { ProblemError } from '../problem/problem';
import { STORE } from '../store/store.token';

/** The newest moment is looked up so often. */
const LOOK_MS = 500;

/** Without an event for so long a comment is sent, so that nothing in between ends the stream. */
const SILENCE_MS = 15_000;

/** Bytes a reader may leave unread before it gets no more; it catches up with the next event it reads. */
const MOST_UNREAD_BYTES = 16_384;

/** A reader that has read nothing for so long has gone. */
const STUCK_MS = 60_000;

/** Readers at a time. */
const MOST_STREAMS = 1_000;

/** Where the events of one reader go: a socket. */
export interface EventSink {
  /** Bytes that were written and not sent yet. */
  readonly writableLength: number;
  write(text: string): unknown;
  destroy(): void;
}

interface Stream {
  readonly sink: EventSink;
  lastWriteMs: number;
  /** Set while it does not read. */
  stuckSinceMs: number | undefined;
}

/**
 * Tells readers that there is something new: an event a tick, whose id is the moment it is
 * about. It does not carry numbers: who shows some asks for them as for any others, so one who
 * was away has missed nothing, and a slow reader costs no memory.
 */
@Injectable()
export class LiveStreams implements OnModuleInit, BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private timer: NodeJS.Timeout | undefined;
  private newestMs = Number.NaN;

  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    private readonly reader: Reader,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.look(), LOOK_MS);
  }

  /** Streams never end by themselves: without this the server would wait for them. */
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const { sink } of this.streams) sink.destroy();
    this.streams.clear();
  }

  /** Streams that are open. */
  get count(): number {
    return this.streams.size;
  }

  /** @throws ProblemError 503 when there are too many already */
  refuseTooMany(): void {
    if (this.streams.size < MOST_STREAMS) return;
    throw new ProblemError('unavailable', `${MOST_STREAMS} live streams are open already.`, {
      retryAfterSeconds: 60,
    });
  }

  /**
   * Adds a reader. One that says which event it had last is told at once of a newer one.
   * @returns to be called when the reader has gone
   */
  add(sink: EventSink, lastEventId: string | undefined): () => void {
    const stream = { sink, lastWriteMs: Date.now(), stuckSinceMs: undefined };
    this.streams.add(stream);
    sink.write(`retry: ${this.store.intervalSeconds * 1_000}\n\n`);
    const isBehind = lastEventId !== String(this.newestMs);
    if (isBehind && !Number.isNaN(this.newestMs)) this.send(stream, this.describe(), Date.now());
    return () => this.streams.delete(stream);
  }

  private async look(): Promise<void> {
    const { timestampMs } = await this.store.groupLatest('namespace', []);
    const isNew = timestampMs > this.newestMs || Number.isNaN(this.newestMs);
    if (isNew && !Number.isNaN(timestampMs)) {
      this.newestMs = timestampMs;
      this.sendAll(this.describe());
    } else this.keepOpen();
  }

  private describe(): string {
    const timestamp = new Date(this.newestMs).toISOString();
    const lateNodes = this.reader.lateNodes().length;
    const data = JSON.stringify({ timestamp, late_nodes: lateNodes });
    return `id: ${this.newestMs}\nevent: tick\ndata: ${data}\n\n`;
  }

  private sendAll(text: string): void {
    const nowMs = Date.now();
    for (const stream of this.streams) this.send(stream, text, nowMs);
  }

  private keepOpen(): void {
    const nowMs = Date.now();
    for (const stream of this.streams) {
      if (nowMs - stream.lastWriteMs >= SILENCE_MS) this.send(stream, ':\n\n', nowMs);
    }
  }

  private send(stream: Stream, text: string, nowMs: number): void {
    if (stream.sink.writableLength <= MOST_UNREAD_BYTES) {
      stream.stuckSinceMs = undefined;
      stream.lastWriteMs = nowMs;
      stream.sink.write(text);
      return;
    }
    stream.stuckSinceMs ??= nowMs;
    if (nowMs - stream.stuckSinceMs < STUCK_MS) return;
    this.streams.delete(stream);
    stream.sink.destroy();
  }
}
