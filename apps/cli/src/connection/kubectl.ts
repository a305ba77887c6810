import { CommandRunner, Kubectl, splitWords } from '@kubemonitor/compare';
import type { Surroundings } from '../surroundings';
import type { ConnectionOptions } from './connection-options';

/** The user's kubectl (KUBEMONITOR_KUBECTL names another) for the cluster the options name. */
export function createKubectl(
  { context, kubeconfig }: Pick<ConnectionOptions, 'context' | 'kubeconfig'>,
  env: Surroundings['env'],
): Kubectl {
  // Nothing here changes a cluster, so nothing is ever announced.
  const runner = new CommandRunner(false, () => undefined);
  return new Kubectl(runner, {
    program: splitWords(env['KUBEMONITOR_KUBECTL'] ?? 'kubectl'),
    context,
    kubeconfig,
  });
}
