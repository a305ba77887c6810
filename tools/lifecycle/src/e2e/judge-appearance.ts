import { judgeNear, type Pod, type PodAnswer, skip, type Verdict } from '@kubemonitor/compare';
import { E2E_NAMESPACE, listPods, type Scene } from './scene';

/** What was seen while the list was watched. */
export interface Appearance {
  /** When the API first showed a pod under its name, by name, ms. */
  readonly firstSeenMs: ReadonlyMap<string, number>;
  readonly endMs: number;
}

const POLL_MS = 500;
/** New pods make kube-proxy replace its rules, and a connection may hang then: it is soon given up. */
const ANSWER_MS = 1_000;
/** kubelet's times are cut to seconds, and we look twice a second. */
const SLACK_MS = 2_500;

/** Watches the API's list for `watchMs`, and notes when a named pod first appears with CPU or memory. */
export async function watchAppearance(
  { context: { clock, console }, connect }: Scene,
  watchMs: number,
): Promise<Appearance> {
  const client = (await connect()).withTimeout(ANSWER_MS);
  const seen = new Map<string, number>();
  const endMs = clock.now() + watchMs;
  while (clock.now() < endMs) {
    const path = `/api/namespaces/${E2E_NAMESPACE}/pods`;
    const { status, text } = await client.request('get', `${path}?limit=1000`);
    const items = status === 200 ? (JSON.parse(text) as { items: PodAnswer[] }).items : [];
    for (const { pod, memory_bytes: memory } of items) {
      if (typeof memory === 'number' && !seen.has(pod)) seen.set(pod, clock.now());
    }
    console.step(() => `${seen.size} pods have appeared`);
    await clock.sleep(POLL_MS);
  }
  return { firstSeenMs: seen, endMs };
}

/** Every pod with a running container must have appeared within two ticks of its start. */
export async function judgeAppearance(scene: Scene, seen: Appearance): Promise<Verdict[]> {
  const pods = await listPods(scene.context.kubectl);
  return pods.map((pod) => judgeOne(pod, seen, scene.intervalMs));
}

/** The rule of `judgeAppearance` for one pod. */
export function judgeOne(
  { metadata, status }: Pick<Pod, 'metadata' | 'status'>,
  { firstSeenMs, endMs }: Appearance,
  intervalMs: number,
): Verdict {
  const question = {
    subject: `pod ${E2E_NAMESPACE}/${metadata.name}`,
    field: 'seconds until it was shown',
    source: 'the aim',
  } as const;
  const starts = (status.containerStatuses ?? [])
    .filter(({ restartCount }) => restartCount === 0)
    .map(({ state }) => state?.running?.startedAt)
    .filter((start) => start !== undefined)
    .map(Date.parse);
  if (starts.length === 0)
    return skip(question, undefined, `it is ${status.phase} or was restarted`);
  const limit = (2 * intervalMs + SLACK_MS) / 1_000;
  if (Math.min(...starts) + limit * 1_000 > endMs) {
    return skip(question, undefined, 'it was started when the watch was about to end');
  }
  const firstMs = firstSeenMs.get(metadata.name);
  const seconds = firstMs === undefined ? undefined : (firstMs - Math.min(...starts)) / 1_000;
  // A pod seen before its first lasting container was started (by its init container) is early.
  const waited = seconds === undefined ? undefined : Math.max(seconds, 0);
  return { ...judgeNear(question, waited, 0, limit), tolerance: `two ticks: ≤ ${limit}` };
}
