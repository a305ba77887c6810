import type { Item } from '../api/item';
import { toChart, type ChartPoint } from '../chart/chart';
import { toLocalTime } from '../chart/time-axis';
import { toCellText } from '../output/plain-text';
import type { Colours } from '../output/printer';
import { formatDuration } from '../units/duration';
import { formatField } from '../units/field-unit';
import type { HistoryQuery } from './history-command';

interface DrawOptions {
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
}

/** Charts of an entity's fields, one below the other, with what they show above each. */
export function drawHistory(item: Item, query: HistoryQuery, options: DrawOptions): string {
  const { colours } = options;
  const { samples = [], step_seconds: step = 1, resolution } = item;
  const where = item.namespace === undefined || item.namespace === null ? '' : `${item.namespace}/`;
  const title = `${describeKind(query)} ${where}${query.name}`;
  const made = resolution === undefined ? '' : `, from ${resolution} samples`;
  const head = [
    colours.bold(toCellText(title)),
    `${toLocalTime(query.startMs)} to ${toLocalTime(query.endMs)}, a point each ${formatDuration(step)}${toCellText(made)}`,
  ];
  if (samples.length === 0) return `${head.join('\n')}\n\nThere are no samples in this time.\n`;
  const charts = query.fields.map((field) => drawField(field, item, query, options));
  return `${[...head, ...charts.flatMap((lines) => ['', ...lines])].join('\n')}\n`;
}

function describeKind({ kind }: HistoryQuery): string {
  return typeof kind === 'string' ? kind : kind.workload;
}

function drawField(field: string, item: Item, query: HistoryQuery, options: DrawOptions): string[] {
  const { samples = [], step_seconds: step = 1 } = item;
  const points = samples.map((sample): ChartPoint => {
    const [value, min, max] = ['', '_min', '_max'].map((end) => toNumber(sample[field + end]));
    return { atMs: Date.parse(sample.timestamp), value, min, max };
  });
  const name = options.colours.bold(toCellText(field));
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0) return [`${name}  no value in this time`];
  const least = Math.min(...points.flatMap(({ value, min }) => [min ?? value ?? []].flat()));
  const greatest = Math.max(...points.flatMap(({ value, max }) => [max ?? value ?? []].flat()));
  const format = (value: number): string => formatField(field, value);
  const last = known[known.length - 1];
  const lines = toChart(points, {
    ...options,
    startMs: query.startMs,
    endMs: query.endMs,
    stepMs: step * 1_000,
    isBinary: /bytes/.test(field),
    format,
  });
  return [
    `${name}  last ${format(last)}, least ${format(least)}, greatest ${format(greatest)}`,
    ...lines,
  ];
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
