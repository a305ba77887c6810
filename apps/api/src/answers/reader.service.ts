import { Inject, Injectable } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import type { ReadScope } from '../auth/read-scope';
import { CLOCK, type Clock } from '../clock/clock';
import { ENVIRONMENT } from '../environment';
import { SkewedNodes } from '../ingest/skewed-nodes';
import { parseWindow, type PlannedWindow } from '../query/window';
import { STALE_INTERVALS } from '../render/latest-writer';
import { toMembers } from '../render/table';
import { historySecondsOf } from '../store/open-store';
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

  window(query: WindowQueryDto): PlannedWindow | undefined {
    const { nowMs } = this;
    const { MAX_POINTS, MAX_CLOCK_SKEW_SECONDS } = this.environment;
    const asked = parseWindow(query, {
      nowMs,
      intervalSeconds: this.store.intervalSeconds,
      maxPoints: MAX_POINTS,
      oldestMs: nowMs - historySecondsOf(this.environment) * 1_000,
      newestMs: nowMs + MAX_CLOCK_SKEW_SECONDS * 1_000,
    });
    return asked && { ...asked, ...this.store.planRange(asked, asked.statistics) };
  }

  /**
   * A test whether an entity belongs in a list: heard of lately, or with samples in the window.
   * It looks at the clock once, so it is for one request.
   */
  listedTest(window: PlannedWindow | undefined): (entity: Entity) => boolean {
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

  /** What is older than this is in no latest answer, ms since the epoch. */
  get listedSinceMs(): number {
    return this.nowMs - LISTED_MS;
  }

  /** Members of a list after its items. */
  listTail(
    total: number,
    next: string | undefined,
    window?: PlannedWindow,
  ): (scope: ReadScope) => string {
    const timestamp = new Date(this.nowMs).toISOString();
    const partial = this.partialNodes();
    return ({ mayReadNodes }) =>
      toMembers({
        metadata: {
          total,
          continue: next,
          timestamp,
          partial: mayReadNodes && partial.length > 0 ? partial : undefined,
        },
        ...(window === undefined ? {} : toWindowMembers(window)),
      });
  }

  /** Nodes of which something is missing in the answers, and why. */
  private partialNodes(): object[] {
    return [
      ...this.lateNodes().map((node) => ({ node, reason: 'agent_late' })),
      ...this.skewed.list().map((node) => ({ node, reason: 'clock_skew' })),
    ];
  }
}

/** What an answer says of its window. */
export function toWindowMembers({ stepMs, resolution }: PlannedWindow): Record<string, unknown> {
  return { step_seconds: stepMs / 1_000, resolution };
}
