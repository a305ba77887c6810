/** Suffixes of decimal quantities from nano on, a factor of 1,000 each. */
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Suffixes of binary quantities, a factor of 1,024 each. */
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const ONE = DECIMAL.indexOf('');

/**
 * CPU as a Kubernetes quantity: `12345678n`, `250m`, `2`. The canonical form: the largest suffix
 * that leaves a whole number. Source: apimachinery `pkg/api/resource/quantity.go`, DecimalSI.
 * @param nanocores a whole number, not negative
 */
export function toCpuQuantity(nanocores: number): string {
  return toDecimal(nanocores, 0);
}

/**
 * Memory as a Kubernetes quantity: `18244Ki`, `5Mi`, `1500`. The canonical form as above in
 * BinarySI, of which numbers below 1,024 are written as decimal ones.
 * @param bytes a whole number, not negative
 */
export function toByteQuantity(bytes: number): string {
  return bytes < 1_024 ? toDecimal(bytes, ONE) : toLargestSuffix(bytes, 1_024, BINARY, 0);
}

function toDecimal(value: number, from: number): string {
  return value === 0 ? '0' : toLargestSuffix(value, 1_000, DECIMAL, from);
}

function toLargestSuffix(
  value: number,
  factor: number,
  suffixes: readonly string[],
  from: number,
): string {
  let rest = value;
  let at = from;
  while (rest % factor === 0 && at < suffixes.length - 1) {
    rest /= factor;
    at += 1;
  }
  return `${rest}${suffixes[at]}`;
}
