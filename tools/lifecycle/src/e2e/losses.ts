import {
  judgeNear,
  type NodeAnswer,
  type ObjectList,
  type Pod,
  type Point,
  skip,
  type Verdict,
} from '@kubemonitor/compare';
import { waitForRollouts } from '../kubernetes/rollout';
import { PRODUCT } from '../product';
import { waitUntil, type Scene } from './scene';

const ROLLOUT_MS = 180_000;
const CATCH_UP_MS = 30_000;

/** Ticks that should be in a series and are not, ms. */
export function findGaps(
  points: readonly Point[],
  range: { readonly fromMs: number; readonly untilMs: number },
  intervalMs: number,
): number[] {
  const present = new Set(
    points.map(({ timestamp }) => Math.floor(Date.parse(timestamp) / intervalMs)),
  );
  const first = Math.ceil(range.fromMs / intervalMs);
  const last = Math.floor(range.untilMs / intervalMs);
  const ticks = Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);
  return ticks.filter((tick) => !present.has(tick)).map((tick) => tick * intervalMs);
}

/** Deletes a collector's pod: only ticks that no collector lived to read may be missing. */
export async function loseCollector(scene: Scene): Promise<Verdict> {
  const pod = await findPod(scene, PRODUCT.collector);
  const node = pod?.spec.nodeName;
  const question = {
    subject: 'collector pod deleted',
    field: 'lost ticks',
    source: 'the aim',
  } as const;
  if (pod === undefined || node === undefined) return skip(question, undefined, 'there is no pod');
  return measure(scene, pod, {
    node,
    judge: ({ gaps, downMs }) => {
      // The tick it dies in, those until the next one is ready, and the one that one starts in.
      const limit = Math.ceil(downMs / scene.intervalMs) + 2;
      return { ...judgeNear(question, gaps, 0, limit), tolerance: `≤ ${limit}: no collector ran` };
    },
  });
}

/** Deletes the API's pod: what the collectors read meanwhile must be sent afterwards. */
export async function loseApi(scene: Scene): Promise<Verdict> {
  const pod = await findPod(scene, PRODUCT.api);
  const collector = await findPod(scene, PRODUCT.collector);
  const node = collector?.spec.nodeName;
  const question = { subject: 'API pod deleted', field: 'lost ticks', source: 'the aim' } as const;
  if (pod === undefined || node === undefined) return skip(question, undefined, 'there is no pod');
  return measure(scene, pod, {
    node,
    judge: ({ gaps }) => ({ ...judgeNear(question, gaps, 0, 1), tolerance: '≤ 1' }),
  });
}

interface Loss {
  /** Ticks missing from the deletion to now. */
  readonly gaps: number;
  readonly downMs: number;
}

async function measure(
  scene: Scene,
  pod: Pod,
  { node, judge }: { readonly node: string; readonly judge: (loss: Loss) => Verdict },
): Promise<Verdict> {
  const { context, intervalMs } = scene;
  const { kubectl, clock, console, namespace } = context;
  const { name } = pod.metadata;
  const startMs = clock.now();
  console.say(`deleting pod ${name}`);
  await kubectl.change(['delete', 'pod', name, `--namespace=${namespace}`, '--wait=false']);
  const app = pod.metadata.labels?.['app'] ?? '';
  await waitUntil(context, 'its successor is made', ROLLOUT_MS, async () => {
    const next = await findPod(scene, app);
    return next !== undefined && next.metadata.uid !== pod.metadata.uid;
  });
  await waitForRollouts(context, { namespace, selector: `app=${app}`, timeoutMs: ROLLOUT_MS });
  const readyMs = clock.now();
  await clock.sleep(CATCH_UP_MS);
  const client = await scene.connect();
  const { samples = [] } = await client.get<NodeAnswer>(
    `/api/nodes/${encodeURIComponent(node)}?start=${new Date(startMs).toISOString()}&fields=memory_bytes`,
  );
  const range = { fromMs: startMs, untilMs: clock.now() - 2 * intervalMs };
  const gaps = findGaps(samples, range, intervalMs);
  const times = gaps.map((gap) => new Date(gap).toISOString().slice(11, 19));
  console.say(
    `${name}: ready again after ${((readyMs - startMs) / 1_000).toFixed(0)} s, ${gaps.length} ticks missing ${times.join(' ')}`,
  );
  return judge({ gaps: gaps.length, downMs: readyMs - startMs });
}

async function findPod({ context }: Scene, app: string): Promise<Pod | undefined> {
  const { items } = await context.kubectl.json<ObjectList<Pod>>([
    'get',
    'pods',
    `--namespace=${context.namespace}`,
    `--selector=app=${app}`,
  ]);
  return items.find(({ metadata }) => metadata.deletionTimestamp === undefined);
}
