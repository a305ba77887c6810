/** Text as a PromQL string: quotes, backslashes and line ends of untrusted names stay text. */
export function quoteText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

/** Text as a piece of an RE2 regular expression that matches just this text. */
export function escapeRegularExpression(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** `label="value"`. */
export function matchEqual(label: string, value: string): string {
  return `${label}=${quoteText(value)}`;
}

/** A matcher for any of `values`, none of which may be empty; an equality when there is one. */
export function matchAny(label: string, values: readonly string[]): string {
  if (values.length === 1) return matchEqual(label, values[0]);
  return `${label}=~${quoteText(values.map(escapeRegularExpression).join('|'))}`;
}

/** `{a="x",b=~"y|z"}`. */
export function toSelector(matchers: readonly string[]): string {
  return `{${matchers.join(',')}}`;
}
