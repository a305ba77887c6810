import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient, Kubectl, ObjectList, Pod } from '@kubemonitor/compare';
import type { LifecycleContext } from '../context';

/** Namespace of the end-to-end test; nothing else is ever put into it. */
export const E2E_NAMESPACE = 'kubemonitor-e2e';

/** What every part of the end-to-end test works with. */
export interface Scene {
  readonly context: LifecycleContext;
  /** A client; after the API's pod was replaced a new one. */
  readonly connect: () => Promise<ApiClient>;
  /** The collectors' interval. */
  readonly intervalMs: number;
  readonly options: { readonly scale: number; readonly rounds: number };
}

/**
 * The test's workloads for this cluster.
 * @throws LifecycleError when the cluster does not say which CronJob it has
 */
export async function readWorkloads(
  { kubectl, workspace }: Pick<LifecycleContext, 'kubectl' | 'workspace'>,
  image: string,
): Promise<string> {
  const text = readFileSync(join(workspace, 'test', 'e2e', 'workloads.yaml'), 'utf8');
  const { resources } = await kubectl.json<{ resources: { name: string }[] }>([
    'get',
    '--raw',
    '/apis/batch/v1',
  ]);
  const hasStable = resources.some(({ name }) => name === 'cronjobs');
  return fillWorkloads(text, image, hasStable ? 'batch/v1' : 'batch/v1beta1');
}

/** Puts image and version in; a quote in the image would end the YAML string. */
export function fillWorkloads(text: string, image: string, cronJobVersion: string): string {
  return text
    .replaceAll('${IMAGE}', () => image.replaceAll("'", "''"))
    .replaceAll('${CRONJOB_VERSION}', () => cronJobVersion);
}

/** The test's pods as kubectl shows them now. */
export async function listPods(kubectl: Kubectl, selector?: string): Promise<readonly Pod[]> {
  const { items } = await kubectl.json<ObjectList<Pod>>([
    'get',
    'pods',
    `--namespace=${E2E_NAMESPACE}`,
    ...(selector === undefined ? [] : [`--selector=${selector}`]),
  ]);
  return items;
}

/** Polls until `isTrue`; false when `timeoutMs` has passed before. */
export async function waitUntil(
  { clock, console }: LifecycleContext,
  what: string,
  timeoutMs: number,
  isTrue: () => Promise<boolean>,
): Promise<boolean> {
  const endMs = clock.now() + timeoutMs;
  while (!(await isTrue())) {
    if (clock.now() > endMs) return false;
    console.step(() => `waiting until ${what}`);
    await clock.sleep(1_000);
  }
  return true;
}
