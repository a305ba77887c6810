/** Label of a moment on a time axis. */
export interface TimeLabel {
  readonly atMs: number;
  readonly text: string;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR_MS),
  ...[1, 2, 7, 14, 28].map((count) => count * DAY_MS),
];

/** Labels of round times between two moments, `most` at the most, in the time zone of the machine. */
export function toTimeLabels(startMs: number, endMs: number, most: number): TimeLabel[] {
  const wanted = (endMs - startMs) / Math.max(most, 1);
  const stepMs = STEPS_MS.find((step) => step >= wanted) ?? STEPS_MS[STEPS_MS.length - 1];
  const offsetMs = -new Date(startMs).getTimezoneOffset() * MINUTE_MS;
  const labels: TimeLabel[] = [];
  const first = Math.ceil((startMs + offsetMs) / stepMs) * stepMs - offsetMs;
  for (let atMs = first; atMs <= endMs; atMs += stepMs) {
    labels.push({ atMs, text: toText(atMs, stepMs) });
  }
  return labels;
}

function toText(atMs: number, stepMs: number): string {
  const time = new Date(atMs);
  if (stepMs >= DAY_MS) return `${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const minutes = `${two(time.getHours())}:${two(time.getMinutes())}`;
  return stepMs < MINUTE_MS ? `${minutes}:${two(time.getSeconds())}` : minutes;
}

/** Date and time of day to the second, and the offset of the time zone: `2026-11-23 12:00:00 +00:00`. */
export function toLocalTime(atMs: number): string {
  const time = new Date(atMs);
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  const offset = -time.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const hours = Math.floor(Math.abs(offset) / 60);
  return `${day} ${clock} ${sign}${two(hours)}:${two(Math.abs(offset) % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
