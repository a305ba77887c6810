import { formatDate, formatDateTime, formatTime, formatZone } from '../format';
import { t } from '../i18n';
import type { TimeRange } from '../state/time-range';

/** The ranges offered, in seconds. */
export const OFFERED_SECONDS = [300, 900, 3_600, 21_600, 86_400, 604_800, 2_592_000] as const;

const UNITS = [
  { key: 'shell.range.days', seconds: 86_400 },
  { key: 'shell.range.hours', seconds: 3_600 },
  { key: 'shell.range.minutes', seconds: 60 },
] as const;

/** `last 15 minutes`, or in seconds where it is no whole number of minutes. */
export function lastLabel(seconds: number): string {
  const unit = UNITS.find((candidate) => seconds % candidate.seconds === 0);
  if (unit === undefined) return t('shell.range.seconds', { count: seconds });
  return t(unit.key, { count: seconds / unit.seconds });
}

/** A range in words: `Last 15 min`, `2026-11-23 14:05:30 – 15:05:30`. */
export function rangeLabel(range: TimeRange): string {
  if (range.kind === 'live') return lastLabel(range.seconds);
  const { startMs, endMs } = range;
  const isOneDay = formatDate(startMs) === formatDate(endMs);
  const end = isOneDay ? formatTime(endMs) : formatDateTime(endMs);
  return `${formatDateTime(startMs)} – ${end}`;
}

/** A range in few letters, for a small screen: `11:05–11:20`, `11-22–11-23`. */
export function shortRangeLabel(range: TimeRange): string {
  if (range.kind === 'live') return lastLabel(range.seconds);
  const { startMs, endMs } = range;
  const isOneDay = formatDate(startMs) === formatDate(endMs);
  const write = (ms: number) =>
    isOneDay ? formatTime(ms).slice(0, 'hh:mm'.length) : formatDate(ms).slice('yyyy-'.length);
  return `${write(startMs)}–${write(endMs)}`;
}

/** The zone in which times are given: `UTC+9`. */
export function zoneLabel(nowMs: number): string {
  return t('shell.range.zone', { zone: formatZone(nowMs) });
}
