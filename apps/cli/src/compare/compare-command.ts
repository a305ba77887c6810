import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  Console,
  describeTolerances,
  findMetricsProvider,
  isProof,
  printOutcome,
  printSummary,
  runComparison,
} from '@kubemonitor/compare';
import { addConnectionOptions, type ConnectionOptions } from '../connection/connection-options';
import { openApi } from '../connection/open-api';
import { EXIT, type ExitCode } from '../exit-codes';
import type { Surroundings } from '../surroundings';

interface CompareOptions extends ConnectionOptions {
  readonly tolerances?: boolean;
  readonly reportFile?: string;
}

/** Adds the options of `compare`. */
export function configureCompare(command: Command): void {
  command
    .option('--tolerances', 'only say how far values may be apart, and why')
    .option('--report-file <path>', 'write every verdict and every answer into a file');
  addConnectionOptions(command);
}

/** Holds every number of the API against kubectl, the kubelets and metrics.k8s.io. @throws CommandError */
export async function runCompare(
  options: CompareOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout, now, sleep } = surroundings;
  if (options.tolerances === true) {
    await stdout.write(
      describeTolerances()
        .map((line) => `- ${line}\n`)
        .join(''),
    );
    return EXIT.done;
  }
  const { client, how, kubectl } = await openApi(options, surroundings);
  const console = createConsole(surroundings);
  console.say(`the API answers at ${client.url} (${how})`);
  await kubectl.requireCluster();
  const cluster = { kubectl, namespace: options.systemNamespace };
  const provider = await findMetricsProvider(cluster);
  if (provider !== 'other') console.say(WHY_NOT[provider]);
  const comparison = await runComparison({
    ...cluster,
    client,
    console,
    clock: { now, sleep },
    provider,
  });
  printSummary(console, comparison.verdicts);
  if (options.reportFile !== undefined) {
    writeFileSync(
      options.reportFile,
      `${comparison.report}\n${await comparison.describeCluster()}`,
    );
    console.print(`whole data: ${options.reportFile}`);
  }
  printOutcome(console, comparison.verdicts);
  return isProof(comparison.verdicts) ? EXIT.done : EXIT.off;
}

const WHY_NOT = {
  none: 'nobody answers metrics.k8s.io: kubectl top is not compared, the kubelets are',
  unknown:
    'you may not see who answers metrics.k8s.io: kubectl top is not compared, the kubelets are',
  unavailable: 'metrics.k8s.io is not available: kubectl top is not compared, the kubelets are',
  kubemonitor: 'metrics.k8s.io is answered by kubemonitor itself: kubectl top would prove nothing',
} as const;

function createConsole({ stdout, stderr, now }: Surroundings): Console {
  return new Console({
    writeOut: (text) => stdout.put(text),
    writeProgress: (text) => stderr.put(text),
    hasColours: stdout.hasColours && stderr.hasColours,
    now,
  });
}
