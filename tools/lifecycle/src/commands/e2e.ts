import {
  type NodeAnswer,
  printOutcome,
  printSummary,
  tally,
  type Verdict,
} from '@kubemonitor/compare';
import { openApiSession, type ApiSessionOptions } from '../api/open-api-session';
import type { LifecycleContext } from '../context';
import { judgeAppearance, watchAppearance } from '../e2e/judge-appearance';
import { runChurn } from '../e2e/churn';
import { killPod, removeAll } from '../e2e/deletion';
import { judgeKinds } from '../e2e/judge-kinds';
import { loseApi, loseCollector } from '../e2e/losses';
import { E2E_NAMESPACE, readWorkloads, type Scene } from '../e2e/scene';
import { EXIT, type ExitCode } from '../exit-codes';
import { LifecycleError } from '../lifecycle-error';

export interface EndToEndOptions extends ApiSessionOptions {
  readonly image: string;
  readonly scale: string;
  readonly rounds: string;
}

/** Long enough for the crash-looping and the OOM-killed pod to have been restarted. */
const WATCH_MS = 45_000;

/** Proves on a real cluster, where kubemonitor runs, that what it shows is right, also while all changes. */
export async function endToEnd(
  context: LifecycleContext,
  options: EndToEndOptions,
): Promise<ExitCode> {
  const { kubectl, console, runner, defer } = context;
  const sizes = {
    scale: readCount('scale', options.scale),
    rounds: readCount('rounds', options.rounds),
  };
  await kubectl.requireCluster();
  const workloads = await readWorkloads(context, options.image);
  if (runner.isDryRun) {
    console.print(workloads);
    return EXIT.done;
  }
  const connect = () => openApiSession(context, options);
  const client = await connect();
  const { step_seconds: interval } = await client.get<NodeAnswer & { step_seconds: number }>(
    '/api/nodes?window=60&fields=cpu_millicores',
  );
  const scene: Scene = { context, connect, intervalMs: interval * 1_000, options: sizes };
  defer(async () => {
    await kubectl.attempt(
      ['delete', 'namespace', E2E_NAMESPACE, '--ignore-not-found', '--wait=false'],
      {},
    );
  });

  console.say(`starting the test's workloads in namespace ${E2E_NAMESPACE}`);
  await kubectl.change(['apply', '-f', '-'], { input: workloads });
  const seen = await watchAppearance(scene, WATCH_MS);
  const verdicts: Verdict[] = await judgeAppearance(scene, seen);
  console.say('every kind of pod');
  verdicts.push(...(await judgeKinds(scene)));
  verdicts.push(...(await killPod(scene)));
  verdicts.push(...(await runChurn(scene)));
  verdicts.push(await loseCollector(scene));
  verdicts.push(await loseApi(scene));
  verdicts.push(await removeAll(scene));
  printSummary(console, verdicts);
  printOutcome(console, verdicts);
  return tally(verdicts).off === 0 ? EXIT.done : EXIT.off;
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new LifecycleError(`--${name} "${text}" is not a whole number above 0.`, {
    exitCode: EXIT.badUsage,
  });
}
