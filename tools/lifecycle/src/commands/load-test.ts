import {
  type ObjectList,
  type Pod,
  type PodAnswer,
  printOutcome,
  printSummary,
  tally,
  type Verdict,
} from '@kubemonitor/compare';
import { openApiSession, type ApiSessionOptions } from '../api/open-api-session';
import type { LifecycleContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { describePods } from '../kubernetes/rollout';
import { LifecycleError } from '../lifecycle-error';
import {
  COUNTER_LOADS,
  judgeCounterLoad,
  judgeCpuLoad,
  judgeMemoryLoad,
  parseRoundLog,
} from '../load/judge-load';
import { LOAD_NAMESPACE, toLoadManifest } from '../load/load-manifest';

export interface LoadTestOptions extends ApiSessionOptions {
  readonly image: string;
}

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 2_000;
/** The loads run so long, and the last part of it is judged. */
const RUN_SECONDS = 60;
const JUDGED_SECONDS = 45;

/** Runs pods whose load is known and checks that the API shows just that. */
export async function loadTest(
  context: LifecycleContext,
  options: LoadTestOptions,
): Promise<ExitCode> {
  const { kubectl, console, runner, clock, defer } = context;
  await kubectl.requireCluster();
  const manifest = JSON.stringify(toLoadManifest(options.image));
  if (!runner.isDryRun) {
    defer(async () => {
      console.say(`removing namespace ${LOAD_NAMESPACE}`);
      await kubectl.attempt(['delete', 'namespace', LOAD_NAMESPACE, '--ignore-not-found'], {
        timeoutMs: 150_000,
      });
    });
  }
  console.say(`starting pods with a known load in namespace ${LOAD_NAMESPACE}`);
  await kubectl.change(['apply', '-f', '-'], { input: manifest });
  if (runner.isDryRun) return EXIT.done;
  await waitUntilRunning(context);
  const client = await openApiSession(context, options);
  const endMs = clock.now() + RUN_SECONDS * 1_000;
  while (clock.now() < endMs) {
    console.step(() => `letting them work for ${RUN_SECONDS} s`);
    await clock.sleep(Math.min(POLL_MS, endMs - clock.now()));
  }
  const series = async (pod: string, field: string) => {
    const path = `/api/namespaces/${LOAD_NAMESPACE}/pods/${pod}?window=${JUDGED_SECONDS}&fields=${field}`;
    return (await client.get<PodAnswer>(path)).samples ?? [];
  };
  const verdicts: Verdict[] = [
    judgeCpuLoad(await series('cpu', 'cpu_millicores')),
    judgeMemoryLoad(await series('memory', 'memory_bytes')),
  ];
  for (const load of COUNTER_LOADS) {
    const log = await kubectl.text([
      'logs',
      load.pod,
      `--namespace=${LOAD_NAMESPACE}`,
      '--timestamps',
    ]);
    verdicts.push(judgeCounterLoad(load, await series(load.pod, load.field), parseRoundLog(log)));
  }
  printSummary(console, verdicts);
  printOutcome(console, verdicts);
  const { off, ok } = tally(verdicts);
  return off === 0 && ok > 0 ? EXIT.done : EXIT.off;
}

/** @throws LifecycleError when the pods do not run in time */
async function waitUntilRunning(context: LifecycleContext): Promise<void> {
  const { kubectl, clock, console } = context;
  const endMs = clock.now() + START_TIMEOUT_MS;
  for (;;) {
    const { items } = await kubectl.json<ObjectList<Pod>>([
      'get',
      'pods',
      `--namespace=${LOAD_NAMESPACE}`,
    ]);
    const waiting = items.filter(({ status }) => status.phase !== 'Running');
    if (waiting.length === 0) return;
    console.step(() => `waiting for ${waiting.map(({ metadata }) => metadata.name).join(', ')}`);
    if (clock.now() > endMs) {
      const faults = await describePods(context, LOAD_NAMESPACE, 'load');
      throw new LifecycleError(`The load's pods do not run.\n${faults}`, {
        remedy: 'A cluster without a registry needs an image its nodes have: --image.',
      });
    }
    await clock.sleep(POLL_MS);
  }
}
