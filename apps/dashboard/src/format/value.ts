import { t } from '../i18n';
import { formatDuration } from './duration';
import { formatNumber } from './number';
import { chooseScale, digitsOf, type Scale, type Unit } from './unit';

/** Not broken between number and unit. */
const SPACE = '\u00A0';

/** Below this a number shown with two digits would read as 0, which it is not. */
const LEAST_SHOWN = 0.005;

/**
 * A value of the API for people, three digits that carry meaning: `250m`, `1.25 cores`,
 * `1.2 GiB`, `3.4 MiB/s`, `82%`. A value that is there and not 0 never reads as 0.
 */
export function formatValue(value: number, unit: Unit): string {
  if (unit === 'seconds') return formatDuration(value);
  const scale = chooseScale(unit, value);
  const shown = value / scale.divisor;
  const isTiny = shown !== 0 && Math.abs(shown) < LEAST_SHOWN;
  const text = withUnit(isTiny ? 0.01 : shown, unit, scale);
  return isTiny ? t('format.below', { value: text }) : text;
}

function withUnit(shown: number, unit: Unit, { symbol }: Scale): string {
  const value = formatNumber(shown, digitsOf(shown));
  switch (unit) {
    case 'millicores':
      if (symbol === 'm') return `${value}m`;
      return t('format.unit.cores', { value, count: value === '1' ? 1 : 2 }).replace(' ', SPACE);
    case 'bytes':
      return value + SPACE + symbol;
    case 'bytes_per_second':
      return t('format.unit.per_second', { value: value + SPACE + symbol });
    case 'operations_per_second':
    case 'packets_per_second':
      return t(`format.unit.${unit}`, { value }).replace(' ', SPACE);
    default:
      return value + symbol;
  }
}

/** The value as the API has it, in the unit of its name: `1,288,490,189 bytes`. */
export function formatExact(value: number, unit: Unit): string {
  const text = formatNumber(value, 6);
  switch (unit) {
    case 'millicores':
    case 'bytes':
    case 'bytes_per_second':
    case 'seconds':
      return t(`format.exact.${unit}`, { value: text, count: value });
    case 'operations_per_second':
    case 'packets_per_second':
      return t(`format.unit.${unit}`, { value: text });
    case 'percent':
      return `${text}%`;
    default:
      return text;
  }
}

/** How an axis or a column shows numbers of a unit: all in one scale. */
export interface AxisScale {
  readonly divisor: number;
  /** Name of the unit, for the title of the axis; empty for plain counts. */
  readonly label: string;
  /** A value of the API in this scale, without the unit. */
  format(value: number): string;
}

/** The scale that suits the largest of the values. */
export function chooseAxis(unit: Unit, largest: number): AxisScale {
  const { divisor, symbol } = chooseScale(unit, largest);
  const digits = digitsOf(largest / divisor);
  return {
    divisor,
    label: axisLabel(unit, symbol),
    format: (value) => formatNumber(value / divisor, Math.max(digits, 2)),
  };
}

function axisLabel(unit: Unit, symbol: string): string {
  switch (unit) {
    case 'millicores':
      return t(symbol === 'm' ? 'format.axis.millicores' : 'format.axis.cores');
    case 'bytes_per_second':
      return t('format.unit.per_second', { value: symbol });
    case 'operations_per_second':
    case 'packets_per_second':
      return t(`format.axis.${unit}`);
    default:
      return symbol;
  }
}
