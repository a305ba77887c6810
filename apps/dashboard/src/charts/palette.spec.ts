import { contrastOf, differenceOf, seenWith, toLight, VISIONS, type Light } from './color-vision';
import { LIMIT_KINDS } from './limit-style';
import { COLORS } from './strokes';

// Specs run in Node, of which the code beside them knows nothing.
const { readFileSync } = jest.requireActual<typeof import('node:fs')>('node:fs');

const CSS = readFileSync(`${__dirname}/charts.css`, 'utf8');

/** The colours of a rule, by their names without `--chart-`. */
function colorsOf(block: string): ReadonlyMap<string, string> {
  return new Map(
    [...block.matchAll(/--chart-([\w-]+): ([^;]+);/g)].map(([, name, color]) => [name, color]),
  );
}

function blockAfter(start: string): string {
  const from = CSS.indexOf(start);
  expect(from).toBeGreaterThanOrEqual(0);
  return CSS.slice(from, CSS.indexOf('}', from));
}

const LIGHT = colorsOf(blockAfter(':root,\n.chart-light {'));
const DARK = colorsOf(blockAfter(":root[data-theme='dark'] {"));

/** What holds on paper: all that does not stand in a block for screens, which ends at the margin. */
const PRINT = colorsOf(CSS.replace(/@media screen \{.*?\n\}\n/gs, ''));

const SERIES = Array.from({ length: COLORS }, (_, index) => String(index + 1));
const TEXTS = ['text', 'muted', ...LIMIT_KINDS, 'bad', 'restart'];

const THEMES = [
  ['light', LIGHT],
  ['dark', DARK],
] as const;

function lightOf(colors: ReadonlyMap<string, string>, name: string): Light {
  return toLight(colors.get(name) ?? '');
}

/** The least difference of any two, whichever way they are seen. */
function leastDifference(colors: ReadonlyMap<string, string>, names: readonly string[]): number {
  let least = Infinity;
  for (const matrix of Object.values(VISIONS)) {
    const seen = names.map((name) => seenWith(matrix, lightOf(colors, name)));
    for (let one = 0; one < seen.length; one += 1) {
      for (let other = one + 1; other < seen.length; other += 1) {
        least = Math.min(least, differenceOf(seen[one], seen[other]));
      }
    }
  }
  return least;
}

describe('the difference of colours', () => {
  it('is 100 from black to white and 0 to itself', () => {
    expect(differenceOf([0, 0, 0], [1, 1, 1])).toBeCloseTo(100, 4);
    expect(differenceOf([0.2, 0.3, 0.4], [0.2, 0.3, 0.4])).toBe(0);
  });

  it('leaves grey grey for everybody', () => {
    for (const matrix of Object.values(VISIONS)) {
      for (const part of seenWith(matrix, [0.5, 0.5, 0.5])) expect(part).toBeCloseTo(0.5, 5);
    }
  });

  it('has the contrast of WCAG: 21 from black to white, 4.48 of #777777', () => {
    expect(contrastOf(toLight('#000000'), toLight('#ffffff'))).toBeCloseTo(21, 5);
    expect(contrastOf(toLight('#777777'), toLight('#ffffff'))).toBeCloseTo(4.48, 2);
  });
});

describe.each(THEMES)('the %s palette', (_, colors) => {
  it('has lines that reach 3:1, and text that reaches 4.5:1', () => {
    const surface = lightOf(colors, 'surface');
    for (const name of SERIES) {
      expect(contrastOf(lightOf(colors, name), surface)).toBeGreaterThanOrEqual(3);
    }
    for (const name of TEXTS) {
      expect(contrastOf(lightOf(colors, name), surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has eight series that differ for every reader, the first three most', () => {
    expect(leastDifference(colors, SERIES)).toBeGreaterThanOrEqual(9);
    expect(leastDifference(colors, SERIES.slice(0, 3))).toBeGreaterThanOrEqual(16);
  });

  it('has kinds of dashed lines that differ for every reader', () => {
    // Their dashes and names tell them apart too.
    expect(leastDifference(colors, LIMIT_KINDS)).toBeGreaterThanOrEqual(6);
  });
});

it('is light on paper', () => {
  expect(PRINT).toEqual(LIGHT);
});
