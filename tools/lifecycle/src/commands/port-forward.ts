import { startPortForward } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { LifecycleError } from '../lifecycle-error';
import { PRODUCT } from '../product';

export interface PortForwardCommandOptions {
  /** Port on this machine. */
  readonly port: string;
  readonly address: string;
}

const SERVICE_PORT = 80;

/** Keeps the API's service open on this machine until it is interrupted; starts anew when it breaks. */
export async function portForward(
  context: LifecycleContext,
  { port, address }: PortForwardCommandOptions,
): Promise<ExitCode> {
  const { kubectl, console, runner, namespace, clock } = context;
  const localPort = Number(port);
  if (!Number.isInteger(localPort) || localPort < 0 || localPort > 65_535) {
    throw new LifecycleError(`--port "${port}" is not a port.`, { exitCode: EXIT.badUsage });
  }
  const options = {
    namespace,
    service: PRODUCT.service,
    servicePort: SERVICE_PORT,
    localPort,
    address,
  };
  if (runner.isDryRun) {
    console.print(`would forward ${address}:${port} to service ${PRODUCT.service} in ${namespace}`);
    return EXIT.done;
  }
  for (;;) {
    const { url, process } = await startPortForward(kubectl, options);
    console.print(`${url} — API; ${url}/docs — try every call. Ctrl-C ends it.`);
    await new Promise((resolve) => process.once('close', resolve));
    console.warn('the connection broke, starting anew');
    await clock.sleep(1_000);
  }
}
