/** Where VictoriaMetrics is and how the driver deals with it. */
export interface VictoriaMetricsOptions {
  readonly intervalSeconds: number;
  /** Older samples are refused and forgotten; not longer than the server's own retention. */
  readonly retentionSeconds: number;
  /** Most series, entities × metrics, this process keeps account of. */
  readonly maxSeries: number;
  /** Samples this far ahead of the clock are refused. */
  readonly maxAheadSeconds: number;
  /** Base URL for writing, as `toWriteUrl` reads it. */
  readonly writeUrl: string;
  /** Base URL for reading, as `toReadUrl` reads it. */
  readonly readUrl: string;
  /** Sent with every request: authorization, tenant. */
  readonly headers: Readonly<Record<string, string>>;
  /** Labels every series gets and every question asks for: `cluster`, tenant labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
  readonly timer: Timer;
  /** Called with what an operator should know; names in it are quoted. */
  readonly warn: (message: string) => void;
  readonly limits: VictoriaMetricsLimits;
}

/** Time that passes, whatever the wall clock says. */
export interface Timer {
  /** Milliseconds since some moment. */
  now(): number;
  delay(milliseconds: number): Promise<void>;
}

export interface VictoriaMetricsLimits {
  /** How long the server takes to show what it has accepted: younger ticks are not read. */
  readonly visibleAfterMs: number;
  /** Bytes that may wait to be written; a report above it is refused (`busy`). */
  readonly maxQueuedBytes: number;
  /** Bytes of one write request, packed. */
  readonly maxRequestBytes: number;
  /** A report is given up (`unavailable`) when the server has not taken it after so long. */
  readonly writeTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** Raw samples one answer may be made of; longer windows are read in coarser steps. */
  readonly maxRawSamples: number;
  /**
   * Ticks whose reports are kept in memory, of nodes that report to this process, so that
   * newest values need not be asked back from the server; 0 = none.
   */
  readonly recentTicks: number;
}

/** What is right for one server on the same network. */
export const DEFAULT_LIMITS: VictoriaMetricsLimits = {
  visibleAfterMs: 2_000,
  maxQueuedBytes: 64 * 1_024 * 1_024,
  maxRequestBytes: 4 * 1_024 * 1_024,
  // Collectors wait 10 s for an answer (SEND_TIMEOUT_SECONDS).
  writeTimeoutMs: 8_000,
  readTimeoutMs: 30_000,
  maxRawSamples: 8_000_000,
  // Newest values and sums look back at nine; some more for nodes that are late.
  recentTicks: 16,
};
