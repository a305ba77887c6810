import type { Command } from 'commander';
import { wholeNumber } from '../units/whole-number';

/** How the user wants the API reached; what is not given is found. */
export interface ConnectionOptions {
  readonly server?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly tokenFile?: string;
  /** Namespace kubemonitor is installed in. */
  readonly systemNamespace: string;
  /** Longest wait for one answer. */
  readonly timeout: number;
}

const DEFAULT_TIMEOUT_SECONDS = 15;

/** Adds the options every command that asks the API has. */
export function addConnectionOptions(command: Command): Command {
  return command
    .optionsGroup('Connection:')
    .option('--server <url>', 'address of the API (KUBEMONITOR_URL); else it is found, see below')
    .option('--kubeconfig <file>', 'kubeconfig (KUBECONFIG, ~/.kube/config)')
    .option('--context <name>', 'context of the kubeconfig; the current one when left out')
    .option('--token-file <file>', 'file with a bearer token for the API (KUBEMONITOR_TOKEN)')
    .option('--system-namespace <name>', 'namespace kubemonitor is installed in', 'kubemonitor')
    .option(
      '--timeout <seconds>',
      'longest wait for one answer',
      wholeNumber(1, 3_600),
      DEFAULT_TIMEOUT_SECONDS,
    );
}

/** The paragraph of `--help` about it. */
export const CONNECTION_HELP = `The API is found in this order: --server or KUBEMONITOR_URL; the cluster of the kubeconfig, by the
API server's service proxy or, where that may not be used or a token has to get through, by
"kubectl port-forward"; else http://127.0.0.1:8080. The token is --token-file, KUBEMONITOR_TOKEN or
that of the kubeconfig's user; the last is sent to --server only with --kubeconfig or --context.`;
