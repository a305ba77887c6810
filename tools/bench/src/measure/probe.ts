import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { BenchError } from '../bench-error';
import type { ProbeResult, ProbeWorkerData } from './probe-worker';

const SCRIPT = 'probe-worker.cjs';

/**
 * Sends small requests at a fixed rate from a thread of its own for `seconds`, so that a
 * server that stands still is seen by every request of that time.
 * @throws BenchError when requests failed
 */
export function runProbe(workerData: ProbeWorkerData, seconds: number): Promise<ProbeResult> {
  return runProbeUntil(workerData, sleep(seconds * 1_000));
}

/** The same until `over` is settled. @throws BenchError as above, or what `over` fails with */
export async function runProbeUntil(
  workerData: ProbeWorkerData,
  over: Promise<unknown>,
): Promise<ProbeResult> {
  const worker = new Worker(join(__dirname, SCRIPT), { workerData });
  const answered = new Promise<ProbeResult>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await Promise.race([over, answered]);
  worker.postMessage('end');
  const result = await answered;
  await worker.terminate();
  if (result.failures > 0) {
    throw new BenchError(
      `${result.failures} of the small requests failed (${workerData.urls[0]}).`,
    );
  }
  return result;
}
