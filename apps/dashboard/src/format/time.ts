/** Lengths of time from which on a time of day says too little, or seconds too much. */
const LONG_SPAN_MS = 24 * 3_600_000;
const SHORT_SPAN_MS = 2 * 3_600_000;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `2026-11-23` in the zone of the reader. */
export function formatDate(ms: number): string {
  const date = new Date(ms);
  const year = String(date.getFullYear()).padStart(4, '0');
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `14:05:30` in the zone of the reader. */
export function formatTime(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `2026-11-23 14:05:30` in the zone of the reader: the same in every language, and in order. */
export function formatDateTime(ms: number): string {
  return `${formatDate(ms)} ${formatTime(ms)}`;
}

/** A time with as much of it as a range of this length needs: `14:05:30`, `14:05`, `11-23 14:05`. */
export function formatTimeWithin(ms: number, spanMs: number): string {
  if (spanMs <= SHORT_SPAN_MS) return formatTime(ms);
  const minutes = formatTime(ms).slice(0, -3);
  return spanMs < LONG_SPAN_MS ? minutes : `${formatDate(ms).slice(5)} ${minutes}`;
}

/** The reader's zone: `UTC+9`, `UTC-3:30`, `UTC`. */
export function formatZone(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** As a field for date and time takes and gives it: `2026-11-23T14:05:30`. */
export function toLocalInput(ms: number): string {
  return `${formatDate(ms)}T${formatTime(ms)}`;
}
