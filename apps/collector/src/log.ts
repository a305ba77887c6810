/** Levels from the most to the least urgent. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line says beside its message: ids and counts, never secrets. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the app's events go. Every method writes at most one line and never throws. */
export type Logger = Readonly<Record<LogLevel, (message: string, fields?: LogFields) => void>>;

export interface LoggerOptions {
  /** Events below this level are not written. */
  readonly level: LogLevel;
  /** Fields every line carries, such as the node's name. */
  readonly fields?: LogFields;
  /** Takes one line with its newline. */
  readonly write: (line: string) => void;
  /** Wall clock in milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * A logger that writes one JSON object a line. JSON escapes what could forge a second
 * line, since names and messages may come from outside.
 */
export function createLogger({ level, fields: own, write, now }: LoggerOptions): Logger {
  const least = LOG_LEVELS.indexOf(level);
  const at = (name: LogLevel, rank: number) => (message: string, fields?: LogFields) => {
    if (rank > least) return;
    const time = new Date(now()).toISOString();
    write(`${JSON.stringify({ time, level: name, message, ...own, ...fields })}\n`);
  };
  return { error: at('error', 0), warn: at('warn', 1), info: at('info', 2), debug: at('debug', 3) };
}

const QUIET_MILLISECONDS = 600_000;
const MAX_KEYS = 1_000;

/**
 * Keeps an event that repeats from filling the log: the same key is written once in ten
 * minutes, and the next line says how many were left out meanwhile.
 */
export class RepeatGuard {
  private readonly entries = new Map<string, { writtenAt: number; suppressed: number }>();

  constructor(private readonly now: () => number) {}

  /** Calls `write` unless `key` was written lately; `write` gets the number left out since. */
  pass(key: string, write: (suppressed: number) => void): void {
    const now = this.now();
    const entry = this.entries.get(key);
    if (entry !== undefined && Math.abs(now - entry.writtenAt) < QUIET_MILLISECONDS) {
      entry.suppressed += 1;
      return;
    }
    if (entry === undefined && this.entries.size >= MAX_KEYS) this.entries.clear();
    this.entries.set(key, { writtenAt: now, suppressed: 0 });
    write(entry?.suppressed ?? 0);
  }
}
