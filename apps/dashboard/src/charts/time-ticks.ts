import { formatDate, formatTime } from '../format';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Steps from which on a tick is a date: shorter by an hour for the days a clock is put forward. */
const DATE_STEP_MS = DAY_MS - 3_600_000;

/**
 * Labels of a time axis in the reader's zone, each with as much as the step needs. The date stands
 * in a second line under the first tick and wherever a day begins; the year where it changes.
 * @param times of the ticks, ms, ascending
 * @param stepMs between two ticks
 */
export function timeTicks(times: readonly number[], stepMs: number): string[] {
  return times.map((time, index) => {
    const before = times[index - 1];
    if (stepMs >= DATE_STEP_MS) return dateLabel(time, before);
    const clock = stepMs < MINUTE_MS ? formatTime(time) : formatTime(time).slice(0, 5);
    return isSameDay(time, before)
      ? clock
      : `${clock}\n${dateLabel(time, before).replace(/(.+)\n(.+)/, '$2-$1')}`;
  });
}

function isSameDay(time: number, before: number | undefined): boolean {
  return before !== undefined && formatDate(before) === formatDate(time);
}

/** `11-23`, with the year below it where it differs from that of the tick before. */
function dateLabel(time: number, before: number | undefined): string {
  const date = formatDate(time);
  const hasYear = before !== undefined && formatDate(before).slice(0, 4) !== date.slice(0, 4);
  return hasYear ? `${date.slice(5)}\n${date.slice(0, 4)}` : date.slice(5);
}
