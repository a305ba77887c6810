import type { Report } from '@kubemonitor/metrics-model';
import type { Clock } from './clock/clock';
import { ClockStepDetector, computeTick, computeWait } from './clock/schedule';
import type { Timers } from './clock/timers';
import type { MachineFacts } from './host/machine-facts';
import type { NodeReader, NodeReading } from './node-reader';
import { createFacts, createReport } from './report/report';
import type { ReportOrigin } from './report/report';

const MILLISECONDS_PER_SECOND = 1_000;
const FACTS_EVERY_MILLISECONDS = 60_000;

/** What a collector works with. */
export interface CollectorParts {
  readonly origin: ReportOrigin;
  readonly reader: Pick<NodeReader, 'read'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Takes each report. It must not throw. */
  readonly ship: (report: Report) => void;
}

/**
 * The loop: a report at each multiple of the interval on the wall clock, so that all nodes
 * read at the same moments. A tick that takes longer than the interval skips what it missed.
 */
export class Collector {
  private readonly steps = new ClockStepDetector();
  private readonly intervalMilliseconds: number;
  private machine: MachineFacts | undefined;
  private factsSentAt: number | undefined;

  constructor(private readonly parts: CollectorParts) {
    this.intervalMilliseconds = parts.origin.intervalSeconds * MILLISECONDS_PER_SECOND;
  }

  /** Facts to send with the next report and every minute from then on. */
  learn(machine: MachineFacts | undefined): void {
    this.machine = machine;
  }

  /** Takes `ticks` ticks, or ticks until `stop`; a tick in progress is finished. */
  async run(stop: AbortSignal, ticks = Infinity): Promise<void> {
    for (let taken = 0; taken < ticks; taken += 1) {
      await this.waitForTick(stop);
      if (stop.aborted) return;
      this.tick();
    }
  }

  /** Reads the node and hands the report on, now. */
  tick(): Report {
    const reading = this.parts.reader.read(this.parts.clock);
    const { timestampMilliseconds, monotonicMilliseconds } = reading;
    const report = createReport(reading, this.parts.origin, {
      tick: computeTick(timestampMilliseconds, this.intervalMilliseconds),
      clockStepped: this.steps.observe(timestampMilliseconds, monotonicMilliseconds),
      facts: this.takeFacts(reading),
    });
    this.parts.ship(report);
    return report;
  }

  /** Sleeps until the wall clock is in another interval; timers may wake a little early. */
  private async waitForTick(stop: AbortSignal): Promise<void> {
    const { clock, timers } = this.parts;
    const before = this.currentTick();
    do {
      const wait = computeWait(clock.wallMilliseconds(), this.intervalMilliseconds);
      await timers.sleep(wait, stop);
    } while (!stop.aborted && this.currentTick() === before);
  }

  private currentTick(): number {
    return computeTick(this.parts.clock.wallMilliseconds(), this.intervalMilliseconds);
  }

  private takeFacts(reading: NodeReading): ReturnType<typeof createFacts> | undefined {
    const now = reading.monotonicMilliseconds;
    const isDue =
      this.factsSentAt === undefined || now - this.factsSentAt >= FACTS_EVERY_MILLISECONDS;
    if (this.machine === undefined || !isDue) return undefined;
    this.factsSentAt = now;
    return createFacts(this.parts.origin.node, this.machine, reading);
  }
}
