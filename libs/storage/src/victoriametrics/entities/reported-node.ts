import type { Scope } from '@kubemonitor/metrics-model';
import { NEVER, type ViewedEntity } from './viewed-entity';

/** Ticks remembered of a node, to know a report that comes twice. */
const REMEMBERED_TICKS = 1_024;

/** What this process remembers of a node's reports. */
export class ReportedNode {
  /** Newest tick reported to any process. */
  lastTick = NEVER;
  /** Mark of the newest boot heard of; NaN = none. */
  bootMark = Number.NaN;
  /** Columns of the last report taken here, by scope: they rarely change. */
  readonly fields: Partial<Record<Scope, readonly string[]>> = {};
  /** Entities of the last report taken here, by scope, in its order: ids rarely change. */
  readonly rows: Partial<Record<Scope, readonly (ViewedEntity | undefined)[]>> = {};
  private readonly taken = new Set<number>();
  private newestTaken = NEVER;

  /** Whether this process has had the report of `tick` stored, as far as it remembers. */
  has(tick: number): boolean {
    return this.taken.has(tick);
  }

  /**
   * Whether this process has had the reports of all ticks [from, to) stored and still holds
   * their rows, those of the newest `recentTicks` ticks: then nobody else can know more of the
   * node's entities there.
   */
  holdsAll(from: number, to: number, recentTicks: number): boolean {
    if (from <= this.newestTaken - recentTicks) return false;
    for (let tick = from; tick < to; tick += 1) if (!this.taken.has(tick)) return false;
    return true;
  }

  add(tick: number): void {
    this.taken.add(tick);
    if (tick > this.newestTaken) this.newestTaken = tick;
    if (this.taken.size <= REMEMBERED_TICKS) return;
    const [oldest] = this.taken;
    this.taken.delete(oldest);
  }

  note(tick: number, bootMark: number): void {
    if (tick < this.lastTick) return;
    this.lastTick = tick;
    this.bootMark = bootMark;
  }

  /** `fields` itself, or the equal list of the report before: equal lists are one object. */
  sameFields(scope: Scope, fields: readonly string[]): readonly string[] {
    const before = this.fields[scope];
    const isSame =
      before?.length === fields.length && before.every((name, index) => name === fields[index]);
    if (before !== undefined && isSame) return before;
    return (this.fields[scope] = fields);
  }
}
