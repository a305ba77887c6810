/**
 * Long works that wait for the event loop to turn. Each turn lets one of them go on, in the order
 * they came: fifty of them hold the loop for no longer than one does.
 */
class TurnQueue {
  private readonly waiting: (() => void)[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) setImmediate(this.pass);
    });
  }

  private readonly pass = (): void => {
    const next = this.waiting.shift();
    if (this.waiting.length > 0) setImmediate(this.pass);
    next?.();
  };
}

/** There is one event loop, so one queue for it. */
const queue = new TurnQueue();

/** Lets other requests be answered before a long work goes on. */
export function nextTurn(): Promise<void> {
  return queue.wait();
}
