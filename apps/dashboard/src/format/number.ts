import { language } from '../i18n';

const made = new Map<string, Intl.NumberFormat>();

/** A number in the language in use, with no more digits after the point than given, and no fewer. */
export function formatNumber(value: number, mostDigits = 2, leastDigits = 0): string {
  const key = `${language.get()} ${mostDigits} ${leastDigits}`;
  let format = made.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language.get(), {
      minimumFractionDigits: leastDigits,
      maximumFractionDigits: mostDigits,
    });
    made.set(key, format);
  }
  // Not "-0".
  return format.format(value === 0 ? 0 : value);
}
