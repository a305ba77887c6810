import type { Timing } from '../reflector/timing';

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

/** A clock that moves only when it is told to, and lets whoever waits go on then. */
export class ManualTiming implements Timing {
  private time = 0;
  private readonly alarms = new Set<Alarm>();
  /** How long each sleep was to be, in order. */
  readonly slept: number[] = [];
  private readonly sleepers: (() => void)[] = [];

  /** @param chance what `random` always says */
  constructor(private readonly chance = 0.5) {}

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  after(milliseconds: number, action: () => void): () => void {
    const alarm = { at: this.time + milliseconds, ring: action };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.slept.push(milliseconds);
    const slept = new Promise<void>((resolve) => {
      this.after(milliseconds, resolve);
      signal.addEventListener('abort', () => resolve());
    });
    for (const resolve of this.sleepers.splice(0)) resolve();
    return slept;
  }

  /** Resolves when somebody has gone to sleep for the `count`th time. */
  async untilSlept(count: number): Promise<void> {
    while (this.slept.length < count) {
      await new Promise<void>((resolve) => this.sleepers.push(resolve));
    }
  }

  /** Moves the clock, ringing what is due on the way, the earliest first. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const due = [...this.alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.alarms.delete(due);
      this.time = Math.max(this.time, due.at);
      due.ring();
    }
    this.time = end;
  }
}
