import type { CDPSession, Page } from 'playwright-core';

/** What a page has cost so far. */
export interface Cost {
  /** Work of the main thread: scripts, style, layout, painting. */
  readonly taskMs: number;
  readonly scriptMs: number;
  /** Bytes of answers as they came over the wire, packed. */
  readonly receivedBytes: number;
}

/** Reads what a page costs, by the browser's own counters. */
export class PageMeter {
  private receivedBytes = 0;

  private constructor(private readonly session: CDPSession) {}

  static async attach(page: Page): Promise<PageMeter> {
    const session = await page.context().newCDPSession(page);
    const meter = new PageMeter(session);
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      meter.receivedBytes += encodedDataLength;
    });
    await session.send('Network.enable');
    await session.send('Performance.enable');
    return meter;
  }

  async read(): Promise<Cost> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const secondsOf = (name: string) =>
      metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      taskMs: secondsOf('TaskDuration') * 1_000,
      scriptMs: secondsOf('ScriptDuration') * 1_000,
      receivedBytes: this.receivedBytes,
    };
  }

  /** What scripts hold in memory after all garbage is collected. */
  async readHeapMib(): Promise<number> {
    await this.session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.session.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  }
}
