import { formatCount, formatMebibytes, formatNumber, formatTable } from '../output/table';
import type { ComparisonFigures } from '../peers/comparison';
import type { QueryFigures } from '../peers/query-rounds';
import { RECORD_VALUES } from '../workload/metrics';
import { describeGoals } from './goals-text';

interface PeersSize {
  readonly nodes: number;
  readonly pods: number;
  readonly ticks: number;
  readonly rounds: number;
  readonly store: string;
}

/** The figures of a comparison as tables. */
export function describePeers(options: PeersSize, figures: ComparisonFigures): string {
  const { nodes, pods, ticks, rounds, store } = options;
  return [
    `${nodes} nodes × ${pods} pods × ${RECORD_VALUES} metrics, ${ticks} ticks, ${rounds} rounds, kubemonitor's store: ${store}`,
    describeIngest(figures),
    describeStorage(figures),
    describeQueries(figures),
    describeAnswers(figures),
    describeLive(figures),
    describeRecovery(figures),
    describeGoals(figures.goals),
  ].join('\n\n');
}

function describeIngest({ ingest, naive, peakRssBytes }: ComparisonFigures): string {
  const headers = [
    'taking in',
    'samples',
    'CPU-s/M',
    'whole',
    'wire B/sample',
    'written B/sample',
    'RSS B/sample',
    'RSS MiB',
    'peak MiB',
  ];
  const rows = ingest.map((one) => [
    one.system,
    formatCount(one.samples),
    formatNumber(one.medianPerMillion),
    formatNumber(one.wholePerMillion),
    formatNumber(one.wireBytesPerSample),
    formatNumber(one.writtenBytesPerSample),
    formatNumber(one.rssBytesPerSample),
    formatMebibytes(one.rssBytes),
    formatMebibytes(peakRssBytes[one.system]),
  ]);
  if (naive !== undefined) {
    rows.push([
      `naive, ${naive.nodes} nodes × ${naive.ticks} ticks`,
      formatCount(naive.requests * RECORD_VALUES),
      formatNumber(naive.cpuPerMillion),
      formatNumber(naive.cpuPerMillion),
      formatNumber(naive.wireBytesPerSample),
      '0',
      formatNumber(naive.rssBytesPerSample),
      '',
      '',
    ]);
  }
  return formatTable(headers, rows);
}

function describeStorage({ storage }: ComparisonFigures): string {
  const headers = [
    'bytes a sample',
    'disk',
    'before compaction',
    'as a block',
    'roll-ups beside',
    'sealed',
    'parts',
  ];
  const rows = storage.map((one) => [
    one.system,
    formatNumber(one.diskBytesPerSample),
    formatNumber(one.beforeCompactionPerSample),
    formatNumber(one.blockBytesPerSample),
    formatNumber(one.rollupBytesPerSample),
    formatNumber(one.sealedBytesPerSample),
    Object.entries(one.parts)
      .filter(([, bytes]) => bytes >= 0.001)
      .map(([part, bytes]) => `${part} ${formatNumber(bytes)}`)
      .join(', '),
  ]);
  return formatTable(headers, rows);
}

function describeQueries({ ingest, queries }: ComparisonFigures): string {
  const systems = ingest.map(({ system }) => system);
  const rows = queries.map(({ query, what, bySystem }) => [
    `${query} ${what}`,
    ...systems.map((name) => describeQuery(bySystem[name])),
  ]);
  return formatTable(['CPU ms | wall ms', ...systems], rows);
}

function describeQuery(measure: QueryFigures['bySystem'][string] | undefined): string {
  if (measure === undefined) return '-';
  return `${formatNumber(measure.cpuMs)} | ${formatNumber(measure.p50Ms)}`;
}

function describeAnswers({ answers }: ComparisonFigures): string {
  const rows = answers.map(({ query, system, compared, different, onlyOne }) => [
    `${query}, ${system}`,
    formatCount(compared - different),
    formatCount(compared),
    formatCount(onlyOne),
  ]);
  return formatTable(['answers', 'equal points', 'of', 'in one only'], rows);
}

function describeLive({ live }: ComparisonFigures): string {
  const headers = ['at real pace', 'cores', 'small questions', 'p50 ms', 'p99 ms', 'worst ms'];
  const rows = live.map(({ system, cores, requests, p50Ms, p99Ms, worstMs }) => [
    system,
    formatNumber(cores),
    formatCount(requests),
    formatNumber(p50Ms),
    formatNumber(p99Ms),
    formatNumber(worstMs),
  ]);
  return formatTable(headers, rows);
}

function describeRecovery({ recovery, naive }: ComparisonFigures): string {
  const headers = ['after kill -9', 'answers s', 'right s', 'CPU s', 'points', 'missing', 'other'];
  const rows = recovery.map((one) => [
    one.system,
    formatNumber(one.answerSeconds),
    formatNumber(one.rightSeconds),
    formatNumber(one.cpuSeconds),
    formatCount(one.points),
    formatCount(one.missing),
    formatCount(one.different),
  ]);
  if (naive !== undefined) {
    const lost = naive.requests - naive.recordsAfterRestart;
    rows.push(['naive (records)', '', '', '', formatCount(naive.requests), formatCount(lost)]);
  }
  return formatTable(headers, rows);
}
