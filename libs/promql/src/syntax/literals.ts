const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
};

/** Milliseconds of `1h30m`; undefined = it is no duration. Units go from large to small, each once. */
export function parseDurationMs(text: string): number | undefined {
  const match =
    /^(?=\d)(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const units = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];
  return units.reduce((sum, unit, at) => sum + Number(match[at + 1] ?? 0) * UNIT_MS[unit], 0);
}

/** A number as PromQL writes it, durations as their seconds; undefined = it is none. */
export function parseNumber(text: string): number | undefined {
  const lower = text.toLowerCase();
  if (lower === 'inf') return Number.POSITIVE_INFINITY;
  if (lower === 'nan') return Number.NaN;
  if (/^0x[0-9a-f]+$/.test(lower)) return Number.parseInt(lower, 16);
  if (/^(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d[\d_]*)?$/.test(lower)) {
    return Number(lower.replaceAll('_', ''));
  }
  const durationMs = parseDurationMs(lower);
  return durationMs === undefined ? undefined : durationMs / 1_000;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]?))/g;

/** The text of a string literal with its quotes, escaped as in Go; undefined = it is none. */
export function parseString(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote) return undefined;
  const inner = literal.slice(1, -1);
  if (quote === '`') return inner;
  if (inner.includes('\n')) return undefined;
  let isValid = true;
  const text = inner.replace(ESCAPE, (...groups: string[]) => {
    const [, hex, short, long, octal, simple] = groups;
    const digits = hex ?? short ?? long;
    const code = digits === undefined ? parseInt(octal ?? '', 8) : parseInt(digits, 16);
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (!Number.isNaN(code) && code <= 0x10ffff && !isSurrogate) return String.fromCodePoint(code);
    // The last quote was one of the text: the literal has no end.
    if (simple === undefined || !Object.hasOwn(SIMPLE_ESCAPES, simple)) isValid = false;
    return simple === undefined ? '' : (SIMPLE_ESCAPES[simple] ?? '');
  });
  return isValid ? text : undefined;
}
