import type { Timing } from './timing';

/**
 * Calls `onSilence` once when it has not been fed for `milliseconds`. Feeding it costs no
 * timer: one timer looks whether it was fed since.
 */
export class Watchdog {
  private fedAt: number;
  private cancel: () => void;

  constructor(
    private readonly timing: Pick<Timing, 'now' | 'after'>,
    private readonly milliseconds: number,
    private readonly onSilence: () => void,
  ) {
    this.fedAt = timing.now();
    this.cancel = timing.after(milliseconds, () => this.look());
  }

  feed(): void {
    this.fedAt = this.timing.now();
  }

  end(): void {
    this.cancel();
  }

  private look(): void {
    const left = this.fedAt + this.milliseconds - this.timing.now();
    if (left <= 0) this.onSilence();
    else this.cancel = this.timing.after(left, () => this.look());
  }
}
