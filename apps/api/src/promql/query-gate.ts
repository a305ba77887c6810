import { Injectable } from '@nestjs/common';
import { Budget, PromqlError } from '@kubemonitor/promql';
import { BusyError, ConcurrencyGate } from '../auth/concurrency-gate';
import { nextTurn } from '../turns/next-turn';

/** Queries that are evaluated at once: each holds its intermediate values in memory. */
const MOST_RUNNING = 4;
const MOST_WAITING = 200;

/** Values a query may hold, 9 bytes each: 27 MB. */
const MAX_CELLS = 3_000_000;
/** Series a query may hold: with their labels about half a kB each. */
const MAX_SERIES = 250_000;
const MAX_SAMPLES = 50_000_000;
/** Series a list may name. */
export const MOST_LISTED = 50_000;

export const LONGEST_TIMEOUT_MS = 30_000;

/** Lets a few queries run at once, each within its limits. */
@Injectable()
export class QueryGate {
  private readonly gate = new ConcurrencyGate(MOST_RUNNING, MOST_WAITING);

  /**
   * Runs a query when it is its turn.
   * @param timeoutMs as long as the caller wants to wait, waiting for its turn included
   * @throws PromqlError when too many wait; what the query throws
   */
  async run<T>(timeoutMs: number | undefined, query: (budget: Budget) => Promise<T>): Promise<T> {
    const budget = new Budget(
      {
        maxCells: MAX_CELLS,
        maxSeries: MAX_SERIES,
        maxSamples: MAX_SAMPLES,
        timeoutMs: Math.max(1, Math.min(timeoutMs ?? LONGEST_TIMEOUT_MS, LONGEST_TIMEOUT_MS)),
      },
      { now: () => performance.now(), pause: nextTurn },
    );
    try {
      return await this.gate.run(async () => {
        // Those who waited too long are told so before their query is begun.
        await budget.rest();
        return query(budget);
      });
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      throw new PromqlError('timeout', `${MOST_WAITING} queries wait already; try again`);
    }
  }
}
