import { performance } from 'node:perf_hooks';

/** Longest stretch of a long work before other work gets its turn. */
const SLICE_MS = 2;

/** Takes the steps of a long work in stretches of about SLICE_MS, others' work in between. */
export async function inSlices<T>(steps: Generator<void, T>): Promise<T> {
  let start = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - start < SLICE_MS) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    start = performance.now();
  }
}

/** Takes all steps of a long work in one go. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Gives others their turn in a long work that waits for files in between. */
export class Slice {
  private start = performance.now();

  /** To be called often: waits when the work has gone on for about SLICE_MS. */
  async pause(): Promise<void> {
    if (performance.now() - this.start < SLICE_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.start = performance.now();
  }
}
