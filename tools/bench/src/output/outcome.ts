import { writeFileSync } from 'node:fs';
import { BenchError } from '../bench-error';
import type { Machine } from './machine';

/** What a benchmark hands back: text for people, figures for programs. */
export interface Outcome {
  readonly text: string;
  readonly figures: unknown;
}

/**
 * Writes a run as JSON: what was run, where, when and what came out.
 * @throws BenchError when the file cannot be written
 */
export function writeOutcome(
  path: string,
  run: {
    readonly benchmark: string;
    readonly startedAt: string;
    readonly options: unknown;
    readonly machine: Machine;
    readonly figures: unknown;
  },
): void {
  try {
    writeFileSync(path, `${JSON.stringify(run, null, 2)}\n`);
  } catch (cause) {
    throw new BenchError(`The result cannot be written to ${path}.`, { cause });
  }
}
