import {
  type ApiClient,
  type HealthAnswer,
  type Node,
  type NodeAnswer,
  type ObjectList,
  toPlainText,
} from '@kubemonitor/compare';
import { ask, readSampleNames, toReadingCalls, toRefusedCalls } from '../api/endpoint-calls';
import { AnswerChecker, listEndpoints, type OpenApiDocument } from '../api/open-api-document';
import { openApiSession, type ApiSessionOptions } from '../api/open-api-session';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';

/** One thing that was looked at; without a fault it is right. */
interface Check {
  readonly name: string;
  readonly fault: string | undefined;
}

const NODES_TIMEOUT_MS = 90_000;
const POLL_MS = 2_000;

/** Checks the installation's health, and that every endpoint answers as described. */
export async function test(
  context: LifecycleContext,
  options: ApiSessionOptions,
): Promise<ExitCode> {
  const { console, runner, kubectl } = context;
  if (runner.isDryRun) {
    console.print('would ask /livez, /readyz, /health and every endpoint of /openapi.json');
    return EXIT.done;
  }
  await kubectl.requireCluster();
  const client = await openApiSession(context, options);
  const checks = [
    await checkStatus(client, '/livez'),
    await checkStatus(client, '/readyz'),
    await checkStatus(client, '/docs'),
    await checkStatus(client, '/redoc'),
    await waitForNodes(context, client),
    ...(await checkEndpoints(context, client)),
  ];
  for (const { name, fault } of checks) {
    const { colours } = console;
    const text = fault === undefined ? '' : `: ${toPlainText(fault)}`;
    console.print(
      fault === undefined ? `${colours.green('✓')} ${name}` : colours.red(`✗ ${name}${text}`),
    );
  }
  const faults = checks.filter(({ fault }) => fault !== undefined).length;
  console.print(`${checks.length - faults} of ${checks.length} checks are right`);
  return faults === 0 ? EXIT.done : EXIT.off;
}

async function checkStatus(client: ApiClient, path: string): Promise<Check> {
  const { status } = await client.request('get', path);
  return { name: `GET ${path}`, fault: status === 200 ? undefined : `status ${status}` };
}

/** Every node of the cluster reports, and none late; a fresh installation gets some time. */
async function waitForNodes(
  { kubectl, clock, console }: LifecycleContext,
  client: ApiClient,
): Promise<Check> {
  const endMs = clock.now() + NODES_TIMEOUT_MS;
  for (;;) {
    const { items } = await kubectl.json<ObjectList<Node>>(['get', 'nodes']);
    const health = await client.get<HealthAnswer>('/health');
    const shown = await client.list<NodeAnswer>('/api/nodes');
    const silent = items
      .map(({ metadata }) => metadata.name)
      .filter(
        (name) =>
          !shown.some(({ node, cpu_millicores: cpu }) => node === name && typeof cpu === 'number'),
      );
    const late = shown.filter(({ stale }) => stale === true).map(({ node }) => node);
    const fault = describeNodes(health, silent, late);
    if (fault === undefined || clock.now() > endMs) {
      return { name: `health, and all ${items.length} nodes report`, fault };
    }
    console.step(() => `waiting for the nodes: ${fault}`);
    await clock.sleep(POLL_MS);
  }
}

function describeNodes(
  health: HealthAnswer,
  silent: readonly string[],
  late: readonly string[],
): string | undefined {
  if (health.status !== 'ok') return `status is "${health.status}"`;
  if (silent.length > 0) return `no CPU use is known of ${silent.slice(0, 5).join(', ')}`;
  return late.length > 0 ? `late nodes: ${late.slice(0, 5).join(', ')}` : undefined;
}

async function checkEndpoints(context: LifecycleContext, client: ApiClient): Promise<Check[]> {
  const document = await client.get<OpenApiDocument>('/openapi.json');
  const checker = new AnswerChecker(document);
  const names = await readSampleNames(client);
  const checks: Check[] = [];
  for (const endpoint of listEndpoints(document)) {
    const reading = toReadingCalls(endpoint, names);
    const refused = toRefusedCalls(endpoint);
    if (reading.length + refused.length === 0) {
      const name = `${endpoint.method.toUpperCase()} ${endpoint.template}`;
      checks.push({ name, fault: 'the cluster has nothing to ask it for' });
    }
    for (const call of [...reading, ...refused]) {
      context.console.step(() => `asking ${call.path}`);
      const answer = await ask(client, call);
      const mustRefuse = call.what === 'a bad body' || call.what === 'an unknown name';
      const isExpected = mustRefuse ? answer.status >= 400 : answer.status === 200;
      checks.push({
        name: `${endpoint.method.toUpperCase()} ${endpoint.template}: ${call.what}`,
        fault: isExpected
          ? checker.findFault(endpoint, answer)
          : `${call.path} answered ${answer.status}: ${answer.text.slice(0, 200)}`,
      });
    }
  }
  return checks;
}
