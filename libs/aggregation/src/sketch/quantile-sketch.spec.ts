import fc from 'fast-check';
import { SKETCH_RELATIVE_ERROR } from './bins';
import { MAX_SKETCH_COUNT, QuantileSketch } from './quantile-sketch';

const NONE = Number.NaN;
const QUANTILES = [0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

function sketchOf(values: readonly number[]): QuantileSketch {
  const sketch = new QuantileSketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

function binsOf(sketch: QuantileSketch): [number, number][] {
  const bins: [number, number][] = [];
  sketch.forEachBin((bin, count) => bins.push([bin, count]));
  return bins;
}

/** The exact value at the rank the sketch answers for. */
function takeNearestRank(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1];
}

function expectWithinError(found: number, exact: number): void {
  if (exact < 0.0001) expect(found).toBe(0);
  else expect(Math.abs(found - exact) / exact).toBeLessThanOrEqual(SKETCH_RELATIVE_ERROR);
}

const millicores = fc.nat(64_000_000).map((value) => value / 1_000);
const bytes = fc.nat(2 ** 40).map((value) => value * 4_096);
const series = (value: fc.Arbitrary<number>) => fc.array(value, { minLength: 1, maxLength: 200 });

const DISTRIBUTIONS: readonly (readonly [string, fc.Arbitrary<number[]>])[] = [
  [
    'constant',
    fc.tuple(millicores, fc.integer({ min: 1, max: 720 })).map(([v, n]) => Array(n).fill(v)),
  ],
  [
    'zeros among few values',
    series(fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, millicores)),
  ],
  ['uniform millicores', series(millicores)],
  ['uniform bytes', series(bytes)],
  ['ratios of four decimals', series(fc.nat(10_000).map((value) => value / 10_000))],
  [
    'bursts',
    series(
      fc.oneof(
        { weight: 9, arbitrary: fc.nat(3_000).map((value) => 1 + value / 1_000) },
        fc.nat(8_000).map((value) => 8_000 + value),
      ),
    ),
  ],
  [
    'heavy tail',
    series(fc.double({ min: -20, max: 53, noNaN: true }).map((exponent) => 2 ** exponent)),
  ],
];

describe('QuantileSketch', () => {
  it('counts values by bin', () => {
    // 1 is in bin 466 and 250 in bin 744 (bins.spec.ts).
    const sketch = sketchOf([250, 0, 1, 250, 0.00005]);
    expect(sketch.count).toBe(5);
    expect(binsOf(sketch)).toEqual([
      [0, 2],
      [466, 1],
      [744, 2],
    ]);
  });

  it('answers with the middle of the bin at the nearest rank', () => {
    const sketch = sketchOf([0, 1, 250, 250, 1_000]);
    // Of five values ceil(q · 5) is 1, 1, 2, 3, 4, 5, 5; middles are edges / 1.01.
    expect(sketch.quantile(0)).toBe(0);
    expect(sketch.quantile(0.2)).toBe(0);
    expect(sketch.quantile(0.21)).toBeCloseTo(1.007764, 6);
    expect(sketch.quantile(0.5)).toBeCloseTo(247.859984, 6);
    expect(sketch.quantile(0.8)).toBeCloseTo(247.859984, 6);
    expect(sketch.quantile(0.81)).toBeCloseTo(991.330437, 6);
    expect(sketch.quantile(1)).toBeCloseTo(991.330437, 6);
  });

  it('knows no quantile of no values, nor one outside 0 to 1', () => {
    expect(new QuantileSketch().quantile(0.5)).toBeNaN();
    expect(sketchOf([0]).quantile(0.95)).toBe(0);
    expect(() => sketchOf([1]).quantile(-0.01)).toThrow(RangeError);
    expect(() => sketchOf([1]).quantile(95)).toThrow(RangeError);
    expect(() => sketchOf([1]).quantile(NONE)).toThrow(RangeError);
  });

  it('refuses negative and absent values and counts none of them', () => {
    const sketch = sketchOf([1]);
    expect(() => sketch.add(-0.001)).toThrow(RangeError);
    expect(() => sketch.add(NONE)).toThrow(RangeError);
    expect(() => sketch.add(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(sketch.count).toBe(1);
  });

  it('adds a piece of an array, absent values left out', () => {
    const values = Float64Array.of(1_000, 1, NONE, 250, 1_000);
    const sketch = new QuantileSketch();
    sketch.addAll(values, 1, 4);
    expect(binsOf(sketch)).toEqual([
      [466, 1],
      [744, 1],
    ]);
    sketch.addAll(values);
    expect(sketch.count).toBe(6);
    expect(() => sketch.addAll(Float64Array.of(1, -1))).toThrow(RangeError);
  });

  it('can be used again after clear', () => {
    const sketch = sketchOf([0, 1, 2 ** 53]);
    sketch.clear();
    expect(sketch.count).toBe(0);
    expect(sketch.quantile(0.5)).toBeNaN();
    sketch.add(250);
    expect(binsOf(sketch)).toEqual([[744, 1]]);
    sketch.clear();
    sketch.clear();
    expect(binsOf(sketch)).toEqual([]);
  });

  it('counts up to 2^52 values', () => {
    const many = new QuantileSketch();
    many.addBin(466, MAX_SKETCH_COUNT - 1);
    many.merge(sketchOf([250]));
    expect(many.quantile(1)).toBeCloseTo(247.859984, 6);
    expect(() => many.merge(sketchOf([250]))).toThrow(RangeError);
    expect(many.count).toBe(MAX_SKETCH_COUNT);
  });

  it.each(DISTRIBUTIONS)('stays within its error of %s', (_, distribution) => {
    fc.assert(
      fc.property(distribution, fc.double({ min: 0, max: 1, noNaN: true }), (values, any) => {
        const sketch = sketchOf(values);
        for (const q of [...QUANTILES, any]) {
          expectWithinError(sketch.quantile(q), takeNearestRank(values, q));
        }
      }),
    );
  });

  it('has the same bins however values are ordered and shared out', () => {
    const value = fc.oneof(fc.constant(0), millicores, bytes);
    const parts = fc.array(fc.array(value, { maxLength: 40 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.infiniteStream(fc.nat()), (lists, order) => {
        const added = binsOf(sketchOf(lists.flat()));
        const merged = new QuantileSketch();
        const waiting = lists.map(sketchOf);
        while (waiting.length > 0) {
          const at = order.next().value % waiting.length;
          merged.merge(waiting.splice(at, 1)[0]);
        }
        expect(binsOf(merged)).toEqual(added);
        expect(merged.count).toBe(lists.flat().length);
        expect(binsOf(sketchOf(lists.flat().reverse()))).toEqual(added);
      }),
    );
  });

  it('merges commutatively and associatively, itself included', () => {
    const values = fc.array(fc.oneof(fc.constant(0), millicores, bytes), { maxLength: 40 });
    const join = (a: QuantileSketch, b: QuantileSketch) => {
      const joined = new QuantileSketch();
      joined.merge(a);
      joined.merge(b);
      return joined;
    };
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [x, y, z] = [a, b, c].map(sketchOf);
        expect(binsOf(join(x, y))).toEqual(binsOf(join(y, x)));
        expect(binsOf(join(join(x, y), z))).toEqual(binsOf(join(x, join(y, z))));
        const twice = binsOf(join(x, x));
        x.merge(x);
        expect(binsOf(x)).toEqual(twice);
      }),
    );
  });
});
