import { judgeEqual, judgeNear, type PodAnswer, type Verdict } from '@kubemonitor/compare';
import { E2E_NAMESPACE, listPods, waitUntil, type Scene } from './scene';

const TIMEOUT_MS = 120_000;
const PATH = `/api/namespaces/${E2E_NAMESPACE}/pods`;

/** Kills a pod of a Deployment: it leaves the list when the cluster says so, its successor comes. */
export async function killPod(scene: Scene): Promise<Verdict[]> {
  const { context, connect } = scene;
  const { kubectl, clock } = context;
  const client = await connect();
  const [victim] = await listPods(kubectl, 'app=web');
  const { name } = victim.metadata;
  context.console.say(`deleting pod ${name}`);
  await kubectl.change(['delete', 'pod', name, `--namespace=${E2E_NAMESPACE}`], {
    timeoutMs: TIMEOUT_MS,
  });
  const goneMs = clock.now();
  const shown = async () => (await client.list<PodAnswer>(PATH)).map(({ pod }) => pod);
  const isGone = await waitUntil(context, 'the list forgets it', TIMEOUT_MS, async () => {
    return !(await shown()).includes(name);
  });
  const seconds = (clock.now() - goneMs) / 1_000;
  const hasSuccessor = await waitUntil(context, 'its successor is shown', TIMEOUT_MS, async () => {
    const own = await listPods(kubectl, 'app=web');
    const names = await shown();
    return own.filter(({ metadata }) => names.includes(metadata.name)).length >= 2;
  });
  const question = (field: string) =>
    ({ subject: `pod ${E2E_NAMESPACE}/${name} deleted`, field, source: 'the aim' }) as const;
  const limit = (2 * scene.intervalMs) / 1_000 + 5;
  return [
    judgeEqual(question('leaves the list'), isGone, true),
    { ...judgeNear(question('seconds after kubectl'), seconds, 0, limit), tolerance: `≤ ${limit}` },
    judgeEqual(question('its successor is shown'), hasSuccessor, true),
  ];
}

/** The whole namespace goes: nothing of it may stay in the list. */
export async function removeAll({ context, connect }: Scene): Promise<Verdict> {
  const { kubectl } = context;
  const client = await connect();
  await kubectl.change(['delete', 'namespace', E2E_NAMESPACE, '--ignore-not-found'], {
    timeoutMs: 200_000,
  });
  const isEmpty = async () =>
    (await client.list<PodAnswer>('/api/pods')).every((pod) => pod.namespace !== E2E_NAMESPACE);
  const left = await waitUntil(context, 'the API forgets the test’s pods', TIMEOUT_MS, isEmpty);
  const question = {
    subject: 'namespace deleted',
    field: 'pods leave the list',
    source: 'the aim',
  };
  return judgeEqual({ ...question, source: 'the aim' }, left, true);
}
