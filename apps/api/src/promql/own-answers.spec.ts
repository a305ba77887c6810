import { describeWithPrometheus, type PrometheusServer } from '@kubemonitor/peer-programs';
import {
  REMOTE_WRITE_HEADERS,
  SampleTemplate,
  toSnappyBlock,
  type Labels,
} from '@kubemonitor/remote-write';
import {
  Budget,
  MemorySource,
  PromqlError,
  parseQuery,
  queryInstant,
  queryRange,
  writeResult,
  type WrittenSeries,
} from '@kubemonitor/promql';
import { INTERVAL_MS, TICKS, createClusterSamples } from './testing/cluster-samples';
import { INSTANT_ONLY, QUERIES, REFUSED } from './testing/queries';

/** An hour ago, 7 s after a full minute: Prometheus takes only what is not long past. */
const START_MS = (Math.floor(Date.now() / 3_600_000) - 1) * 3_600_000 + 7_000;
const END_MS = START_MS - 7_000 + Math.floor((TICKS * INTERVAL_MS) / 60_000) * 60_000;

interface Point {
  readonly time: number;
  readonly value: string;
}
interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly points: readonly Point[];
}
interface Envelope {
  readonly status: string;
  readonly errorType?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}
type Sample = readonly [number, string];
interface RawSeries {
  readonly metric: Record<string, string>;
  readonly value?: Sample;
  readonly values?: readonly Sample[];
}

/** Both answers in one shape, series by labels. */
function toSeries({ resultType, result }: NonNullable<Envelope['data']>): Series[] {
  const toPoint = ([time, value]: Sample): Point => ({ time, value });
  if (resultType === 'scalar' || resultType === 'string') {
    return [{ metric: {}, points: [toPoint(result as Sample)] }];
  }
  const series = (result as RawSeries[]).map(({ metric, value, values = [] }) => ({
    metric: Object.fromEntries(Object.entries(metric).sort(([a], [b]) => (a < b ? -1 : 1))),
    points: value === undefined ? values.map(toPoint) : [toPoint(value)],
  }));
  const key = ({ metric }: Series) => JSON.stringify(metric);
  return series.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Within 1e-9 of each other, relative; NaN, infinities and zeros the same. */
function isClose(ours: string, theirs: string): boolean {
  if (ours === theirs) return true;
  const [a, b] = [Number(ours), Number(theirs)];
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function compare(ours: Series[], theirs: Series[]): void {
  expect(ours.map(({ metric }) => metric)).toEqual(theirs.map(({ metric }) => metric));
  ours.forEach(({ metric, points }, index) => {
    const others = theirs[index].points;
    expect(points.map(({ time }) => time)).toEqual(others.map(({ time }) => time));
    const different = points.flatMap(({ time, value }, at) =>
      isClose(value, others[at].value)
        ? []
        : { metric, time, ours: value, theirs: others[at].value },
    );
    expect(different).toEqual([]);
  });
}

async function writeAll(url: string, series: readonly WrittenSeries[]): Promise<void> {
  for (let tick = 0; tick < TICKS; tick += 1) {
    const present = series.filter(({ values }) => values[tick] !== null);
    const template = new SampleTemplate(
      present.map(({ labels }): Labels =>
        Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    );
    template.write(
      START_MS + tick * INTERVAL_MS,
      present.map(({ values }) => values[tick] ?? Number.NaN),
    );
    const response = await fetch(`${url}/api/v1/write`, {
      method: 'POST',
      headers: REMOTE_WRITE_HEADERS,
      body: toSnappyBlock([template]),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }
}

describeWithPrometheus('PromQL, against a real Prometheus', (start) => {
  const series = createClusterSamples();
  const source = new MemorySource(series, { startMs: START_MS, intervalMs: INTERVAL_MS });
  let server: PrometheusServer;

  beforeAll(async () => {
    server = await start('global: {}\n', ['--web.enable-remote-write-receiver']);
    await writeAll(server.url, series);
  });

  const newContext = () => {
    const limits = { maxCells: 1e7, maxSeries: 1e5, maxSamples: 1e8, timeoutMs: 60_000 };
    const pace = { now: () => performance.now(), pause: () => Promise.resolve() };
    return { source, budget: new Budget(limits, pace) };
  };
  const ask = async (path: string, parameters: Record<string, string>): Promise<Envelope> => {
    const body = new URLSearchParams(parameters);
    const response = await fetch(`${server.url}/api/v1/${path}`, { method: 'POST', body });
    return (await response.json()) as Envelope;
  };
  const parseOwn = (chunks: Iterable<string>) => JSON.parse([...chunks].join('')) as Envelope;
  const dataOf = (query: string, { data, ...rest }: Envelope) => {
    if (data === undefined) throw new Error(`${query}: ${JSON.stringify(rest)}`);
    return data;
  };

  const answerInstant = async (query: string, timeMs: number) =>
    parseOwn(writeResult(await queryInstant(parseQuery(query), timeMs, newContext())));

  it('has its queries', () => {
    expect(new Set(QUERIES).size).toBe(QUERIES.length);
  });

  it.each([...QUERIES, ...INSTANT_ONLY])('answers %s at once', async (query) => {
    // Where counters begin again and have gaps, and after the last sample; off the edges as below.
    for (const timeMs of [END_MS - 529_000, END_MS - 574_000, END_MS + 131_000]) {
      const theirs = await ask('query', { query, time: String(timeMs / 1_000) });
      const ours = await answerInstant(query, timeMs);
      expect(ours.data?.resultType).toBe(theirs.data?.resultType);
      compare(toSeries(dataOf(query, ours)), toSeries(dataOf(query, theirs)));
    }
  });

  it.each([...QUERIES, `kube_pod_info @ end() * 2 + on () group_left count(up @ start())`])(
    'answers %s over time',
    async (query) => {
      // 11 s off a multiple of 15 s, at every step: no sample and no step of a subquery lies on
      // the edge of a range, where Prometheus 2 and 3 differ.
      const startMs = START_MS - 7_000 - 109_000;
      const endMs = END_MS + 400_000;
      const steps = { startMs, stepMs: 45_000, count: Math.floor((endMs - startMs) / 45_000) + 1 };
      const range = { start: String(startMs / 1_000), end: String(endMs / 1_000), step: '45' };
      const theirs = await ask('query_range', { query, ...range });
      const ours = parseOwn(writeResult(await queryRange(parseQuery(query), steps, newContext())));
      compare(toSeries(dataOf(query, ours)), toSeries(dataOf(query, theirs)));
    },
  );

  it.each(REFUSED)('refuses %s as it does', async (query) => {
    const theirs = await ask('query', { query, time: String(END_MS / 1_000 - 300) });
    expect(theirs.status).toBe('error');
    const ours = answerInstant(query, END_MS - 300_000);
    const kind = theirs.errorType;
    await expect(ours).rejects.toBeInstanceOf(PromqlError);
    await expect(ours).rejects.toMatchObject({ kind });
  });

  it.each([
    'sort(container_memory_working_set_bytes)',
    'topk(4, container_memory_working_set_bytes)',
  ])('orders %s as it does', async (query) => {
    const order = ({ data }: Envelope) =>
      (data?.result as RawSeries[]).map(({ metric }) => `${metric.pod}/${metric.container}`);
    const theirs = await ask('query', { query, time: String(END_MS / 1_000 - 300) });
    expect(order(await answerInstant(query, END_MS - 300_000))).toEqual(order(theirs));
  });
});
