/** What kubectl and we show for a value that is not there. */
export const ABSENT = '-';

type Value = number | null | undefined;

const KIBI = 1_024;
const MEBI = KIBI * KIBI;
const PREFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

/** Millicores as `kubectl top` shows them: up to the next whole one (`Quantity.MilliValue`). */
export function formatMillicores(value: Value): string {
  return isKnown(value) ? `${Math.ceil(value)}m` : ABSENT;
}

/** Bytes as `kubectl top` shows them: whole MiB, the rest cut off. */
export function formatMebibytes(value: Value): string {
  return isKnown(value) ? `${Math.floor(value / MEBI)}Mi` : ABSENT;
}

/** A share as `kubectl top` shows it: whole percent, the rest cut off. */
export function formatPercent(value: Value): string {
  return isKnown(value) ? `${Math.floor(value)}%` : ABSENT;
}

/** Bytes with the largest unit of which there is one, three digits at least: `1.5Ki`, `12.3Mi`, `512`. */
export function formatBytes(value: Value): string {
  if (!isKnown(value)) return ABSENT;
  let rest = value;
  let power = 0;
  while (Math.abs(rest) >= KIBI && power < PREFIXES.length - 1) {
    rest /= KIBI;
    power += 1;
  }
  const digits = power > 0 && Math.abs(rest) < 100 ? 1 : 0;
  return `${rest.toFixed(digits)}${PREFIXES[power]}`;
}

/** A rate of bytes: `1.5Ki/s`. */
export function formatBytesPerSecond(value: Value): string {
  return isKnown(value) ? `${formatBytes(value)}/s` : ABSENT;
}

/** A plain number with at most three decimals. */
export function formatNumber(value: Value): string {
  return isKnown(value) ? String(Math.round(value * 1_000) / 1_000) : ABSENT;
}

/** Whole seconds, minutes, hours or days, as kubectl shows ages: `42s`, `5m`, `3h`, `2d`. */
export function formatAge(seconds: Value): string {
  if (!isKnown(seconds)) return ABSENT;
  if (seconds < 120) return `${Math.floor(seconds)}s`;
  if (seconds < 120 * 60) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 48 * 3_600) return `${Math.floor(seconds / 3_600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}

function isKnown(value: Value): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
