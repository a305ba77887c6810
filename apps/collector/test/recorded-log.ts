import { RepeatGuard, createLogger } from '../src/log';
import type { Logger } from '../src/log';

/** A logger whose lines a test can look at. */
export interface RecordedLog {
  readonly log: Logger;
  readonly guard: RepeatGuard;
  /** The lines so far, parsed. */
  readonly lines: Record<string, unknown>[];
}

/** The app's own logger, writing to an array; its clock stands at the epoch. */
export function createRecordedLog(): RecordedLog {
  const lines: Record<string, unknown>[] = [];
  const now = (): number => 0;
  const log = createLogger({
    level: 'debug',
    now,
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  return { log, guard: new RepeatGuard(now), lines };
}
