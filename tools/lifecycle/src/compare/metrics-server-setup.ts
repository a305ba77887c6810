import {
  findMetricsProvider,
  type MetricsProvider,
  type Node,
  type ObjectList,
} from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';

const WAIT_MS = 120_000;
const POLL_MS = 3_000;

/**
 * Who answers `kubectl top`. Where nobody does and the cluster is minikube, the add-on is
 * offered and waited for; elsewhere it is said how to get one. Nothing depends on it: kubelet
 * is compared with in any case.
 */
export async function prepareMetricsServer(
  context: LifecycleContext,
  isAgreed: boolean,
): Promise<MetricsProvider> {
  const { console } = context;
  const provider = await findMetricsProvider(context);
  if (provider === 'other') return provider;
  if (provider === 'kubemonitor') {
    console.say('metrics.k8s.io is answered by kubemonitor itself: kubectl top proves nothing');
    return provider;
  }
  if (provider === 'unknown') {
    console.warn('you may not see who answers metrics.k8s.io: kubectl top is not compared');
    return provider;
  }
  const what = provider === 'none' ? 'there is no metrics-server' : 'metrics-server is not ready';
  if (provider === 'none' && (await isMinikube(context))) {
    const isWanted = isAgreed || (await context.confirm(`${what}. Enable minikube's add-on?`));
    if (isWanted) return enableAddOn(context);
  }
  console.warn(
    `${what}: kubectl top is not compared, kubelet is. (minikube addons enable metrics-server; else https://github.com/kubernetes-sigs/metrics-server)`,
  );
  return provider;
}

async function isMinikube({ kubectl }: LifecycleContext): Promise<boolean> {
  const { items } = await kubectl.json<ObjectList<Node>>(['get', 'nodes']);
  return items.some(({ metadata }) => metadata.labels?.['minikube.k8s.io/name'] !== undefined);
}

async function enableAddOn(context: LifecycleContext): Promise<MetricsProvider> {
  const { runner, kubectl, console, clock } = context;
  const profile = await kubectl.contextName();
  await runner.change(['minikube', 'addons', 'enable', 'metrics-server', '--profile', profile]);
  const endMs = clock.now() + WAIT_MS;
  let provider = await findMetricsProvider(context);
  while (provider !== 'other' && clock.now() < endMs) {
    console.step(() => 'waiting for metrics-server');
    await clock.sleep(POLL_MS);
    provider = await findMetricsProvider(context);
  }
  return provider;
}
