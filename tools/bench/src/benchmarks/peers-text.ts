import { formatMebibytes, formatNumber, formatRatio, formatTable } from '../output/table';
import type { AnswerCheck } from '../peers/answer-check';
import { holds, type GoalLine } from '../peers/goals';
import type { IngestFigures } from '../peers/ingest-rounds';
import type { QueryFigures } from '../peers/query-rounds';
import { RECORD_VALUES } from '../workload/metrics';

/** What the comparison gave. */
export interface PeersFigures {
  readonly ingest: readonly IngestFigures[];
  readonly queries: readonly QueryFigures[];
  readonly answers: readonly AnswerCheck[];
  readonly goals: readonly GoalLine[];
}

interface PeersSize {
  readonly nodes: number;
  readonly pods: number;
  readonly ticks: number;
  readonly rounds: number;
}

/** The figures of a comparison as tables. */
export function describePeers(options: PeersSize, figures: PeersFigures): string {
  const { nodes, pods, ticks, rounds } = options;
  const systems = figures.ingest.map(({ system }) => system);
  const ingest = figures.ingest.map((one) => [
    one.system,
    formatNumber(one.medianPerMillion),
    formatNumber(one.wholePerMillion),
    formatNumber(one.wireBytesPerSample),
    formatNumber(one.heldBytesPerSample),
    formatMebibytes(one.rssBytes),
    formatMebibytes(one.peakRssBytes),
  ]);
  const ingestHeaders = [
    'ingest',
    'CPU-s/M',
    'whole',
    'wire B/sample',
    'held B/sample',
    'RSS MiB',
    'peak MiB',
  ];
  const queries = figures.queries.map(({ what, bySystem }) => [
    what,
    ...systems.map((name) => describeQuery(bySystem[name])),
  ]);
  const answers = figures.answers.map(
    ({ system, compared, different, onlyOne }) =>
      `answers equal to ${system}'s: ${compared - different} of ${compared} points, ${onlyOne} points in one only`,
  );
  return [
    `${nodes} nodes × ${pods} pods × ${RECORD_VALUES} metrics, ${ticks} ticks, ${rounds} rounds`,
    formatTable(ingestHeaders, ingest),
    formatTable(['CPU ms | wall ms', ...systems], queries),
    answers.join('\n'),
    formatTable(
      ['row', 'goal', 'ours / peer', 'at most', 'holds'],
      figures.goals.map(describeGoal),
    ),
  ].join('\n\n');
}

function describeQuery(measure: QueryFigures['bySystem'][string] | undefined): string {
  if (measure === undefined) return '-';
  return `${formatNumber(measure.cpuMs)} | ${formatNumber(measure.p50Ms)}`;
}

function describeGoal(line: GoalLine): string[] {
  const { row, what, unit, own, ratio, most, peers } = line;
  const isRatio = Object.keys(peers).length > 0;
  const verdict = { true: 'yes', false: 'no', undefined: '-' }[String(holds(line))] ?? '-';
  return [
    row,
    `${what} (${unit})`,
    isRatio ? formatRatio(ratio) : formatNumber(own),
    isRatio ? formatRatio(most) : formatNumber(most),
    verdict,
  ];
}
