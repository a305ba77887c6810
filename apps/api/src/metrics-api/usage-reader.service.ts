import { Inject, Injectable } from '@nestjs/common';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import { CLOCK, type Clock } from '../clock/clock';
import { STORE } from '../store/store.token';
import { toAnswerTime, type AnswerTime } from './time';
import {
  USAGE_METRICS,
  computeUsage,
  hasWholeWindow,
  toUsageRule,
  type Usage,
  type UsageRule,
} from './usage';

/** Reads what entities use now. */
@Injectable()
export class UsageReader {
  private readonly rule: UsageRule;

  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.rule = toUsageRule(store.intervalSeconds * 1_000);
  }

  /** The time all of one answer is made at. */
  now(): AnswerTime {
    return toAnswerTime(this.clock.now());
  }

  /** What some entities of one scope use; those without young samples are left out. */
  async read(entities: readonly Entity[], nowMs: number): Promise<ReadonlyMap<Entity, Usage>> {
    const { intervalMs, nearTicks, mostTicks, maxAgeMs } = this.rule;
    const young = entities.filter(({ lastSeenMs }) => nowMs - lastSeenMs <= maxAgeMs);
    const usages = new Map<Entity, Usage>();
    await this.readBack(young, nearTicks, nowMs, usages);
    const nearMs = nearTicks * intervalMs;
    // Those with a gap: the earlier sample lies further back. Few, so most cost little.
    const others = young.filter((entity) => {
      const isOlder = entity.firstSeenMs < entity.lastSeenMs - nearMs;
      return isOlder && !hasWholeWindow(usages.get(entity), this.rule);
    });
    await this.readBack(others, mostTicks, nowMs, usages);
    return usages;
  }

  private async readBack(
    entities: readonly Entity[],
    backTicks: number,
    nowMs: number,
    usages: Map<Entity, Usage>,
  ): Promise<void> {
    if (entities.length === 0) return;
    const { intervalMs } = this.rule;
    let oldest = Number.POSITIVE_INFINITY;
    let newest = 0;
    for (const { lastTick } of entities) {
      oldest = Math.min(oldest, lastTick);
      newest = Math.max(newest, lastTick);
    }
    const series = await this.store.samples(entities, USAGE_METRICS, {
      startMs: (oldest - backTicks) * intervalMs,
      endMs: (newest + 1) * intervalMs,
    });
    entities.forEach((entity, index) => {
      const usage = computeUsage(series[index], this.rule, nowMs);
      if (usage !== undefined) usages.set(entity, usage);
    });
  }
}
