import { joinSamples, toSeries } from './series';

const FIRST = '2026-11-23T12:00:00.000Z';
const SECOND = '2026-11-23T12:01:00.000Z';
/** 2026-11-23T12:00:00Z. */
const FIRST_MS = 1_795_435_200_000;
const NAME = { key: 'cpu_millicores', label: 'use', field: 'cpu_millicores' };

it('takes a value that is null or left out as a gap', () => {
  const samples = [
    { timestamp: FIRST, cpu_millicores: 12.5 },
    { timestamp: SECOND, cpu_millicores: null },
    { timestamp: '2026-11-23T12:02:00.000Z' },
  ];
  expect(toSeries(samples, NAME)).toEqual({
    key: 'cpu_millicores',
    label: 'use',
    timestamps: [FIRST_MS, FIRST_MS + 60_000, FIRST_MS + 120_000],
    values: [12.5, null, null],
  });
});

it('has no series of a field no point has', () => {
  expect(toSeries([{ timestamp: FIRST, cpu_millicores: null }], NAME)).toBeUndefined();
  expect(toSeries([], NAME)).toBeUndefined();
});

it('has a band where least or greatest differ from the value', () => {
  const points = [{ timestamp: FIRST, cpu_millicores: 5 }];
  const wide = [{ ...points[0], cpu_millicores_min: 1, cpu_millicores_max: 9 }];
  expect(toSeries(wide, NAME)).toMatchObject({ values: [5], min: [1], max: [9] });
  const narrow = [{ ...points[0], cpu_millicores_min: 5, cpu_millicores_max: 5 }];
  expect(toSeries(narrow, NAME)).not.toHaveProperty('min');
});

it('puts the runs of a container one after the other', () => {
  const early = [{ timestamp: FIRST, pids: 1 }];
  const late = [{ timestamp: SECOND, pids: 2 }];
  expect(joinSamples([late, undefined, early])).toEqual([...early, ...late]);
});
