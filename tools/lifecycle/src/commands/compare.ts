import {
  describeTolerances,
  isProof,
  printOutcome,
  printSummary,
  runComparison,
  tally,
} from '@kubemonitor/compare';
import { openApiSession, type ApiSessionOptions } from '../api/open-api-session';
import { prepareMetricsServer } from '../compare/metrics-server-setup';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { writeResult } from '../output/result-file';

export interface CompareOptions extends ApiSessionOptions {
  /** Enable metrics-server on minikube without asking. */
  readonly yes?: boolean;
}

/** Compares every endpoint with kubectl, kubelet and metrics.k8s.io. */
export async function compare(
  context: LifecycleContext,
  options: CompareOptions,
): Promise<ExitCode> {
  const { console, kubectl, clock, workspace, namespace } = context;
  if (context.runner.isDryRun) return describePlan(context);
  await kubectl.requireCluster();
  const client = await openApiSession(context, options);
  const provider = await prepareMetricsServer(context, options.yes === true);
  const comparison = await runComparison({ client, console, kubectl, clock, namespace, provider });
  const { verdicts, report, endMs } = comparison;
  printSummary(console, verdicts);
  const files = [
    writeResult(workspace, 'comprehensive-test', endMs, report),
    writeResult(workspace, 'kubectl-output', endMs, await comparison.describeCluster()),
  ];
  console.print();
  files.forEach((file) => console.print(`whole data: ${file}`));
  printOutcome(console, verdicts);
  if (tally(verdicts).off === 0 && !isProof(verdicts)) {
    console.print('no number of use could be judged: see the reasons above');
  }
  return isProof(verdicts) ? EXIT.done : EXIT.off;
}

function describePlan({ console }: LifecycleContext): ExitCode {
  console.print('would compare every GET endpoint of the API with kubectl get, with');
  console.print('/stats/summary of every kubelet and with metrics.k8s.io, by these tolerances:');
  describeTolerances().forEach((line) => console.print(`- ${line}`));
  return EXIT.done;
}
