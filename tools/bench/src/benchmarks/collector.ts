import { join } from 'node:path';
import { choice, number, text } from '@kubemonitor/config';
import type { Environment } from '@kubemonitor/config';
import { runCollectorProcess, type CollectorFigures } from '../collector/collector-run';
import { measureNodeExporter, type NodeExporterFigures } from '../collector/node-exporter';
import { buildNodeTree } from '../collector/node-tree';
import { measureReadFile } from '../collector/read-file-baseline';
import type { BenchContext } from '../context';
import type { Outcome } from '../output/outcome';
import {
  formatCount,
  formatMebibytes,
  formatNumber,
  formatRatio,
  formatTable,
} from '../output/table';
import { RESULT_OPTIONS } from './cluster-options';

/** Options of `collector`. */
export const COLLECTOR_OPTIONS = {
  pods: number('pods of the generated node', { fallback: 110, min: 1, max: 1_000 }),
  containers: number('containers of each pod, its sandbox included', {
    fallback: 3,
    min: 1,
    max: 20,
  }),
  ticks: number('ticks measured, a second each', { fallback: 40, min: 1, max: 3_600 }),
  'warm-up': number('ticks before', { fallback: 15, min: 1, max: 3_600 }),
  scrapes: number('scrapes of node_exporter', { fallback: 100, min: 1, max: 10_000 }),
  cycles: number('cycles of fs.promises.readFile', { fallback: 20, min: 1, max: 1_000 }),
  seed: number('seed of the generated names', { fallback: 1, min: 0, max: 2_147_483_647 }),
  memory: text('directory in memory for the generated node', 'a directory', '/dev/shm'),
  collector: text(
    'bundle of the collector, from the root of the workspace',
    'a file',
    'dist/collector/main.cjs',
  ),
  install: choice('install missing peers with apt-get when root', ['yes', 'no'], 'yes'),
  ...RESULT_OPTIONS,
} as const;

export type CollectorOptions = Environment<typeof COLLECTOR_OPTIONS>;

/** What the collector and what is beside it used. */
export interface CollectorComparison {
  readonly generated: Omit<CollectorFigures, 'files'> & { readonly files: number };
  readonly host: Omit<CollectorFigures, 'files'> & { readonly files: number };
  readonly nodeExporter: NodeExporterFigures;
  readonly readFileMsPerCycle: number;
}

const RECORDING = 'test/fixtures/cluster-v2/a/rootfs';

/** Runs the collector over a generated node and over this host, beside others that read the like. */
export async function runCollectorBench(
  context: BenchContext,
  options: CollectorOptions,
): Promise<Outcome> {
  const { progress } = context;
  const { ticks, 'warm-up': warmUpTicks, collector: file } = options;
  progress.say(`generating a node of ${options.pods} pods`);
  const tree = buildNodeTree({
    recording: join(context.workspace, RECORDING),
    target: context.createDirectory(options.memory),
    pods: options.pods,
    containersPerPod: options.containers,
    seed: options.seed,
  });
  const plan = { file, warmUpTicks, ticks };
  progress.say('the collector over the generated node');
  const roots = { HOST_PROC: tree.proc, HOST_SYS_CGROUP: tree.cgroup };
  const generated = await runCollectorProcess(context, { ...plan, roots });
  progress.say('fs.promises.readFile and split over the same files');
  const readFileMsPerCycle = await measureReadFile(generated.files, options.cycles);
  progress.say('the collector over this host');
  const host = await runCollectorProcess(context, { ...plan, roots: {} });
  progress.say('node_exporter over this host');
  const mayInstall = options.install === 'yes';
  const nodeExporter = await measureNodeExporter(context, options.scrapes, mayInstall);
  const figures: CollectorComparison = {
    generated: { ...generated, files: generated.files.length },
    host: { ...host, files: host.files.length },
    nodeExporter,
    readFileMsPerCycle,
  };
  return { text: describeComparison(options, figures), figures };
}

function describeComparison(options: CollectorOptions, figures: CollectorComparison): string {
  const { generated, host, nodeExporter, readFileMsPerCycle } = figures;
  const collectorRow = (what: string, one: CollectorComparison['host']): string[] => [
    what,
    formatNumber(one.cpuMsPerTick),
    formatCount(one.files),
    formatNumber((one.cpuMsPerTick * 1_000) / one.files),
    formatMebibytes(one.rssBytes),
    formatMebibytes(one.privateBytes),
    formatCount(one.wireBytes),
  ];
  const rows = [
    collectorRow('collector, generated node, a tick', generated),
    collectorRow('collector, this host, a tick', host),
    [
      'node_exporter, this host, a scrape',
      formatNumber(nodeExporter.cpuMsPerScrape),
      '',
      '',
      formatMebibytes(nodeExporter.rssBytes),
      formatMebibytes(nodeExporter.privateBytes),
      formatCount(nodeExporter.bytes),
    ],
    [
      'readFile + split, generated node, a cycle',
      formatNumber(readFileMsPerCycle),
      formatCount(generated.files),
      formatNumber((readFileMsPerCycle * 1_000) / generated.files),
    ],
  ];
  const headers = ['what', 'CPU ms', 'files', 'µs a file', 'RSS MiB', 'private MiB', 'wire bytes'];
  const toExporter = generated.cpuMsPerTick / nodeExporter.cpuMsPerScrape;
  const goals = [
    ['15', 'CPU of a tick to a scrape of node_exporter', formatRatio(toExporter), '1.5'],
    [
      '16',
      'CPU of a tick to readFile + split',
      formatRatio(generated.cpuMsPerTick / readFileMsPerCycle),
      '1/40',
    ],
    ['17', 'private memory, MiB', formatMebibytes(generated.privateBytes), '20'],
    ['17', 'RSS, MiB', formatMebibytes(generated.rssBytes), '60'],
  ];
  return [
    `${options.pods} pods × ${options.containers} containers in memory, ${options.ticks} ticks of 1 s; files of a tmpfs cost less than a kernel's own`,
    formatTable(headers, rows),
    formatTable(['row', 'goal', 'measured', 'at most'], goals),
  ].join('\n\n');
}
