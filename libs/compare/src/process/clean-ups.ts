/** What has to be undone when a command ends. */
export interface CleanUps {
  /** Registers one; the last registered runs first. */
  readonly defer: (cleanUp: () => Promise<void>) => void;
  /** Runs all that have not run; one that fails does not keep the others from running. */
  readonly run: () => Promise<void>;
}

/** An empty stack of clean-ups. */
export function createCleanUps(): CleanUps {
  const waiting: (() => Promise<void>)[] = [];
  return {
    defer: (cleanUp) => void waiting.push(cleanUp),
    run: async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        await next().catch((error: unknown) => {
          process.stderr.write(`clean-up failed: ${String(error)}\n`);
        });
      }
    },
  };
}
