import { useMemo } from 'react';
import { formatValue, type Unit } from '../format';
import { t } from '../i18n';
import { sparklineShape } from './sparkline-path';
import './sparkline.css';

export interface SparklineProps {
  /** Evenly spaced in time, oldest first; null is a gap. */
  readonly values: readonly (number | null)[];
  /** What the values are; read out with the least, greatest and last of them. */
  readonly label: string;
  readonly unit?: Unit;
  /** CSS px. */
  readonly width?: number;
  readonly height?: number;
}

/** A line of a few values, without axes; its numbers are in its name for those who cannot see it. */
export function Sparkline({
  values,
  label,
  unit = 'count',
  width = 88,
  height = 22,
}: SparklineProps) {
  const shape = useMemo(() => sparklineShape(values, width, height), [values, width, height]);
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={nameOf(shape, label, unit)}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <path className="sparkline-line" d={shape.path} />
    </svg>
  );
}

function nameOf(
  { min, max, last }: ReturnType<typeof sparklineShape>,
  label: string,
  unit: Unit,
): string {
  if (min === undefined || max === undefined) return t('charts.sparkline.empty', { label });
  return t('charts.sparkline', {
    label,
    min: formatValue(min, unit),
    max: formatValue(max, unit),
    last: last === undefined ? t('charts.none') : formatValue(last, unit),
  });
}
