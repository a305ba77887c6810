import type { GroupAnswer, HealthAnswer } from '../api/answers';
import { openApiSession, type ApiSessionOptions } from '../api/open-api-session';
import { readApiView } from '../compare/api-view';
import { readSnapshot } from '../compare/cluster-snapshot';
import { ClusterTruth } from '../compare/cluster-truth';
import { judgeKubelets, judgeResourceMetrics } from '../compare/judge-usage';
import { judgeView } from '../compare/judge-view';
import { readKubelet } from '../compare/kubelet-summary';
import { describeKubectl } from '../compare/kubectl-output';
import { prepareMetricsServer } from '../compare/metrics-server-setup';
import { readResourceMetrics } from '../compare/metrics-server';
import { mapLimited, RecordedApi } from '../compare/recorded-api';
import { isProof, printOutcome, printSummary, renderVerdicts, tally } from '../compare/report';
import { describeTolerances } from '../compare/tolerances';
import { skip, type Verdict } from '../compare/verdict';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { writeResult } from '../output/result-file';

export interface CompareOptions extends ApiSessionOptions {
  /** Enable metrics-server on minikube without asking. */
  readonly yes?: boolean;
}

/** Our readings are asked for from so long before the others were. */
const LOOK_BACK_MS = 90_000;

/** Compares every endpoint with kubectl, kubelet and metrics.k8s.io. */
export async function compare(
  context: LifecycleContext,
  options: CompareOptions,
): Promise<ExitCode> {
  const { console, kubectl, clock, workspace } = context;
  if (context.runner.isDryRun) return describePlan(context);
  await kubectl.requireCluster();
  const client = await openApiSession(context, options);
  const api = new RecordedApi(client);
  const { identity } = await api.get<HealthAnswer>('/health');
  const provider = await prepareMetricsServer(context, options.yes === true);
  const { step_seconds: interval } = await api.get<GroupAnswer & { step_seconds: number }>(
    '/api/nodes?window=60&fields=cpu_millicores',
  );
  const intervalMs = interval * 1_000;

  const beforeMs = clock.now();
  console.say('asking kubectl, every kubelet and metrics.k8s.io');
  const before = await readSnapshot(kubectl);
  const kubelets = await mapLimited(before.nodes, 4, ({ metadata }) =>
    readKubelet(context, metadata.name),
  );
  const metrics = provider === 'other' ? await readResourceMetrics(context) : undefined;
  const askedMs = clock.now();
  console.say(`waiting ${2 * interval + 4} s for readings of ours after theirs`);
  await clock.sleep(2 * intervalMs + 4_000);
  console.say('asking every endpoint of the API');
  const range = { startMs: askedMs - LOOK_BACK_MS, endMs: clock.now() };
  const view = await readApiView(api, range, (done, all) =>
    console.step(() => `${done} of ${all} pods`),
  );
  const truth = new ClusterTruth(before, await readSnapshot(kubectl), beforeMs);

  const comparison = { view, truth, intervalMs, askedMs };
  const measured = kubelets.flatMap((answer) => ('measured' in answer ? [answer.measured] : []));
  const verdicts: Verdict[] = [
    ...judgeView(view, truth, identity === 'kubernetes'),
    ...judgeKubelets(comparison, measured),
    ...kubelets.flatMap((answer) =>
      'reason' in answer
        ? [
            skip(
              { subject: `node ${answer.node}`, field: 'use', source: 'kubelet' },
              undefined,
              answer.reason,
            ),
          ]
        : [],
    ),
    ...(metrics === undefined ? [] : judgeResourceMetrics(comparison, metrics)),
  ];
  printSummary(console, verdicts);
  const endMs = clock.now();
  const head = `kubemonitor comparison of ${new Date(endMs).toISOString()}\nAPI: ${client.url}\nmetrics.k8s.io: ${provider}\n\n`;
  const files = [
    writeResult(
      workspace,
      'comprehensive-test',
      endMs,
      `${head}${renderVerdicts(verdicts)}\n\n${api.describe()}`,
    ),
    writeResult(workspace, 'kubectl-output', endMs, await describeKubectl(context, kubelets)),
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
