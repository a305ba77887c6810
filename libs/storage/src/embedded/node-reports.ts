import type { AbsentField, ReasonCode, Scope } from '@kubemonitor/metrics-model';
import type { Entry } from './catalogue';
import { WINDOW_TICKS, Windows } from './windows';

/** What the store remembers of a node's reports besides their samples. */
export class NodeReports {
  bootId: string | undefined;
  /** Newest tick reported. */
  lastTick = -1;
  /** Absent fields of the newest report, by scope. */
  absent: Partial<Record<Scope, readonly AbsentField[]>> = {};
  /** Entities of the newest report by scope, in its order: ids rarely change between ticks. */
  readonly rows: Partial<Record<Scope, Entry[]>> = {};
  /** One bit a tick: reports stored, by window number. */
  private readonly stored = new Map<number, number>();

  has(tick: number): boolean {
    const mask = this.stored.get(Windows.numberOf(tick)) ?? 0;
    return (mask & (1 << (tick % WINDOW_TICKS))) !== 0;
  }

  add(tick: number): void {
    const number = Windows.numberOf(tick);
    this.stored.set(number, (this.stored.get(number) ?? 0) | (1 << (tick % WINDOW_TICKS)));
    if (tick > this.lastTick) this.lastTick = tick;
  }

  forgetBefore(tick: number): void {
    for (const number of this.stored.keys()) {
      if ((number + 1) * WINDOW_TICKS <= tick) this.stored.delete(number);
    }
  }

  /** Why the newest report has no value of `metric` for the entity in `row` of its section. */
  explainAbsent(scope: Scope, row: number, metric: string): ReasonCode | undefined {
    return this.absent[scope]?.find(
      (entry) => entry.field === metric && (entry.row === undefined || entry.row === row),
    )?.reason;
  }
}
