import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';
import { EXIT } from '../exit-codes';
import { LifecycleError } from '../lifecycle-error';
import { PRODUCT } from '../product';
import {
  REGISTRATION_NAMES,
  REPLACED_ANNOTATION,
  describeOwner,
  findFault,
  isOurs,
  readRegistrations,
  type Registration,
} from './registrations';

export interface RegisterOptions {
  /** Take metrics.k8s.io from whoever answers it. */
  readonly replaceMetricsServer?: boolean;
  /** False: leave metrics.k8s.io as it is. */
  readonly metricsApi?: boolean;
}

interface Service extends KubernetesObject {
  readonly spec?: { readonly ports?: readonly { readonly port: number }[] };
}

const AGGREGATION_PORT = 443;
const WAIT_MS = 90_000;
const POLL_MS = 1_000;

/**
 * Has the cluster pass metrics.k8s.io (kubectl top, autoscalers) on to the installation, unless
 * somebody else answers it: then that is said, and nothing is changed.
 * @throws LifecycleError when the API server does not get through; what was made is taken back
 */
export async function registerMetricsApi(
  context: LifecycleContext,
  options: RegisterOptions,
): Promise<void> {
  if (options.metricsApi === false) return;
  const { kubectl, console, namespace, workspace, runner } = context;
  const manifest = join(workspace, 'deploy', 'metrics-api.yaml');
  if (!existsSync(manifest) || !(await canBeRegistered(context))) return;
  const present = await readRegistrations(kubectl);
  const foreign = present.filter((registration) => !isOurs(registration, namespace));
  if (foreign.length > 0 && options.replaceMetricsServer !== true) {
    for (const registration of foreign) sayOwner(context, registration);
    return;
  }
  for (const registration of foreign) await remember(context, registration);
  console.say('registering for metrics.k8s.io');
  const applied = await kubectl.change(['apply', '-f', manifest]);
  for (const line of applied.trim().split('\n')) {
    if (line !== '' && !line.endsWith(' unchanged')) console.print(line);
  }
  if (runner.isDryRun) return;
  await waitUntilServed(context, present);
  console.print('kubectl top and autoscalers are answered by kubemonitor (metrics.k8s.io)');
}

/** A manifest of somebody's own may have no port for it, and one namespace only is registered. */
async function canBeRegistered({
  kubectl,
  console,
  namespace,
  runner,
}: LifecycleContext): Promise<boolean> {
  if (namespace !== PRODUCT.namespace) {
    console.warn(
      `metrics.k8s.io is left alone: deploy/metrics-api.yaml is for namespace ${PRODUCT.namespace}`,
    );
    return false;
  }
  const service = await kubectl.jsonOrUndefined<Service>([
    'get',
    'service',
    PRODUCT.service,
    `--namespace=${namespace}`,
  ]);
  if (service === undefined && runner.isDryRun) return true;
  if (service?.spec?.ports?.some(({ port }) => port === AGGREGATION_PORT) === true) return true;
  console.warn(
    `metrics.k8s.io is left alone: service ${PRODUCT.service} has no port ${AGGREGATION_PORT}`,
  );
  return false;
}

function sayOwner({ console }: LifecycleContext, registration: Registration): void {
  console.warn(
    `${registration.metadata.name} is answered by ${describeOwner(registration)} and stays so; --replace-metrics-server takes it over`,
  );
}

/** So that `shutdown` can tell how it was. */
async function remember(
  { kubectl, console }: LifecycleContext,
  { metadata, spec }: Registration,
): Promise<void> {
  console.print(`taking ${metadata.name} from ${describeOwner({ metadata, spec })}`);
  await kubectl.change([
    'annotate',
    'apiservice',
    metadata.name,
    '--overwrite',
    `${REPLACED_ANNOTATION}=${JSON.stringify(spec)}`,
  ]);
}

async function waitUntilServed(
  context: LifecycleContext,
  before: readonly Registration[],
): Promise<void> {
  const { kubectl, clock, console, namespace } = context;
  const endMs = clock.now() + WAIT_MS;
  let fault = await findFaults(context);
  while (fault !== undefined && clock.now() < endMs) {
    const [first] = fault.split('\n');
    console.step(() => first);
    await clock.sleep(POLL_MS);
    fault = await findFaults(context);
  }
  if (fault === undefined) return;
  const made = REGISTRATION_NAMES.filter(
    (name) => !before.some(({ metadata }) => metadata.name === name),
  );
  // A registration that nobody answers disturbs the whole cluster: no namespace can be deleted.
  if (made.length > 0) {
    await kubectl.change(['delete', 'apiservice', '--ignore-not-found', ...made]);
  }
  const replaced = before.filter((registration) => !isOurs(registration, namespace));
  for (const registration of replaced) await giveBack(context, registration);
  throw new LifecycleError(`metrics.k8s.io is not served: ${fault}`, {
    exitCode: EXIT.failed,
    remedy:
      'The API server must reach port 8443 of the API’s pod (firewall, NetworkPolicy), and the aggregation layer must be configured: docs/operations.md. `deploy --no-metrics-api` installs without it.',
  });
}

/** Makes a registration lead where it led before. */
async function giveBack(
  { kubectl }: LifecycleContext,
  { metadata, spec }: Registration,
): Promise<void> {
  // What was not there before has to be taken away.
  const before = { caBundle: null, insecureSkipTLSVerify: null, ...spec };
  const patch = JSON.stringify({ spec: before });
  await kubectl.change(['patch', 'apiservice', metadata.name, '--type=merge', '-p', patch]);
}

async function findFaults({ kubectl }: LifecycleContext): Promise<string | undefined> {
  const faults = (await readRegistrations(kubectl)).map(findFault);
  const fault = faults.find((one) => one !== undefined);
  if (fault !== undefined) return fault;
  // Whether it is available is found out without looking at the certificate.
  const asked = await kubectl.attempt(['get', '--raw', '/apis/metrics.k8s.io/v1beta1']);
  return asked.code === 0 ? undefined : asked.stderr.trim();
}
