import { LabelMatcher, PromqlError, parseDurationMs, parseSelector } from '@kubemonitor/promql';

/** Points a series of an answer may have, as in Prometheus. */
const MOST_POINTS = 11_000;
const MOST_MATCHES = 100;

/** The parameters of a request, from its query and its form body. */
export class Parameters {
  constructor(private readonly values: URLSearchParams) {}

  get(name: string): string | undefined {
    const value = this.values.get(name);
    return value === null || value === '' ? undefined : value;
  }

  /** @throws PromqlError */
  require(name: string): string {
    const value = this.get(name);
    if (value === undefined) throw invalid(name, 'it is missing');
    return value;
  }

  /** A time as seconds since the epoch or RFC 3339, in ms. @throws PromqlError */
  timeMs(name: string): number | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    const timeMs = parseTimeMs(text);
    if (timeMs === undefined) {
      throw invalid(name, `cannot parse ${excerpt(text)} to a valid timestamp`);
    }
    return timeMs;
  }

  /** A duration as seconds or `1m30s`, in ms. @throws PromqlError */
  durationMs(name: string): number | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    const durationMs = parseDurationMs(text) ?? Math.round(parseSeconds(text) * 1_000);
    if (!Number.isSafeInteger(durationMs)) {
      throw invalid(name, `cannot parse ${excerpt(text)} to a valid duration`);
    }
    return durationMs;
  }

  /** Most items of a list; undefined = all. @throws PromqlError */
  limit(): number | undefined {
    const text = this.get('limit');
    if (text === undefined || text === '0') return undefined;
    if (!/^\d{1,9}$/.test(text)) throw invalid('limit', 'it is no whole number');
    return Number(text);
  }

  /** The selectors of `match[]`, any of which a series has to match. @throws PromqlError */
  matches(): LabelMatcher[][] {
    const texts = this.values.getAll('match[]');
    if (texts.length > MOST_MATCHES) {
      throw invalid('match[]', `there are ${texts.length}, at most ${MOST_MATCHES} are taken`);
    }
    return texts.map((text) => [...parseSelector(text).matchers]);
  }

  /** Parameters of these names that are given, as they are. */
  pick(names: readonly string[]): URLSearchParams {
    const picked = new URLSearchParams();
    for (const name of names) {
      for (const value of this.values.getAll(name)) picked.append(name, value);
    }
    return picked;
  }
}

/** The steps of a range query. @throws PromqlError in Prometheus' words */
export function readSteps(parameters: Parameters): {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
} {
  parameters.require('start');
  parameters.require('end');
  parameters.require('step');
  const startMs = parameters.timeMs('start') ?? 0;
  const endMs = parameters.timeMs('end') ?? 0;
  const stepMs = parameters.durationMs('step') ?? 0;
  if (endMs < startMs) throw invalid('end', 'end timestamp must not be before start time');
  if (stepMs <= 0) {
    throw invalid(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  const count = Math.floor((endMs - startMs) / stepMs) + 1;
  // One more, as Prometheus counts the steps between.
  if (count > MOST_POINTS + 1) {
    throw new PromqlError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  return { startMs, stepMs, count };
}

/** The error of a parameter, as Prometheus words it. */
export function invalid(name: string, what: string): PromqlError {
  return new PromqlError('bad_data', `invalid parameter "${name}": ${what}`);
}

const excerpt = (text: string): string =>
  JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function parseSeconds(text: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Times a `Date` has: what is outside is no time of a sample. */
const LATEST_MS = 8.64e15;

function parseTimeMs(text: string): number | undefined {
  const timeMs = RFC_3339.test(text) ? Date.parse(text) : Math.round(parseSeconds(text) * 1_000);
  return Number.isNaN(timeMs) || Math.abs(timeMs) > LATEST_MS ? undefined : timeMs;
}
