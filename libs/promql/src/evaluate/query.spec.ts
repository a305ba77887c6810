import fc from 'fast-check';
import { writeResult } from '../answer/write-result';
import { MemorySource, written, type WrittenSeries } from '../memory-source';
import { PromqlError } from '../promql-error';
import { parseQuery } from '../syntax/parse';
import { Budget, type QueryLimits } from './budget';
import { queryInstant, queryRange } from './query';

const START_MS = 1_000_000;
const LIMITS: QueryLimits = {
  maxCells: 100_000,
  maxSeries: 10_000,
  maxSamples: 1_000_000,
  timeoutMs: 60_000,
};

const SERIES: WrittenSeries[] = [
  // 0, 10, … 50, then again from 5.
  written('c', { pod: 'a' }, [0, 10, 20, 30, 40, 50, 5, 15]),
  written('c', { pod: 'b' }, [null, 1, null, 1, 1, 1, 1, 1]),
  written('g', { pod: 'a', node: 'x' }, [1, 2, 3, 4, 5, 6, 7, 8]),
  { ...written('g', { pod: 'gone', node: 'x' }, [9, 9]), endedAtMs: START_MS + 30_000 },
];

function open(limits: Partial<QueryLimits> = {}) {
  let pauses = 0;
  const pause = () => {
    pauses += 1;
    return Promise.resolve();
  };
  const budget = new Budget({ ...LIMITS, ...limits }, { now: () => performance.now(), pause });
  const source = new MemorySource(SERIES, { startMs: START_MS, intervalMs: 10_000 });
  return { source, budget, pauses: () => pauses };
}

async function ask(query: string, secondsLater: number): Promise<unknown> {
  const result = await queryInstant(parseQuery(query), START_MS + secondsLater * 1_000, open());
  return JSON.parse([...writeResult(result)].join('')).data.result;
}

describe('queryInstant', () => {
  it('takes a window’s samples without its beginning, as Prometheus 3', async () => {
    expect(await ask('count_over_time(g{pod="a"}[20s])', 40)).toMatchObject([
      { value: [1_040, '2'] },
    ]);
  });

  it('extrapolates rates as Prometheus does', async () => {
    // Samples of 10 … 40 s: 30 in 30 s; 10 s to the beginning (less than 1.1 × 10), none to the end.
    expect(await ask('increase(c{pod="a"}[40s])', 40)).toMatchObject([{ value: [1_040, '40'] }]);
    // Samples of 50 … 70 s: 50, 5, 15: 5 + 10 more; 10 s of 20 s to the beginning, held above 0.
    expect(await ask('increase(c{pod="a"}[30s])', 70)).toMatchObject([{ value: [1_070, '22.5'] }]);
  });

  it('looks back five minutes, and not beyond the end of a series', async () => {
    const pods = async (seconds: number) =>
      ((await ask('g', seconds)) as { metric: { pod: string } }[]).map(({ metric }) => metric.pod);
    expect(await pods(29)).toEqual(['a', 'gone']);
    expect(await pods(30)).toEqual(['a']);
    expect(await pods(369)).toEqual(['a']);
    expect(await pods(370)).toEqual([]);
  });

  it('writes values as Prometheus does', async () => {
    expect(await ask('vector(1e21)', 0)).toMatchObject([{ value: [1_000, '1e+21'] }]);
    expect(await ask('vector(1e-7)', 0)).toMatchObject([{ value: [1_000, '1e-07'] }]);
    expect(await ask('vector(123456789012345680000)', 0)).toMatchObject([
      { value: [1_000, '123456789012345680000'] },
    ]);
    expect(await ask('1 / 0', 0)).toEqual([1_000, '+Inf']);
    expect(await ask('-1 / 0', 0.5)).toEqual([1_000.5, '-Inf']);
    expect(await ask('0 / 0', 0)).toEqual([1_000, 'NaN']);
    expect(await ask('-0 * 1', 0)).toEqual([1_000, '-0']);
  });

  it('keeps labels of any name apart from JavaScript’s own', async () => {
    const query = 'label_replace(g{pod="a"}, "__proto__", "x", "", "")';
    const result = await queryInstant(parseQuery(query), START_MS, open());
    expect([...writeResult(result)].join('')).toContain(
      '"metric":{"__name__":"g","__proto__":"x","node":"x","pod":"a"}',
    );
  });
});

describe('the limits of a query', () => {
  const steps = { startMs: START_MS, stepMs: 1_000, count: 70 };
  const run = (query: string, limits: Partial<QueryLimits>) =>
    queryRange(parseQuery(query), steps, open(limits));

  it('stop what needs too many values', async () => {
    await expect(run('g + c', { maxCells: 100 })).rejects.toEqual(
      expect.objectContaining({
        kind: 'execution',
        message: expect.stringContaining('more than 100 values') as string,
      }),
    );
  });

  it('stop what holds too many series', async () => {
    // Two of `c` and two of `g`.
    await expect(run('c or g', { maxSeries: 3 })).rejects.toMatchObject({ kind: 'execution' });
    expect((await run('c', { maxSeries: 2 })).vector).toHaveLength(2);
  });

  it('stop what reads too many samples', async () => {
    await expect(run('rate(c[1m])', { maxSamples: 50 })).rejects.toMatchObject({
      kind: 'execution',
    });
  });

  it('stop what takes too long', async () => {
    const query = Array.from({ length: 100 }, () => 'sum_over_time(g[1m:1s])').join(' + ');
    await expect(
      run(query, { timeoutMs: 1, maxCells: 1e9, maxSeries: 1e9, maxSamples: 1e9 }),
    ).rejects.toMatchObject({
      kind: 'timeout',
    });
  });

  it('and others have their turn meanwhile', async () => {
    const context = open({ maxCells: 1e9, maxSeries: 1e9, maxSamples: 1e9 });
    const query = Array.from({ length: 60 }, () => 'quantile_over_time(0.5, g[1m:100ms])').join(
      ' + ',
    );
    await queryRange(parseQuery(query), steps, context);
    expect(context.pauses()).toBeGreaterThan(0);
  });
});

describe('any query', () => {
  const word = fc.constantFrom(
    ...[
      'sum',
      'rate',
      'topk',
      'by',
      'on',
      'group_left',
      'without',
      'bool',
      'offset',
      'c',
      'g',
      'up',
    ],
    ...[
      '(',
      ')',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '@',
      '=',
      '!=',
      '=~',
      '!~',
      '"a"',
      '"("',
      '5m',
      '1',
      '-',
      '+',
    ],
    ...[
      '*',
      '/',
      '%',
      '^',
      '==',
      '>',
      'and',
      'or',
      'unless',
      'start()',
      'time()',
      'absent',
      'vector',
      'inf',
      '\n',
      '#',
    ],
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  );

  it('gives an answer or says what is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (query) => {
        try {
          const result = await queryInstant(parseQuery(query), START_MS + 40_000, open());
          JSON.parse([...writeResult(result)].join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(PromqlError);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('of the subset has one value of each series at each step, over time the same as at once', async () => {
    const selector = fc.constantFrom('c', 'g', 'c{pod="a"}', '{pod=~"a|b"}', 'g offset 10s');
    const vector = fc.letrec<{ vector: string }>((tie) => ({
      vector: fc.oneof(
        { maxDepth: 3 },
        selector,
        fc
          .tuple(
            fc.constantFrom('rate', 'increase', 'max_over_time', 'deriv'),
            fc.constantFrom('c', 'g'),
          )
          .map(([f, s]) => `${f}(${s}[30s])`),
        fc
          .tuple(fc.constantFrom('sum', 'avg', 'min', 'count', 'stddev'), tie('vector'))
          .map(([f, v]) => `${f} by (pod) (${v})`),
        fc
          .tuple(fc.constantFrom('abs', 'ceil', 'sgn', '-', '2 *', '1 +'), tie('vector'))
          .map(([f, v]) => `${f}(${v})`),
        fc
          .tuple(
            tie('vector'),
            fc.constantFrom('+', '/', 'and', 'or', 'unless', '> bool'),
            tie('vector'),
          )
          .map(([a, o, b]) => `(${a}) ${o} on (pod) (${b})`),
      ),
    })).vector;
    const steps = { startMs: START_MS + 5_000, stepMs: 15_000, count: 6 };
    await fc.assert(
      fc.asyncProperty(vector, async (query) => {
        let range;
        try {
          range = await queryRange(parseQuery(query), steps, open());
        } catch (error) {
          expect(error).toBeInstanceOf(PromqlError);
          return;
        }
        for (let step = 0; step < steps.count; step += 1) {
          const timeMs = steps.startMs + step * steps.stepMs;
          const at = await queryInstant(parseQuery(query), timeMs, open());
          if (at.kind !== 'vector') throw new Error(at.kind);
          const instant = at.vector
            .filter(({ present }) => present[0] === 1)
            .map(({ labels, values }) => [labels.key, values[0]]);
          const steady = range.vector
            .filter(({ present }) => present[step] === 1)
            .map(({ labels, values }) => [labels.key, values[step]]);
          expect(steady).toEqual(instant);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('long vectors', () => {
  /** Pod i has the value 7 · i modulo 5,000: all different, and in no order. */
  const COUNT = 5_000;
  const MANY = Array.from({ length: COUNT }, (_, index) =>
    written('many', { pod: String(index) }, [(7 * index) % COUNT]),
  );
  const limits = { ...LIMITS, maxSeries: 100_000, maxCells: 1e6 };

  /** A clock on which every look takes a tenth of a millisecond, so that pauses can be counted. */
  async function runSlowly(query: string) {
    let now = 0;
    let pauses = 0;
    const pace = {
      now: () => (now += 0.1),
      pause: () => {
        pauses += 1;
        return Promise.resolve();
      },
    };
    const source = new MemorySource(MANY, { startMs: START_MS, intervalMs: 10_000 });
    const context = { source, budget: new Budget(limits, pace) };
    return {
      result: await queryInstant(parseQuery(query), START_MS, context),
      pauses: () => pauses,
    };
  }

  it.each([
    // 4,999 is 7 · 4,999 modulo 5,000 turned round: 7 · 2,857 = 19,999.
    ['topk(1, many)', { pod: '2857', value: 4_999 }],
    ['quantile(1, many)', { pod: '', value: 4_999 }],
    ['quantile(0, many)', { pod: '', value: 0 }],
    ['sum(-many)', { pod: '', value: -12_497_500 }],
  ])('%s', async (query, { pod, value }) => {
    const { result, pauses } = await runSlowly(query);
    if (result.kind !== 'vector') throw new TypeError(result.kind);
    const [{ labels, values }] = result.vector;
    expect([labels.get('pod'), values[0]]).toEqual([pod, value]);
    expect(pauses()).toBeGreaterThan(100);
  });

  it('of which one is asked for as a scalar give none', async () => {
    const { result, pauses } = await runSlowly('scalar(many)');
    expect(result).toMatchObject({ kind: 'scalar', value: Number.NaN });
    expect(pauses()).toBeGreaterThan(100);
  });
});
