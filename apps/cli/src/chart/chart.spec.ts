import { createColors } from 'picocolors';
import { toChart, type ChartPoint } from './chart';
import { chooseScale } from './scale';
import { toSparkline } from './sparkline';
import { toTimeLabels } from './time-axis';

it.each([
  [[0, 1, 2, 4, 8], '▁▁▂▄█'],
  [[null, 5, undefined, 5], ' █ █'],
  [[0, 0], '▁▁'],
  [[null], ''],
  [[], ''],
])('%j is the line "%s"', (values, line) => {
  expect(toSparkline(values)).toBe(line);
});

it.each([
  [[0, 1_200], 3, false, { least: 0, greatest: 1_500, step: 500 }],
  [[7], 2, false, { least: 0, greatest: 10, step: 5 }],
  [[3_000], 2, true, { least: 0, greatest: 4_096, step: 2_048 }],
  [[-5, 5], 2, false, { least: -5, greatest: 5, step: 5 }],
  [[0], 3, false, { least: 0, greatest: 1, step: 1 }],
])('a scale for %j in %d steps', (values, labels, isBinary, scale) => {
  expect(chooseScale(values, labels, isBinary)).toEqual(scale);
});

const NOON_MS = Date.UTC(2026, 10, 23, 12);

it('labels round times', () => {
  const labels = toTimeLabels(NOON_MS - 95_000, NOON_MS, 4);
  expect(labels.map(({ atMs }) => new Date(atMs).toISOString().slice(14, 19))).toEqual([
    '58:30',
    '59:00',
    '59:30',
    '00:00',
  ]);
});

function draw(points: readonly ChartPoint[]): string[] {
  return toChart(points, {
    startMs: NOON_MS,
    endMs: NOON_MS + 40_000,
    stepMs: 10_000,
    width: 23,
    height: 4,
    isBinary: false,
    format: String,
    colours: createColors(false),
  });
}

it('draws values as lines, and gaps as gaps', () => {
  // 20 columns for 40 s: dots 5, 15 and 35 are the middles of the steps. The greatest value, 4,
  // is the top row of dots. Steps 0 and 1 are joined, step 2 has nothing, step 3 stands alone.
  const lines = draw([
    { atMs: NOON_MS, value: 4 },
    { atMs: NOON_MS + 10_000, value: 4 },
    { atMs: NOON_MS + 30_000, value: 0 },
  ]);
  expect(lines.slice(0, 4)).toEqual(['4 ┤  ⠈⠉⠉⠉⠉⠉', '  │', '2 ┤', '0 ┤                 ⢀']);
});

it('breaks the line at a null, and shades from the least to the greatest reading', () => {
  const lines = draw([
    { atMs: NOON_MS, value: 2, min: 0, max: 4 },
    { atMs: NOON_MS + 10_000, value: null },
    { atMs: NOON_MS + 20_000, value: 4, min: 4, max: 4 },
  ]);
  // The band of the first step fills its five columns from top to bottom; the dot stands in it.
  expect(lines.slice(0, 4)).toEqual(['4 ┤░░░░░       ⠈', '  │░░░░░', '2 ┤░░⠈░░', '0 ┤░░░░░']);
});
