/** Time and chance, as a port: tests wait for nothing. */
export interface Timing {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `milliseconds`, or at once when `signal` is or gets aborted. Never rejects. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Calls `action` after `milliseconds`. @returns what takes it back */
  after(milliseconds: number, action: () => void): () => void;
  /** From 0 to below 1. */
  random(): number;
}

/** The system's clock and the timers of the event loop. */
export const SYSTEM_TIMING: Timing = {
  now: () => Date.now(),
  sleep(milliseconds, signal) {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.after(milliseconds, end);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end);
    });
  },
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
