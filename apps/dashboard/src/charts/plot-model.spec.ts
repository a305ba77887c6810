import type { ChartSeries } from './chart-data';
import { drawnOf, makeModel, toData } from './plot-model';

const TIMES = [1_000, 2_000];

const web: ChartSeries = { key: 'web', label: 'web', timestamps: TIMES, values: [10, 20] };
const db: ChartSeries = { key: 'db', label: 'db', timestamps: TIMES, values: [1, null] };
const NONE: ReadonlySet<string> = new Set();

describe('makeModel', () => {
  it('takes the ends of the data, and top and lines from its values', () => {
    const lines = [
      { label: 'request', value: 40 },
      { label: 'limit', value: 400 },
    ];
    const model = makeModel({ unit: 'millicores', series: [web, db], lines }, NONE);
    expect(model).toMatchObject({ startMs: 1_000, endMs: 2_000, largest: 20, hasValues: true });
    expect(model.linesWithin).toEqual([{ ...lines[0], kind: 'request' }]);
    expect(model.linesAbove).toEqual([{ ...lines[1], kind: 'limit' }]);
    // 40 × 1.12 = 44.8, in steps of 2 (a twentieth is 2.24).
    expect(model.top).toBe(46);
  });

  it('keeps the axis it is given', () => {
    const model = makeModel({ unit: 'count', series: [web], startMs: 0, endMs: 9_000 }, NONE);
    expect([model.startMs, model.endMs]).toEqual([0, 9_000]);
  });

  it('makes room for sums of stacked areas, and for spikes of lines', () => {
    const spiky = { ...web, min: [0, 0], max: [90, 20] };
    expect(makeModel({ unit: 'count', series: [spiky, db] }, NONE).largest).toBe(90);
    expect(makeModel({ unit: 'count', series: [spiky, db], stacked: true }, NONE).largest).toBe(20);
    const both = { ...db, values: [1, 2] };
    expect(makeModel({ unit: 'count', series: [web, both], stacked: true }, NONE).largest).toBe(22);
  });

  it('keeps the colours of series when others are hidden', () => {
    const model = makeModel({ unit: 'count', series: [web, db] }, new Set(['web']));
    expect(model.series.map(({ place, isHidden }) => [place, isHidden])).toEqual([
      [0, true],
      [1, false],
    ]);
    expect(drawnOf(model).columns.map(({ series }) => series.series.key)).toEqual(['db']);
  });

  it('says when there is nothing to draw', () => {
    const model = makeModel({ unit: 'bytes', series: [{ ...db, values: [null, null] }] }, NONE);
    expect(model).toMatchObject({ hasValues: false, largest: 0, top: 1_024 });
    expect(makeModel({ unit: 'bytes', series: [] }, NONE)).toMatchObject({ endMs: 1_000 });
  });
});

describe('drawnOf', () => {
  it('paints stacked areas from the top down', () => {
    const model = makeModel({ unit: 'count', series: [web, db], stacked: true }, NONE);
    const { columns } = drawnOf(model);
    expect(columns.map(({ series }) => series.series.key)).toEqual(['db', 'web']);
    // db ends half way between the two points.
    expect(columns[0].values).toEqual([11, 16, 15, 15, 15, 20]);
  });

  it('paints the whole as a line over the areas, with its own values', () => {
    const whole = { ...web, key: 'whole', label: 'total', values: [40, 50], isWhole: true };
    const model = makeModel({ unit: 'count', series: [whole, web, db], stacked: true }, NONE);
    expect(model.largest).toBe(50);
    // The whole takes no colour of the areas.
    expect(model.series.slice(1).map(({ place }) => place)).toEqual([0, 1]);
    const { columns } = drawnOf(model);
    expect(columns.map(({ series, part }) => [series.series.key, part])).toEqual([
      ['db', 'area'],
      ['web', 'area'],
      ['whole', 'line'],
    ]);
    // At the edges of areas, half way, the line has no value of its own.
    const none = undefined;
    expect(columns[2].values).toEqual([40, none, none, none, none, 50]);
  });

  it('paints the band of a line before it', () => {
    const model = makeModel(
      { unit: 'count', series: [{ ...web, min: [5, 6], max: [70, 80] }] },
      NONE,
    );
    const drawn = drawnOf(model);
    expect(drawn.columns.map(({ part }) => part)).toEqual(['max', 'min', 'line']);
    expect(toData(drawn)).toEqual([TIMES, [70, 80], [5, 6], [10, 20]]);
  });
});
