import type { ApiClient } from '../api/api-client';
import type { GroupAnswer, HealthAnswer } from '../api/answers';
import type { Console } from '../output/console';
import { readApiView } from './api-view';
import { readSnapshot } from './cluster-snapshot';
import { ClusterTruth } from './cluster-truth';
import type { ComparisonContext } from './comparison-context';
import { judgeKubelets, judgeResourceMetrics } from './judge-usage';
import { judgeView } from './judge-view';
import { describeKubectl } from './kubectl-output';
import { readKubelet, type KubeletAnswer } from './kubelet-summary';
import { readResourceMetrics, type MetricsProvider } from './metrics-server';
import { mapLimited, RecordedApi } from './recorded-api';
import { renderVerdicts } from './report';
import { skip, type Verdict } from './verdict';

/** What a comparison needs besides the cluster. */
export interface ComparisonOptions extends ComparisonContext {
  readonly client: ApiClient;
  readonly console: Pick<Console, 'say' | 'step'>;
  readonly clock: {
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
  };
  /** Who answers metrics.k8s.io; it is held against ours where it is somebody else. */
  readonly provider: MetricsProvider;
}

/** Everything a comparison came to. */
export interface Comparison {
  readonly verdicts: readonly Verdict[];
  readonly endMs: number;
  /** All verdicts, and every answer of the API they are about, as text. */
  readonly report: string;
  /** What kubectl and the kubelets said, as text. */
  readonly describeCluster: () => Promise<string>;
}

/** Our readings are asked for from so long before the others were. */
const LOOK_BACK_MS = 90_000;

/**
 * Compares every endpoint with kubectl, kubelet and metrics.k8s.io: reads them, waits for
 * readings of ours that are newer, reads ours and judges.
 * @throws CommandError when the cluster or the API cannot be read
 */
export async function runComparison(options: ComparisonOptions): Promise<Comparison> {
  const { client, clock, console, kubectl, provider } = options;
  const api = new RecordedApi(client);
  const { identity } = await api.get<HealthAnswer>('/health');
  const { step_seconds: interval } = await api.get<GroupAnswer & { step_seconds: number }>(
    '/api/nodes?window=60&fields=cpu_millicores',
  );
  const beforeMs = clock.now();
  console.say('asking kubectl, every kubelet and metrics.k8s.io');
  const before = await readSnapshot(kubectl);
  const kubelets = await mapLimited(before.nodes, 4, ({ metadata }) =>
    readKubelet(options, metadata.name),
  );
  const metrics = provider === 'other' ? await readResourceMetrics(options) : undefined;
  const askedMs = clock.now();
  console.say(`waiting ${2 * interval + 4} s for readings of ours after theirs`);
  await clock.sleep(2 * interval * 1_000 + 4_000);
  console.say('asking every endpoint of the API');
  const range = { startMs: askedMs - LOOK_BACK_MS, endMs: clock.now() };
  const view = await readApiView(api, range, (done, all) =>
    console.step(() => `${done} of ${all} pods`),
  );
  const truth = new ClusterTruth(before, await readSnapshot(kubectl), beforeMs);
  const comparison = { view, truth, intervalMs: interval * 1_000, askedMs };
  const measured = kubelets.flatMap((answer) => ('measured' in answer ? [answer.measured] : []));
  const verdicts: Verdict[] = [
    ...judgeView(view, truth, identity === 'kubernetes'),
    ...judgeKubelets(comparison, measured),
    ...kubelets.flatMap(skipUnread),
    ...(metrics === undefined ? [] : judgeResourceMetrics(comparison, metrics)),
  ];
  const endMs = clock.now();
  const head = `kubemonitor comparison of ${new Date(endMs).toISOString()}\nAPI: ${client.url}\nmetrics.k8s.io: ${provider}\n\n`;
  return {
    verdicts,
    endMs,
    report: `${head}${renderVerdicts(verdicts)}\n\n${api.describe()}`,
    describeCluster: () => describeKubectl(options, kubelets),
  };
}

function skipUnread(answer: KubeletAnswer): Verdict[] {
  if (!('reason' in answer)) return [];
  const question = { subject: `node ${answer.node}`, field: 'use', source: 'kubelet' } as const;
  return [skip(question, undefined, answer.reason)];
}
