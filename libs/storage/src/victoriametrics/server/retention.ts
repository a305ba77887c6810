const UNIT_SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 7 * 86_400,
  y: 365 * 86_400,
};

/** `-retentionPeriod` says months when it has no unit. */
const MONTH_SECONDS = 31 * 86_400;

/**
 * How long a server keeps samples, from its page of flags: what is older it drops without a
 * word. Undefined where the page does not say.
 */
export function parseRetentionSeconds(flags: string): number | undefined {
  const match = /^-?-retentionPeriod="([^"]*)"/m.exec(flags);
  if (match === null) return undefined;
  const text = match[1];
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * MONTH_SECONDS;
  return parseDurationSeconds(text);
}

/** Seconds of a duration as VictoriaMetrics writes it: `100d`, `1y`; undefined for anything else. */
function parseDurationSeconds(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([smhdwy])$/.exec(text);
  return match === null ? undefined : Number(match[1]) * UNIT_SECONDS[match[2]];
}
