import { computeCpuPerMillion, type IngestMeasure } from '../measure/ingest';
import { formatCount, formatMebibytes, formatNumber, formatTable } from '../output/table';
import type { StoreHealth } from '../process/api-server';
import type { Usage } from '../process/proc-usage';
import { RECORD_VALUES } from '../workload/metrics';
import type { ClusterShape } from '../workload/topology';

/** What a load took. */
export interface LoadFigures {
  readonly sent: IngestMeasure;
  /** The same, with the work the server put off. */
  readonly settled: IngestMeasure;
  /** Samples sent since the server's start, warm-up included. */
  readonly allSamples: number;
  readonly before: Usage | undefined;
  readonly after: Usage | undefined;
  readonly health: StoreHealth;
  /** At real pace: the longest a report went out late, ms. */
  readonly worstDelayMs: number | undefined;
}

/** The figures of a load as a table. */
export function describeLoad(
  shape: ClusterShape,
  { ticks, pace }: { readonly ticks: number; readonly pace: string },
  figures: LoadFigures,
): string {
  const { sent, settled, before, after, health } = figures;
  const cores = sent.cpuSeconds;
  const perCore = cores === undefined ? undefined : sent.requests / cores;
  const cluster = `${shape.nodes} nodes × ${shape.podsPerNode} pods × ${RECORD_VALUES} metrics`;
  const rssPerSample =
    before === undefined || after === undefined
      ? undefined
      : (after.rssBytes - before.rssBytes) / figures.allSamples;
  const rows: [string, string][] = [
    ['reports accepted', formatCount(sent.requests)],
    ['samples', formatCount(sent.samples)],
    ['wall time, s', formatNumber(sent.seconds)],
    ['reports a second', formatCount(sent.requests / sent.seconds)],
    ['reports a second of CPU', formatCount(perCore)],
    ['server CPU, cores', formatNumber(cores === undefined ? undefined : cores / sent.seconds)],
    ['CPU-s per million samples', formatNumber(computeCpuPerMillion(sent))],
    ['  with what was put off (sealing)', formatNumber(computeCpuPerMillion(settled))],
    ['bytes a sample on the wire', formatNumber(sent.wireBytes / sent.samples)],
    ['bytes a sample, sealed', formatNumber(health.sealed_bytes / health.sealed_samples)],
    ['RSS growth a sample, bytes', formatNumber(rssPerSample)],
    ['RSS before, MiB', formatMebibytes(before?.rssBytes)],
    ['RSS after, MiB', formatMebibytes(after?.rssBytes)],
    ['RSS at its peak, MiB', formatMebibytes(after?.peakRssBytes)],
    ['sealed, MiB', formatMebibytes(health.sealed_bytes)],
    ['open windows, MiB', formatMebibytes(health.open_bytes)],
  ];
  if (health.block_bytes !== undefined) {
    rows.push(
      ['blocks on the disk, MiB', formatMebibytes(health.block_bytes)],
      ['journal and names on the disk, MiB', formatMebibytes(restOnDisk(health))],
    );
  }
  if (figures.worstDelayMs !== undefined) {
    rows.push(['worst delay of the generator, ms', formatNumber(figures.worstDelayMs)]);
  }
  return `${cluster}, ${ticks} ticks, ${pace} pace\n\n${formatTable(['load', 'value'], rows)}`;
}

function restOnDisk({ journal_bytes = 0, names_bytes = 0 }: StoreHealth): number {
  return journal_bytes + names_bytes;
}
