import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import { CommandError } from '../command-error';
import { startProcess } from '../process/run-process';
import type { Kubectl } from './kubectl';

/** A `kubectl port-forward` that runs. */
export interface PortForward {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly process: ChildProcess;
}

export interface PortForwardOptions {
  readonly namespace: string;
  readonly service: string;
  readonly servicePort: number;
  /** Port on this machine; 0 = any free one. */
  readonly localPort: number;
  /** Address on this machine; 127.0.0.1 by default. */
  readonly address?: string;
}

const START_TIMEOUT_MS = 20_000;
/** kubectl waits a minute for a pod of the service, in silence. */
const POD_TIMEOUT = '10s';

/**
 * Starts `kubectl port-forward` and waits until it listens.
 * @throws CommandError with what kubectl said when it does not
 */
export async function startPortForward(
  kubectl: Kubectl,
  options: PortForwardOptions,
): Promise<PortForward> {
  const { namespace, service, servicePort, localPort, address = '127.0.0.1' } = options;
  const child = startProcess(
    kubectl.words([
      'port-forward',
      `--namespace=${namespace}`,
      `--address=${address}`,
      `--pod-running-timeout=${POD_TIMEOUT}`,
      `service/${service}`,
      `${localPort === 0 ? '' : localPort}:${servicePort}`,
    ]),
  );
  const port = await waitForPort(child);
  return { url: `http://127.0.0.1:${port}`, process: child };
}

function waitForPort(child: ChildProcess): Promise<number> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill();
      const detail = said.length === 0 ? '' : `: ${said.join(' ').slice(-500)}`;
      reject(
        new CommandError(`kubectl port-forward ${why}${detail}`, {
          remedy:
            'Is the API’s pod running? (`npm run k8s -- logs api`, `kubectl get pods -n kubemonitor`)',
        }),
      );
    };
    const timer = setTimeout(() => fail('did not begin to listen'), START_TIMEOUT_MS);
    child.once('error', (error) => fail(error.message));
    child.once('close', (code) => fail(`ended with code ${code}`));
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const port = /^Forwarding from \S+:(\d+) ->/.exec(line)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        child.removeAllListeners('close');
        resolve(Number(port));
      });
    }
  });
}
