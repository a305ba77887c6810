import type { Timers } from '../clock/timers';
import type { Logger, RepeatGuard } from '../log';
import type { SendOutcome, Sender } from './sender';
import type { Spool, SpooledReport } from './spool';

const FIRST_PAUSE_MILLISECONDS = 1_000;
/** Three intervals of 5 s: a node is late only when the API was away for longer anyway. */
const LONGEST_PAUSE_MILLISECONDS = 15_000;
/** Failures whose reasons begin alike are logged as one. */
const KEY_CHARACTERS = 40;

/** What a shipper works with. */
export interface ShipperParts {
  readonly sender: Sender;
  readonly spool: Spool;
  readonly timers: Timers;
  /** A number from 0 to below 1: spreads the retries of many nodes. */
  readonly random: () => number;
  readonly log: Logger;
  readonly guard: RepeatGuard;
}

/** What became of the reports so far. */
export interface ShipCounts {
  delivered: number;
  /** Refused by the API for good. */
  rejected: number;
  /** Dropped to keep the spool's bounds. */
  dropped: number;
  /** Waiting. */
  pending: number;
}

/**
 * Milliseconds to wait after `failures` failures in a row: 1, 2, 4 … 15 s, of which the
 * second half is left to chance.
 */
export function computePause(failures: number, random: number): number {
  const longest = FIRST_PAUSE_MILLISECONDS * 2 ** (failures - 1);
  return (Math.min(longest, LONGEST_PAUSE_MILLISECONDS) * (1 + random)) / 2;
}

/**
 * Brings reports to the API, at least once each while the spool has room. The newest goes
 * first whenever it is newer than all that were sent; then the backlog, oldest first. One
 * report is on its way at a time.
 */
export class Shipper {
  private readonly abort = new AbortController();
  private readonly pause = new AbortController();
  private readonly loop: Promise<void>;
  /** Called once each when a report was offered or an attempt has ended. */
  private waiting: (() => void)[] = [];
  private isClosing = false;
  private failures = 0;
  /** Sequence of the newest report that was sent. */
  private highest = 0;
  private delivered = 0;
  private rejected = 0;
  private reportedDrops = 0;

  constructor(private readonly parts: ShipperParts) {
    this.loop = this.run();
  }

  get counts(): ShipCounts {
    const { dropped, pending } = this.parts.spool;
    return { delivered: this.delivered, rejected: this.rejected, dropped, pending };
  }

  /** Takes a report's body to send; it is the newest. */
  offer(body: Buffer): void {
    this.parts.spool.push(body);
    this.logDrops();
    this.signalChange();
  }

  /**
   * Waits until nothing is pending, at most `milliseconds` and not beyond `stop`. True:
   * every report offered so far was delivered.
   */
  async settle(milliseconds: number, stop: AbortSignal): Promise<boolean> {
    const end = new AbortController();
    let isLate = false;
    const limit = AbortSignal.any([stop, end.signal]);
    const timeout = this.parts.timers.sleep(milliseconds, limit).then(() => {
      isLate = true;
    });
    while (this.parts.spool.pending > 0 && !isLate) {
      await Promise.race([timeout, this.nextChange()]);
    }
    end.abort();
    const { rejected, dropped, pending } = this.counts;
    return rejected + dropped + pending === 0;
  }

  /**
   * Ends: tries the backlog once more for at most `milliseconds`, keeps what is left in the
   * spool's directory, closes the connection.
   */
  async close(milliseconds: number): Promise<void> {
    const { timers, spool, sender, log } = this.parts;
    const end = new AbortController();
    this.isClosing = true;
    this.pause.abort();
    this.signalChange();
    await Promise.race([this.loop, timers.sleep(milliseconds, end.signal)]);
    end.abort();
    this.abort.abort();
    await this.loop;
    sender.close();
    const { pending, dropped } = this.counts;
    spool.close();
    if (pending > 0) {
      log.warn('ending with unsent reports', { unsent: pending, lost: spool.dropped - dropped });
    }
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      // Closing may begin during an attempt: then there is one more.
      const isLast = this.isClosing;
      const report = this.choose();
      if (report === undefined) {
        if (isLast) return;
        await this.nextChange();
        continue;
      }
      const outcome = await this.parts.sender.send(report.body, this.abort.signal);
      await this.take(report, outcome);
      if (isLast && outcome.kind === 'deferred') return;
    }
  }

  private choose(): SpooledReport | undefined {
    const newest = this.parts.spool.newest();
    if (newest !== undefined && newest.sequence > this.highest) return newest;
    return this.parts.spool.oldest();
  }

  private async take(report: SpooledReport, outcome: SendOutcome): Promise<void> {
    if (outcome.kind === 'deferred') {
      this.failures += 1;
      this.logFailure('a report could not be sent, it is kept', outcome.reason);
      this.signalChange();
      await this.rest(outcome.waitMilliseconds ?? 0);
      return;
    }
    this.parts.spool.remove(report);
    this.highest = Math.max(this.highest, report.sequence);
    if (outcome.kind === 'delivered') {
      this.delivered += 1;
    } else {
      this.rejected += 1;
      this.logFailure('a report was refused and is dropped', outcome.reason);
    }
    if (this.failures > 0) this.logRecovery();
    this.failures = 0;
    this.signalChange();
  }

  private rest(askedMilliseconds: number): Promise<void> {
    const { timers, random } = this.parts;
    const pause = Math.max(askedMilliseconds, computePause(this.failures, random()));
    return timers.sleep(pause, this.pause.signal);
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private signalChange(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private logFailure(message: string, reason: string): void {
    const { log, guard, spool } = this.parts;
    guard.pass(`${message} ${reason.slice(0, KEY_CHARACTERS)}`, (suppressed) =>
      log.warn(message, { reason, pending: spool.pending, suppressed }),
    );
  }

  private logRecovery(): void {
    const { log, spool } = this.parts;
    log.info('the API takes reports again', { failures: this.failures, pending: spool.pending });
  }

  private logDrops(): void {
    const { log, guard, spool } = this.parts;
    const { dropped } = spool;
    if (dropped === this.reportedDrops) return;
    this.reportedDrops = dropped;
    guard.pass('dropped', () => log.warn('unsent reports are dropped, oldest first', { dropped }));
  }
}
