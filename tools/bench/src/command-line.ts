import type { EnvironmentSchema } from '@kubemonitor/config';
import { COLLECTOR_OPTIONS, runCollectorBench } from './benchmarks/collector';
import { GROWTH_OPTIONS, runGrowth } from './benchmarks/growth';
import { LOAD_OPTIONS, runLoad } from './benchmarks/load';
import { NAMES_OPTIONS, writeNames } from './benchmarks/names';
import { PEERS_OPTIONS, runPeers } from './benchmarks/peers';
import { QUERIES_OPTIONS, runQueries } from './benchmarks/queries';
import { ROLLUPS_OPTIONS, runRollups } from './benchmarks/rollups';
import type { BenchContext } from './context';
import { describeOptions, readOptions } from './options';
import type { Outcome } from './output/outcome';

/** A benchmark as the command line knows it. */
export interface Benchmark {
  readonly summary: string;
  readonly options: EnvironmentSchema;
  /** Reads the arguments. @throws UsageError */
  readonly read: (args: readonly string[]) => ReadyBenchmark;
}

/** A benchmark whose options are read. */
export interface ReadyBenchmark {
  readonly options: unknown;
  readonly json: string | undefined;
  run(context: BenchContext): Promise<Outcome>;
}

function define<S extends EnvironmentSchema, O extends { json: string | undefined }>(
  summary: string,
  options: S,
  run: (context: BenchContext, options: O) => Promise<Outcome>,
): Benchmark {
  return {
    summary,
    options,
    read(args) {
      const values = readOptions(options, args) as unknown as O;
      return { options: values, json: values.json, run: (context) => run(context, values) };
    },
  };
}

/** All benchmarks by name. */
export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  load: define('what taking in samples costs the API server', LOAD_OPTIONS, runLoad),
  names: define(
    'nothing: it writes the names of the cluster load plays',
    NAMES_OPTIONS,
    writeNames,
  ),
  queries: define('what the API’s answers cost while reports come in', QUERIES_OPTIONS, runQueries),
  peers: define(
    'the API server beside VictoriaMetrics, Prometheus and a naive server',
    PEERS_OPTIONS,
    runPeers,
  ),
  growth: define('how each figure grows with the cluster', GROWTH_OPTIONS, runGrowth),
  rollups: define('what roll-ups cost and what they give', ROLLUPS_OPTIONS, runRollups),
  collector: define('what the collector costs a node', COLLECTOR_OPTIONS, runCollectorBench),
};

/** The text of `--help`, of one benchmark or of all. */
export function describeUsage(name: string | undefined): string {
  const benchmark = name === undefined ? undefined : BENCHMARKS[name];
  if (name !== undefined && benchmark !== undefined) {
    const { summary, options } = benchmark;
    return `Usage: npm run bench -- ${name} [options]\n\nMeasures ${summary}.\n\nOptions:\n${describeOptions(options)}\n`;
  }
  const list = Object.entries(BENCHMARKS).map(
    ([known, { summary }]) => `  ${known.padEnd(10)} ${summary}`,
  );
  return `Usage: npm run bench -- <benchmark> [options]

Benchmarks:
${list.join('\n')}

npm run bench -- <benchmark> --help lists its options. Defaults are small (a minute or two);
docs/benchmarks.md has the commands at full size. Results go to the standard output,
progress to the standard error.

Exit codes: 0 measured, 1 could not be measured, 2 bad usage, 130 interrupted.
`;
}
