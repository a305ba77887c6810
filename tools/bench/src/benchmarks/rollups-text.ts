import { formatCount, formatMebibytes, formatNumber, formatTable } from '../output/table';
import type { ChartFigures } from '../rollups/chart';
import type { StartProbe } from '../rollups/making';
import type { RollupsFigures } from './rollups';

/** The figures of roll-ups as tables. */
export function describeRollups(
  { nodes, pods }: { readonly nodes: number; readonly pods: number },
  { making, chart }: RollupsFigures,
): string {
  const ratio = making.minuteBytes / making.blockBytes;
  const rows = [
    ['samples', formatCount(making.samples)],
    ['CPU-s to roll them up', formatNumber(making.cpuSeconds)],
    ['  of a million samples', formatNumber((making.cpuSeconds / making.samples) * 1_000_000)],
    ['from the start until done, s', formatNumber(making.making.seconds)],
    ['blocks of the samples, MiB', formatMebibytes(making.blockBytes)],
    ['roll-ups of a minute, MiB', formatMebibytes(making.minuteBytes)],
    ['  to the blocks', formatNumber(ratio)],
  ];
  const probes = [
    ['while rolling up', ...describeProbe(making.making)],
    ['with nothing to do', ...describeProbe(making.without)],
  ];
  return [
    `an hour of ${nodes} nodes × ${pods} pods`,
    formatTable(['roll-ups', 'value'], rows),
    formatTable(['small questions', 'requests', 'p50 ms', 'p99 ms', 'worst ms'], probes),
    ...(chart === undefined ? [] : [describeChart(chart)]),
  ].join('\n\n');
}

function describeProbe({ requests, p50Ms, p99Ms, worstMs }: StartProbe): string[] {
  return [formatCount(requests), ...[p50Ms, p99Ms, worstMs].map((value) => formatNumber(value))];
}

function describeChart({
  days,
  samples,
  own,
  victoriaMetrics,
  check,
  ...bytes
}: ChartFigures): string {
  const rows = [
    ['kubemonitor', own] as const,
    ['VictoriaMetrics, four questions', victoriaMetrics] as const,
  ].map(([name, { cpuMs, p50Ms, bytes: answer }]) => [
    name,
    formatNumber(cpuMs),
    formatNumber(p50Ms),
    formatCount(answer),
  ]);
  const { compared, different, onlyOne, resolution } = check;
  return [
    `a chart of one pod, ${days} days, an hour a point, ${formatCount(samples)} samples; ours from ${resolution ?? '-'}`,
    formatTable(['chart', 'CPU ms', 'p50 ms', 'bytes'], rows),
    `hourly maxima equal: ${compared - different} of ${compared}, ${onlyOne} in one only; ` +
      `MiB of samples ${formatMebibytes(bytes.blockBytes)}, minutes ${formatMebibytes(bytes.minuteBytes)}, hours ${formatMebibytes(bytes.hourBytes)}`,
  ].join('\n\n');
}
