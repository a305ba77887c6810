import type { ChartSeries, LimitKind } from './chart-data';
import { AREA_SHARE, COLORS, isPaleArea, strokeOf } from './strokes';

/** What is drawn on a canvas, as CSS colours. */
export interface ChartColors {
  readonly series: readonly string[];
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly limits: Readonly<Record<LimitKind, string>>;
  readonly bad: string;
  readonly restart: string;
}

/**
 * The colours of charts.css as they are for an element. A canvas knows no custom
 * properties: an element that wears each in turn tells what it comes to.
 * @param isLight always the light ones: paper is white
 */
export function readColors(probe: HTMLElement, isLight: boolean): ChartColors {
  probe.classList.toggle('chart-light', isLight);
  const read = (name: string): string => {
    probe.style.color = `var(--chart-${name})`;
    return getComputedStyle(probe).color;
  };
  return {
    series: Array.from({ length: COLORS }, (_, index) => read(String(index + 1))),
    text: read('text'),
    muted: read('muted'),
    grid: read('grid'),
    surface: read('surface'),
    limits: {
      request: read('request'),
      limit: read('limit'),
      allocatable: read('allocatable'),
      capacity: read('capacity'),
    },
    bad: read('bad'),
    restart: read('restart'),
  };
}

/** A series as far as its line depends on it. */
interface Drawn {
  readonly place: number;
  readonly series: Pick<ChartSeries, 'isWhole'>;
}

/** Colour of a line; that of the whole stands out from all areas. */
export function lineColor({ place, series }: Drawn, colors: ChartColors): string {
  return series.isWhole === true ? colors.text : colors.series[strokeOf(place).colorIndex];
}

/** Dashes of a line, CSS px. */
export function lineDash({ place, series }: Drawn): number[] {
  return series.isWhole === true ? [] : strokeOf(place).dash;
}

/** Colour of a stacked area: those after the first round of the palette are paler, having no dashes. */
export function areaColor(place: number, { series, surface }: ChartColors): string {
  const color = series[place % COLORS];
  return isPaleArea(place) ? mixColors(color, surface, AREA_SHARE) : color;
}

/** Two colours `rgb(1, 2, 3)` mixed; `share` of the first. */
export function mixColors(one: string, other: string, share: number): string {
  const [first, second] = [one, other].map((color) => (color.match(/[\d.]+/g) ?? []).map(Number));
  const parts = [0, 1, 2].map((index) =>
    Math.round((first[index] ?? 0) * share + (second[index] ?? 0) * (1 - share)),
  );
  return `rgb(${parts.join(', ')})`;
}

/** `rgb(1, 2, 3)`, as computed styles have colours, with another opacity. */
export function withAlpha(color: string, alpha: number): string {
  return color.replace(/^rgba?\(([^,]+,[^,]+,[^,)]+).*$/, `rgba($1, ${alpha})`);
}
