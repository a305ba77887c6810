import { ApiClient, type Node, type ObjectList, startPortForward } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';
import { EXIT } from '../exit-codes';
import { LifecycleError } from '../lifecycle-error';
import { PRODUCT } from '../product';

/** An address at which the API answers, and how it was found. */
export interface FoundUrl {
  readonly url: string;
  readonly how: string;
}

interface Service {
  readonly spec: { readonly ports: readonly { port: number; nodePort?: number }[] };
}

const PROBE = { timeoutMs: 2_000, tries: 3 } as const;

/**
 * Finds where the API answers: what the user says, minikube's service, the NodePort on the
 * nodes' addresses and on this machine's loopback, and at last a port-forward of our own.
 * @throws LifecycleError when it answers nowhere
 */
export async function findUrl(
  context: LifecycleContext,
  given: string | undefined,
): Promise<FoundUrl> {
  if (given !== undefined) return { url: given, how: '--url' };
  const { kubectl, namespace } = context;
  const candidates = [...(await minikubeUrls(context)), ...(await nodePortUrls(context))];
  for (const candidate of candidates) {
    context.console.step(() => `looking for the API at ${candidate.url}`);
    if (await isOurApi(candidate.url, context)) return candidate;
  }
  const servicePort = await portOf(context, PRODUCT.service);
  if (servicePort === undefined) {
    throw new LifecycleError(`kubemonitor is not installed in namespace ${namespace}.`, {
      exitCode: EXIT.missing,
      remedy: '`npm run k8s -- deploy` installs it; --namespace and --context say where it is.',
    });
  }
  const forward = await startPortForward(kubectl, {
    namespace,
    service: PRODUCT.service,
    servicePort: servicePort.port,
    localPort: 0,
  });
  context.defer(() => Promise.resolve(void forward.process.kill()));
  return { url: forward.url, how: 'a port-forward of its own' };
}

async function minikubeUrls({ kubectl, runner, namespace }: LifecycleContext): Promise<FoundUrl[]> {
  const profile = await kubectl.contextName();
  const nodes = await kubectl.json<ObjectList<Node>>(['get', 'nodes']);
  const isMinikube = nodes.items.some(
    ({ metadata }) => metadata.labels?.['minikube.k8s.io/name'] !== undefined,
  );
  if (!isMinikube) return [];
  const words = ['minikube', 'service', '--profile', profile, '--namespace', namespace];
  // With the docker driver on other systems it would stay and forward: then it has no time to.
  const result = await runner
    .read([...words, '--url', PRODUCT.nodePortService], { timeoutMs: 8_000 })
    .catch(() => undefined);
  return (result?.stdout.match(/^https?:\/\/\S+/gm) ?? []).map((url) => ({
    url,
    how: 'minikube service',
  }));
}

async function nodePortUrls(context: LifecycleContext): Promise<FoundUrl[]> {
  const port = (await portOf(context, PRODUCT.nodePortService))?.nodePort;
  if (port === undefined) return [];
  const nodes = await context.kubectl.json<ObjectList<Node>>(['get', 'nodes']);
  const addresses = nodes.items
    .flatMap(({ status }) => status.addresses ?? [])
    .filter(({ type }) => type === 'ExternalIP' || type === 'InternalIP')
    .map(({ address }) => address);
  // Three nodes tell as much as a thousand; each that is out of reach costs a few seconds.
  return ['127.0.0.1', ...new Set(addresses.slice(0, 3))].map((address) => ({
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    how: 'NodePort',
  }));
}

async function portOf(
  { kubectl, namespace }: LifecycleContext,
  service: string,
): Promise<{ port: number; nodePort?: number } | undefined> {
  const found = await kubectl.jsonOrUndefined<Service>([
    'get',
    'service',
    service,
    '-n',
    namespace,
  ]);
  return found?.spec.ports[0];
}

/** Whether kubemonitor's own API answers there and not something else on the same port. */
async function isOurApi(url: string, { clock }: LifecycleContext): Promise<boolean> {
  const client = new ApiClient({ url, ...PROBE, sleep: clock.sleep });
  try {
    const { status, text } = await client.request('get', '/openapi.json');
    const hasProblem = status === 401 || status === 403;
    return hasProblem || (status === 200 && text.includes('/api/namespaces/{namespace}/workloads'));
  } catch {
    // Not reachable from here: the next candidate is tried.
    return false;
  }
}
