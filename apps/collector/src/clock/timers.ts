/** Waiting, as a port: tests wait without a clock. */
export interface Timers {
  /** Resolves after `milliseconds`, or at once when `stop` is or gets aborted. Never rejects. */
  sleep(milliseconds: number, stop?: AbortSignal): Promise<void>;
}

/** Timers of the event loop. */
export const SYSTEM_TIMERS: Timers = {
  sleep(milliseconds, stop) {
    return new Promise((resolve) => {
      if (stop?.aborted) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        stop?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      stop?.addEventListener('abort', end);
    });
  },
};
