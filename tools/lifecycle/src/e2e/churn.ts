import {
  type ApiClient,
  type HealthAnswer,
  judgeEqual,
  judgeNear,
  type PodAnswer,
  type Verdict,
} from '@kubemonitor/compare';
import { E2E_NAMESPACE, listPods, waitUntil, type Scene } from './scene';

const SCALE_TIMEOUT_MS = 240_000;
const GONE_TIMEOUT_MS = 120_000;
/** What a pod that has gone may leave in the API: its samples stay in the windows. */
const BYTES_A_POD = 128 * 1_024;
/** How far the process moves by itself: garbage, open windows. */
const BYTES_OF_NOISE = 48 * 1_024 * 1_024;

interface Footprint {
  readonly residentBytes: number;
  readonly pods: number;
}

/** Scales a Deployment up and down several times: afterwards nothing of it may be left in the lists. */
export async function runChurn(scene: Scene): Promise<Verdict[]> {
  const { context, connect, options } = scene;
  const { console } = context;
  const client = await connect();
  const before = await readFootprint(client);
  const namesBefore = await churnNames(client);
  for (let round = 1; round <= options.rounds; round += 1) {
    console.say(`churn ${round} of ${options.rounds}: 0 → ${options.scale} → 0`);
    await scaleTo(scene, options.scale);
    await waitUntil(context, 'the pods run', SCALE_TIMEOUT_MS, async () => {
      const pods = await listPods(context.kubectl, 'app=churn');
      return pods.filter(({ status }) => status.phase === 'Running').length >= options.scale;
    });
    await scaleTo(scene, 0);
    await waitUntil(context, 'the pods are gone', SCALE_TIMEOUT_MS, async () => {
      return (await listPods(context.kubectl, 'app=churn')).length === 0;
    });
  }
  await waitUntil(context, 'the API’s list is as before', GONE_TIMEOUT_MS, async () => {
    return (await churnNames(client)).length === namesBefore.length;
  });
  const after = await readFootprint(client);
  const churned = options.rounds * options.scale;
  const growth = after.residentBytes - before.residentBytes;
  console.say(
    `${churned} pods came and went: the API's memory ${toMegabytes(before.residentBytes)} → ${toMegabytes(after.residentBytes)} MB, pods in its store ${before.pods} → ${after.pods}`,
  );
  const question = (field: string) => ({ subject: 'churn', field, source: 'the aim' }) as const;
  const limit = BYTES_OF_NOISE + churned * BYTES_A_POD;
  return [
    judgeEqual(
      question('pods left in the list'),
      (await churnNames(client)).join(', '),
      namesBefore.join(', '),
    ),
    judgeNear(question('pods without a name'), await countUnnamed(client), 0, 0),
    {
      ...judgeNear(question('growth of the API’s memory'), Math.max(growth, 0), 0, limit),
      tolerance: `≤ ${toMegabytes(limit)} MB`,
    },
  ];
}

async function scaleTo({ context }: Scene, replicas: number): Promise<void> {
  await context.kubectl.change([
    'scale',
    'deployment/churn',
    `--namespace=${E2E_NAMESPACE}`,
    `--replicas=${replicas}`,
  ]);
}

async function churnNames(client: ApiClient): Promise<string[]> {
  const pods = await client.list<PodAnswer>(`/api/namespaces/${E2E_NAMESPACE}/pods`);
  return pods.map(({ pod }) => pod).filter((pod) => pod.startsWith('churn-'));
}

async function countUnnamed(client: ApiClient): Promise<number> {
  const pods = await client.list<PodAnswer>('/api/pods');
  return pods.filter(({ pod }) => pod === null).length;
}

async function readFootprint(client: ApiClient): Promise<Footprint> {
  const health = await client.get<HealthAnswer>('/health');
  const { text } = await client.request('get', '/metrics');
  const resident = /^process_resident_memory_bytes(?:\{[^}]*\})? (\S+)/m.exec(text)?.[1];
  return { residentBytes: Number(resident ?? NaN), pods: health.store['pods'] };
}

function toMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
