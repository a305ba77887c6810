import {
  ABSENT,
  formatBytes,
  formatBytesPerSecond,
  formatMillicores,
  formatNumber,
} from './format-number';

/** Shows a value of a field by the unit at the end of its name. */
export function formatField(field: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return ABSENT;
  if (field.endsWith('_millicores'))
    return value < 10 ? `${formatNumber(value)}m` : formatMillicores(value);
  if (field.endsWith('_bytes_per_second')) return formatBytesPerSecond(value);
  if (field.endsWith('_bytes')) return formatBytes(value);
  if (field.endsWith('_percent')) return `${formatNumber(value)}%`;
  if (field.endsWith('_ratio')) return `${formatNumber(value * 100)}%`;
  if (field.endsWith('_seconds')) return `${formatNumber(value)}s`;
  return formatNumber(value);
}
