import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KubernetesError, readConnection, type ConnectionSettings } from '@kubemonitor/kubernetes';
import { CommandError } from '@kubemonitor/compare';
import type { Surroundings } from '../surroundings';
import type { ConnectionOptions } from './connection-options';

/** What a kubeconfig says of the way to the cluster. */
export interface ClusterAccess {
  readonly path: string;
  /** Undefined where only kubectl understands it: plug-ins for log-in, passwords, proxies. */
  readonly settings: ConnectionSettings | undefined;
  /** Why there are no settings. */
  readonly reason?: string;
}

/**
 * The kubeconfig to use. KUBECONFIG may name several files: the first in which the context
 * stands counts, with its cluster and user. undefined = there is none.
 * @throws CommandError when a file or context that was asked for is not there
 */
export function chooseKubeconfig(
  { kubeconfig, context }: Pick<ConnectionOptions, 'kubeconfig' | 'context'>,
  { env, homeDirectory }: Pick<Surroundings, 'env' | 'homeDirectory'>,
): ClusterAccess | undefined {
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  const fallback = listed.length > 0 ? listed : [join(homeDirectory, '.kube', 'config')];
  const paths =
    kubeconfig === undefined ? fallback.filter((path) => existsSync(path)) : [kubeconfig];
  let fault: KubernetesError | undefined;
  for (const path of paths) {
    try {
      return { path, settings: readConnection({ kubeconfig: path, context, environment: {} }) };
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error;
      if (/is not supported/.test(error.message)) {
        return { path, settings: undefined, reason: error.message };
      }
      fault ??= error;
    }
  }
  const isAsked = kubeconfig !== undefined || context !== undefined;
  if (fault !== undefined && (isAsked || !/has no current-context/.test(fault.message))) {
    throw new CommandError(fault.message, {
      fault: 'bad_usage',
      cause: fault,
      remedy: '`kubectl config get-contexts` lists the contexts there are.',
    });
  }
  if (fault === undefined && isAsked) {
    throw new CommandError('There is no kubeconfig to take the context from.', {
      fault: 'bad_usage',
      remedy: 'Name one with --kubeconfig or KUBECONFIG.',
    });
  }
  return undefined;
}
