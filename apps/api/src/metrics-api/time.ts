/** RFC 3339 in whole seconds as Kubernetes writes times; what is left of a second is cut off. */
export function toSeconds(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}

/**
 * A span of time as Go writes it: `10.003s`, `1m0.5s`, `1h0m0s`, `250ms`, `0s`. Source: Go
 * `src/time/time.go`, Duration.String.
 * @param spanMs whole milliseconds, not negative
 */
export function toGoDuration(spanMs: number): string {
  if (spanMs === 0) return '0s';
  if (spanMs < 1_000) return `${spanMs}ms`;
  const seconds = `${(spanMs % 60_000) / 1_000}s`;
  const minutes = Math.floor(spanMs / 60_000);
  if (minutes === 0) return seconds;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}m${seconds}` : `${hours}h${minutes % 60}m${seconds}`;
}

/** `toSeconds` for times that are mostly of one second: the text is made anew when it differs. */
export class SecondFormatter {
  private second = Number.NaN;
  private text = '';

  format(timeMs: number): string {
    const second = Math.floor(timeMs / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.text = toSeconds(timeMs);
    }
    return this.text;
  }
}

/** The time one answer is made at. */
export interface AnswerTime {
  readonly nowMs: number;
  readonly created: string;
  readonly seconds: SecondFormatter;
}

export function toAnswerTime(nowMs: number): AnswerTime {
  return { nowMs, created: toSeconds(nowMs), seconds: new SecondFormatter() };
}
