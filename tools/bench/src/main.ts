import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ProcessGroup, ProgramError } from '@kubemonitor/peer-programs';
import { BenchError, UsageError } from './bench-error';
import { BENCHMARKS, describeUsage, type ReadyBenchmark } from './command-line';
import { describeMachine } from './output/machine';
import { writeOutcome } from './output/outcome';
import { Progress } from './output/progress';

const EXIT_DONE = 0;
const EXIT_FAILED = 1;
const EXIT_BAD_USAGE = 2;
const EXIT_INTERRUPTED = 130;

/** The bundle lies in `dist/bench`. */
const WORKSPACE = resolve(__dirname, '..', '..');

function makeScratchDirectory(parent: string): string {
  try {
    return mkdtempSync(join(parent, 'kubemonitor-bench-'));
  } catch (cause) {
    throw new BenchError(`No directory can be made in ${parent}.`, { cause });
  }
}

async function measure(name: string, benchmark: ReadyBenchmark): Promise<void> {
  const processes = new ProcessGroup();
  const directories: string[] = [];
  const createDirectory = (parent: string): string => {
    const created = makeScratchDirectory(parent);
    directories.push(created);
    return created;
  };
  const directory = createDirectory(tmpdir());
  const clean = (): void => {
    processes.killAll();
    for (const created of directories) rmSync(created, { recursive: true, force: true });
  };
  const interrupt = (signal: NodeJS.Signals): void => {
    process.stderr.write(`bench: ended by ${signal}\n`);
    clean();
    process.exit(EXIT_INTERRUPTED);
  };
  // Not `once`: a second signal must not end the process before it has cleaned up.
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const progress = new Progress((text) => process.stderr.write(text), Date.now);
  const machine = describeMachine();
  const startedAt = new Date().toISOString();
  try {
    const context = { processes, directory, createDirectory, workspace: WORKSPACE, progress };
    const { text, figures } = await benchmark.run(context);
    const { cpu, cores, node, load1m } = machine;
    process.stdout.write(`\n${text}\n\n`);
    process.stdout.write(`${cores} × ${cpu}, Node ${node}, load before ${load1m.toFixed(2)}\n`);
    if (benchmark.json !== undefined) {
      const { options } = benchmark;
      writeOutcome(benchmark.json, { benchmark: name, startedAt, options, machine, figures });
    }
  } finally {
    await processes.stopAll();
    clean();
  }
}

async function main([name, ...args]: string[]): Promise<number> {
  const isAboutHelp = (argument: string): boolean => argument === '--help' || argument === '-h';
  if (name === undefined || isAboutHelp(name) || args.some(isAboutHelp)) {
    process.stdout.write(describeUsage(name));
    return name === undefined ? EXIT_BAD_USAGE : EXIT_DONE;
  }
  const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
  if (benchmark === undefined) {
    const names = Object.keys(BENCHMARKS).join(', ');
    throw new UsageError(`there is no benchmark "${name}"; there are ${names}`);
  }
  await measure(name, benchmark.read(args));
  return EXIT_DONE;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const isUsage = error instanceof UsageError;
    const isExpected = isUsage || error instanceof BenchError || error instanceof ProgramError;
    const text = isExpected ? error.message : ((error as Error).stack ?? error);
    process.stderr.write(`bench: ${text}\n${isUsage ? 'Try --help.\n' : ''}`);
    process.exit(isUsage ? EXIT_BAD_USAGE : EXIT_FAILED);
  },
);
