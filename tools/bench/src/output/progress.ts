const EVERY_MILLISECONDS = 3_000;

/** Says on the standard error what is being done, so that the standard output holds results only. */
export class Progress {
  private readonly started: number;
  private lastStep = 0;

  constructor(
    private readonly write: (text: string) => void,
    private readonly now: () => number,
  ) {
    this.started = now();
  }

  /** A new stage. */
  say(text: string): void {
    const seconds = ((this.now() - this.started) / 1_000).toFixed(0).padStart(4);
    this.write(`[${seconds} s] ${text}\n`);
    this.lastStep = this.now();
  }

  /** How far a stage is; said every few seconds only. */
  step(text: () => string): void {
    if (this.now() - this.lastStep >= EVERY_MILLISECONDS) this.say(text());
  }
}
