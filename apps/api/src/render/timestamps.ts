/**
 * Formats times as RFC 3339 with milliseconds. The second is kept from call to call, since
 * the items of a list are read within the same few.
 */
export class TimestampFormatter {
  private second = Number.NaN;
  private prefix = '';

  format(timeMs: number): string {
    const second = Math.floor(timeMs / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.prefix = new Date(second * 1_000).toISOString().slice(0, 20);
    }
    const milliseconds = Math.floor(timeMs - second * 1_000);
    return `${this.prefix}${String(milliseconds).padStart(3, '0')}Z`;
  }
}
