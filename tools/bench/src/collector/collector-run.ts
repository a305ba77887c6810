import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from '../bench-error';
import type { BenchContext } from '../context';
import { readCpuSeconds, readPrivateBytes, readUsage } from '../process/proc-usage';
import { ReportSink, type SunkReport } from './report-sink';

/** What a collector used. */
export interface CollectorFigures {
  readonly cpuMsPerTick: number;
  readonly rssBytes: number;
  readonly peakRssBytes: number;
  readonly privateBytes: number;
  readonly wireBytes: number;
  readonly plainBytes: number;
  /** Kernel files it keeps open: it reads each of them every tick. */
  readonly files: readonly string[];
}

export interface CollectorRunOptions {
  /** Bundle of the collector, relative to the workspace. */
  readonly file: string;
  readonly warmUpTicks: number;
  readonly ticks: number;
  /** Where it looks, by its environment's names. */
  readonly roots: Readonly<Record<string, string>>;
}

/** Directories kernel files are in, besides the roots given. */
const KERNEL_ROOTS = ['/proc/', '/sys/'];

/**
 * Runs the collector over a host for some ticks of a second and measures it from the report
 * after the warm-up to the last.
 * @throws BenchError when it is not built or does not deliver its reports
 */
export async function runCollectorProcess(
  context: BenchContext,
  { file, warmUpTicks, ticks, roots }: CollectorRunOptions,
): Promise<CollectorFigures> {
  const script = join(context.workspace, file);
  if (!existsSync(script)) {
    throw new BenchError(
      `${file} is not there. Build it: node tools/workspace/bundle.mjs collector`,
    );
  }
  const total = warmUpTicks + ticks;
  let cpuAfterWarmUp = 0;
  let figures: CollectorFigures | undefined;
  const sink = new ReportSink((report) => {
    context.progress.step(() => `report ${report.number} of ${total}`);
    if (report.number === warmUpTicks) cpuAfterWarmUp = readCpuSeconds(started.pid);
    if (report.number === total) {
      const cpuSeconds = readCpuSeconds(started.pid) - cpuAfterWarmUp;
      figures = measure(started.pid, (cpuSeconds * 1_000) / ticks, report, Object.values(roots));
    }
  });
  const url = await sink.listen();
  const started = context.processes.start({
    name: 'The collector',
    command: process.execPath,
    args: ['--max-semi-space-size=1', script, '--ticks', String(total)],
    env: { ...roots, API_SERVER_URL: url, COLLECT_INTERVAL: '1', NODE_NAME: 'bench' },
  });
  await started.ended;
  sink.close();
  if (figures === undefined) throw started.fail('did not deliver its reports');
  return figures;
}

function measure(
  pid: number,
  cpuMsPerTick: number,
  { wireBytes, plainBytes }: SunkReport,
  roots: readonly string[],
): CollectorFigures {
  const { rssBytes, peakRssBytes } = readUsage(pid);
  const privateBytes = readPrivateBytes(pid);
  const files = listOpenFiles(pid, [...roots, ...KERNEL_ROOTS]);
  return { cpuMsPerTick, rssBytes, peakRssBytes, privateBytes, wireBytes, plainBytes, files };
}

/** Files below `roots` the process has open. */
function listOpenFiles(pid: number, roots: readonly string[]): string[] {
  const directory = `/proc/${pid}/fd`;
  const targets = readdirSync(directory).map((fd) => readTarget(join(directory, fd)));
  return targets.filter((target) => roots.some((root) => target.startsWith(root)));
}

function readTarget(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // Closed since it was listed.
    return '';
  }
}
