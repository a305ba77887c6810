import { SCOPES } from '@kubemonitor/metrics-model';
import type { Entity } from '../store';
import type { Discovery } from './entities/discovery';
import type { EntityView } from './entities/entity-view';
import type { ViewedEntity } from './entities/viewed-entity';
import type { EngineClient } from './server/engine-client';
import { parseRetentionSeconds } from './server/retention';
import { encodeGroups } from './write/sample-encoder';
import type { WriteQueue } from './write/write-queue';

/** The newest readings are looked at this many ticks back: what another process was late with. */
const REFRESH_TICKS = 3;
/** Groups and reasons are asked for this often. */
const NAMES_EVERY_MS = 60_000;
/** The names of metrics more often: without them nothing of a new kind is shown. */
const METRICS_EVERY_MS = 10_000;
/** Reasons are said anew every five minutes; one more is grace. */
const REASONS_BACK_MS = 360_000;
/** The past is read in pieces: first this much, then ever more, at most a day. */
const FIRST_PIECE_MS = 3_600_000;
const SHORTEST_PIECE_MS = 600_000;
const LONGEST_PIECE_MS = 86_400_000;
/** Groups that stay the same are said again, so that they are found where the samples are. */
const GROUPS_EVERY_MS = 600_000;
const GROUPS_BACK_MS = 2 * GROUPS_EVERY_MS;
/** What is kept for the next report of an entity is let go when none came for so many ticks. */
const SILENT_TICKS = 120;
/** Pods whose groups are written in one go. */
const GROUPS_AT_ONCE = 5_000;

export interface UpkeepOptions {
  readonly intervalMs: number;
  readonly retentionMs: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly now: () => number;
  readonly visibleTick: () => number;
  readonly warn: (message: string) => void;
  readonly onForgotten: (entity: Entity) => void;
}

/** What is done about once a second: the view follows the server, and the server our names. */
export class Upkeep {
  /** How far back samples may lie, ms: what is asked for, or what the server keeps. */
  retentionMs: number;
  private isRetentionKnown = false;
  private refreshedTick = -1;
  private namesAtMs = Number.NEGATIVE_INFINITY;
  private metricsAtMs = Number.NEGATIVE_INFINITY;
  /** The past is known from here on, ms; NaN = not begun. */
  private knownFromMs = Number.NaN;
  private pieceMs = FIRST_PIECE_MS;
  private running: Promise<void> | undefined;

  constructor(
    private readonly view: EntityView,
    private readonly client: EngineClient,
    private readonly discovery: Discovery,
    private readonly queue: WriteQueue,
    private readonly options: UpkeepOptions,
  ) {
    this.retentionMs = options.retentionMs;
  }

  /** One run at a time. @throws StoreError when the server is away; the next run goes on */
  run(): Promise<void> {
    this.running ??= this.runOnce().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async runOnce(): Promise<void> {
    this.forgetOld();
    await this.checkRetention();
    const isFirst = Number.isNaN(this.knownFromMs);
    if (isFirst) await this.loadPast();
    await this.refresh();
    await this.followNames();
    await this.writeGroups();
    // What is long past comes last: where it is too much for the server, the rest goes on.
    if (!isFirst) await this.loadPast();
  }

  /** The server drops what is older than it keeps with the same answer as what it stores. */
  private async checkRetention(): Promise<void> {
    if (this.isRetentionKnown) return;
    const flags = await this.client.readFlags();
    this.isRetentionKnown = true;
    const seconds = flags === undefined ? undefined : parseRetentionSeconds(flags);
    if (seconds === undefined || seconds * 1_000 >= this.options.retentionMs) return;
    this.retentionMs = seconds * 1_000;
    this.options.warn(
      `VictoriaMetrics keeps samples for ${seconds} s (-retentionPeriod), less than the ` +
        `${this.options.retentionMs / 1_000} s asked for; older ones are refused`,
    );
  }

  private async refresh(): Promise<void> {
    const { intervalMs, now, visibleTick } = this.options;
    const tick = visibleTick();
    if (tick === this.refreshedTick) return;
    const endMs = Math.max(now(), (tick + 1) * intervalMs);
    await this.discovery.refresh((tick - REFRESH_TICKS) * intervalMs, endMs);
    this.refreshedTick = tick;
  }

  private async loadPast(): Promise<void> {
    const nowMs = this.options.now();
    const endMs = Number.isNaN(this.knownFromMs) ? nowMs : this.knownFromMs;
    const oldestMs = nowMs - this.retentionMs;
    if (endMs <= oldestMs) return;
    const startMs = Math.max(oldestMs, endMs - this.pieceMs);
    try {
      await this.discovery.load(startMs, endMs);
    } catch (error) {
      this.pieceMs = Math.max(SHORTEST_PIECE_MS, this.pieceMs / 4);
      throw error;
    }
    this.knownFromMs = startMs;
    this.pieceMs = Math.min(LONGEST_PIECE_MS, this.pieceMs * 4);
  }

  private async followNames(): Promise<void> {
    const nowMs = this.options.now();
    if (nowMs - this.metricsAtMs >= METRICS_EVERY_MS) {
      await this.discovery.loadMetricNames(nowMs - GROUPS_BACK_MS, nowMs);
      this.metricsAtMs = nowMs;
    }
    if (nowMs - this.namesAtMs < NAMES_EVERY_MS) return;
    await this.discovery.loadGroups(nowMs - GROUPS_BACK_MS, nowMs);
    await this.discovery.loadReasons(nowMs - REASONS_BACK_MS, nowMs);
    this.namesAtMs = nowMs;
  }

  private async writeGroups(): Promise<void> {
    const due: ViewedEntity[] = [];
    for (const pod of this.view.stored('pod')) {
      if (isDue(pod)) due.push(pod);
      if (due.length === GROUPS_AT_ONCE) break;
    }
    await Promise.all(
      due.map(async (pod) => {
        const { groups, lastSeenMs } = pod;
        await this.queue.add(encodeGroups(pod, groups, lastSeenMs, this.options.labels));
        if (pod.groups === groups) pod.groupsSaidMs = lastSeenMs;
      }),
    );
  }

  private forgetOld(): void {
    const { now, intervalMs } = this.options;
    const nowMs = now();
    const oldestMs = nowMs - this.retentionMs;
    for (const scope of SCOPES) {
      for (const entity of this.view.stored(scope)) {
        if (entity.lastSeenMs < nowMs - SILENT_TICKS * intervalMs) entity.release();
        if (entity.lastSeenMs >= oldestMs) continue;
        this.view.remove(entity);
        this.options.onForgotten(entity);
      }
    }
    const oldestTick = Math.floor(oldestMs / intervalMs);
    for (const [name, node] of this.view.nodes) {
      if (node.lastTick >= 0 && node.lastTick < oldestTick) this.view.nodes.delete(name);
    }
  }
}

/** Whether a pod's groups are to be written: never said, or said long before its newest sample. */
function isDue({ groups, isAssigned, groupsSaidMs, lastSeenMs }: ViewedEntity): boolean {
  if (!isAssigned) return false;
  if (Number.isNaN(groupsSaidMs)) return true;
  const hasGroups = groups.namespace !== undefined || groups.workload !== undefined;
  return hasGroups && lastSeenMs - groupsSaidMs >= GROUPS_EVERY_MS;
}
