import { formatMebibytes, formatNumber, formatTable } from '../output/table';
import type { ComparisonFigures } from '../peers/comparison';
import type { Compared } from '../peers/query-rounds';
import type { GrowthSize } from './growth';

/** A figure of one system at one size; undefined = not measured. */
type Figure = (figures: ComparisonFigures, system: string) => number | undefined;

/** A row of the table: what it is, and how its figure is read and written. */
export interface GrowthRow {
  readonly what: string;
  readonly figure: Figure;
  readonly format: (value: number | undefined) => string;
}

const cpuOf =
  (query: Compared): Figure =>
  ({ queries }, system) =>
    queries.find((one) => one.query === query)?.bySystem[system]?.cpuMs;

/** The row of `list` that is about `system`. */
function of<T extends { readonly system: string }>(
  list: readonly T[],
  system: string,
): T | undefined {
  return list.find((one) => one.system === system);
}

function row(what: string, figure: Figure, format: GrowthRow['format'] = formatNumber): GrowthRow {
  return { what, figure, format };
}

/** All figures that are followed from size to size. */
export const GROWTH_ROWS: readonly GrowthRow[] = [
  row('CPU-s per M, replayed', ({ ingest }, name) => of(ingest, name)?.medianPerMillion),
  row('  with what was put off', ({ ingest }, name) => of(ingest, name)?.wholePerMillion),
  row('cores at real pace', ({ live }, name) => of(live, name)?.cores),
  row('RSS after, MiB', ({ ingest }, name) => of(ingest, name)?.rssBytes, formatMebibytes),
  row('RSS at its peak, MiB', ({ peakRssBytes }, name) => peakRssBytes[name], formatMebibytes),
  row('RSS B/sample', ({ ingest }, name) => of(ingest, name)?.rssBytesPerSample),
  row('sealed B/sample', ({ storage }, name) => of(storage, name)?.sealedBytesPerSample),
  row('disk B/sample', ({ storage }, name) => of(storage, name)?.diskBytesPerSample),
  row('written B/sample', ({ ingest }, name) => of(ingest, name)?.writtenBytesPerSample),
  row('kill -9 to right, s', ({ recovery }, name) => of(recovery, name)?.rightSeconds),
  row('  CPU of it, s', ({ recovery }, name) => of(recovery, name)?.cpuSeconds),
  row('q1b, CPU ms', cpuOf('q1b')),
  row('page, CPU ms', cpuOf('page')),
  row('q2, CPU ms', cpuOf('q2b')),
  row('q3, CPU ms', cpuOf('q3')),
  row('q4, CPU ms', cpuOf('q4')),
  row('q5, CPU ms', cpuOf('q5')),
  row('q5b, CPU ms', cpuOf('q5b')),
  row('group, CPU ms', cpuOf('group')),
  row('p99 beside writes, ms', ({ live }, name) => of(live, name)?.p99Ms),
];

/** One table a system, a column a size. */
export function describeGrowth(
  { minutes, pods, store }: { minutes: number; pods: number; store: string },
  sizes: readonly GrowthSize[],
): string {
  const systems = sizes[0].figures.ingest.map(({ system }) => system);
  const tables = systems.map((system) =>
    formatTable(
      [system, ...sizes.map(({ nodes }) => `${nodes} nodes`)],
      GROWTH_ROWS.map(({ what, figure, format }) => [
        what,
        ...sizes.map(({ figures }) => format(figure(figures, system))),
      ]),
    ),
  );
  const head = `${pods} pods a node, ${minutes} minutes of history, kubemonitor's store: ${store}`;
  return [head, ...tables].join('\n\n');
}
