/** A value as Prometheus writes it in JSON, without the quotes: Go's shortest form, `+Inf`, `NaN`. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  if (Object.is(value, -0)) return '-0';
  // JavaScript and Prometheus change to exponents at the same sizes; Go has two digits at least.
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** A time in ms as Prometheus writes it in JSON: seconds, with ms where there are any. */
export function formatTimestamp(timeMs: number): string {
  const rounded = Math.round(timeMs);
  const sign = rounded < 0 ? '-' : '';
  const absolute = Math.abs(rounded);
  const rest = absolute % 1_000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${sign}${Math.floor(absolute / 1_000)}${fraction}`;
}
