import { Inject, Injectable } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import type { FieldDefinition } from '@kubemonitor/metrics-model';
import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity, LatestFrame, MetricsStore } from '@kubemonitor/storage';
import { CLOCK, type Clock } from '../clock/clock';
import { ENVIRONMENT } from '../environment';
import { SkewedNodes } from '../ingest/skewed-nodes';
import { parseWindow, type WindowRequest } from '../query/window';
import { STALE_INTERVALS } from '../render/latest-writer';
import type { Column } from '../render/table';
import { toMembers } from '../render/table';
import { STORE } from '../store/store.token';

/** An entity leaves the latest lists when it was not heard of for so long. */
const LISTED_MS = 300_000;

/** What every answer needs: the store, the time, the window asked for, the list's metadata. */
@Injectable()
export class Reader {
  constructor(
    @Inject(STORE) readonly store: MetricsStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: ApiEnvironment,
    private readonly skewed: SkewedNodes,
  ) {}

  get nowMs(): number {
    return this.clock.now();
  }

  /** Time and interval, for ages and staleness. */
  get ages(): { nowMs: number; intervalSeconds: number } {
    return { nowMs: this.nowMs, intervalSeconds: this.store.intervalSeconds };
  }

  window(query: WindowQueryDto): WindowRequest | undefined {
    const { nowMs } = this;
    const { MAX_POINTS, RETENTION_SECONDS, MAX_CLOCK_SKEW_SECONDS } = this.environment;
    return parseWindow(query, {
      nowMs,
      intervalSeconds: this.store.intervalSeconds,
      maxPoints: MAX_POINTS,
      oldestMs: nowMs - RETENTION_SECONDS * 1_000,
      newestMs: nowMs + MAX_CLOCK_SKEW_SECONDS * 1_000,
    });
  }

  /** Whether an entity belongs in a list: heard of lately, or with samples in the window. */
  isListed(entity: Entity, window: WindowRequest | undefined): boolean {
    return this.listedTest(window)(entity);
  }

  /** The same as a test for many entities: it looks at the clock once. */
  listedTest(window: WindowRequest | undefined): (entity: Entity) => boolean {
    if (window === undefined) {
      const sinceMs = this.listedSinceMs;
      return ({ lastSeenMs }) => lastSeenMs >= sinceMs;
    }
    const { startMs, endMs } = window;
    return ({ lastSeenMs, firstSeenMs }) => lastSeenMs >= startMs && firstSeenMs < endMs;
  }

  /**
   * Nodes whose values are missing or old: those that did not report the newest moment, and
   * those that have been silent for longer but are still listed.
   */
  lateNodes(): string[] {
    const late = new Set(this.store.lateNodes());
    const staleMs = STALE_INTERVALS * this.store.intervalSeconds * 1_000;
    for (const entity of this.store.entities('node')) {
      const silentMs = this.nowMs - entity.lastSeenMs;
      if (silentMs > staleMs && silentMs <= LISTED_MS) late.add(entity.node);
    }
    return [...late].sort();
  }

  /** Whether a moment is recent enough for the latest answers. */
  isRecent(timestampMs: number): boolean {
    return timestampMs >= this.listedSinceMs;
  }

  /** What is older than this is in no latest answer, ms since the epoch. */
  get listedSinceMs(): number {
    return this.nowMs - LISTED_MS;
  }

  /** Members of a list after its items. */
  listTail(total: number, next: string | undefined, window?: WindowRequest): string {
    const partial = [
      ...this.lateNodes().map((node) => ({ node, reason: 'agent_late' })),
      ...this.skewed.list().map((node) => ({ node, reason: 'clock_skew' })),
    ];
    return toMembers({
      metadata: {
        total,
        continue: next,
        timestamp: new Date(this.nowMs).toISOString(),
        partial: partial.length > 0 ? partial : undefined,
      },
      ...(window === undefined ? {} : toWindowMembers(window)),
    });
  }
}

/** What an answer says of its window. */
export function toWindowMembers({ stepMs }: WindowRequest): object {
  return { step_seconds: stepMs / 1_000, resolution: 'raw' };
}

/** The columns of a frame of latest values. */
export function toColumns(frame: LatestFrame): Column[] {
  return frame.fields.map(({ name, decimals }: FieldDefinition, field) => ({
    name,
    decimals,
    values: frame.columns[field],
    explain: (row) => frame.explain(field, row),
  }));
}

/** Shares in percent: `part` of what `whole` gives for a row; left out where that is not known. */
export function toPercentColumn(
  name: string,
  part: Column | undefined,
  whole: (row: number) => number | undefined,
): Column[] {
  if (part === undefined) return [];
  const values = part.values.map((value, row) => {
    const of = whole(row);
    return of === undefined || of <= 0 ? Number.NaN : (value / of) * 100;
  });
  return [{ name, decimals: 2, values }];
}
