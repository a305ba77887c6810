import { t } from '../i18n';
import { formatNumber } from './number';
import { chooseScale, type Scale, type Unit } from './unit';
import { formatValue } from './value';

/** Not broken between number and unit. */
const SPACE = '\u00A0';

/** How all numbers of a column are written. */
interface CellScale extends Scale {
  /** After the point, in every number. */
  readonly digits: number;
}

/**
 * One scale for all numbers of a column, so that the longer number is the greater one; as kubectl
 * has it. Rates reach from a few KiB to GiB: hundredths of a MiB are short at both ends.
 */
const SCALES: Partial<Readonly<Record<Unit, CellScale>>> = {
  millicores: { ...chooseScale('millicores', 0), digits: 0 },
  bytes: { ...chooseScale('bytes', 1_024 ** 2), digits: 0 },
  bytes_per_second: { ...chooseScale('bytes_per_second', 1_024 ** 2), digits: 2 },
};

/** Shares all have as many digits after the point. */
const SHARE_DIGITS = 1;

/** From here on a tenth says nothing. */
const MANY_PERCENT = 999.95;

/**
 * A value of the API in a column of such values: `1,140m`, `1,536 MiB`, `0.12 MiB/s`, `35.0%`. Of
 * what is more than 0 and would read as 0 it says `<1m`. The exact value is in its explanation.
 */
export function formatCell(value: number, unit: Unit): string {
  const scale = SCALES[unit];
  if (scale === undefined) {
    if (unit !== 'percent' && unit !== 'ratio') return formatValue(value, unit);
    return formatShare(value / chooseScale(unit, value).divisor);
  }
  const shown = value / scale.divisor;
  const least = 10 ** -scale.digits;
  const isTiny = shown > 0 && shown < least;
  const number = formatNumber(isTiny ? least : shown, scale.digits, scale.digits);
  return withUnit(isTiny ? `<${number}` : number, unit, scale.symbol);
}

function formatShare(percent: number): string {
  const least = 10 ** -SHARE_DIGITS;
  if (percent > 0 && percent < least) return `<${least}%`;
  const digits = percent < MANY_PERCENT ? SHARE_DIGITS : 0;
  return `${formatNumber(percent, digits, digits)}%`;
}

function withUnit(number: string, unit: Unit, symbol: string): string {
  if (unit === 'millicores') return number + symbol;
  const text = number + SPACE + symbol;
  return unit === 'bytes_per_second' ? t('format.unit.per_second', { value: text }) : text;
}
