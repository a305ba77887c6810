import { Agent } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { timedGet } from '../http/timed-get';

/** What a probe worker is started with. */
export interface ProbeWorkerData {
  readonly urls: readonly string[];
  /** A request goes out so often, whether those before are answered or not. */
  readonly everyMs: number;
}

/** What a probe saw. */
export interface ProbeResult {
  readonly milliseconds: readonly number[];
  readonly failures: number;
  /** The longest this thread itself was late, ms: longer answers than that are the server's. */
  readonly worstOwnDelayMs: number;
}

const MOST_SOCKETS = 64;

function probe({ urls, everyMs }: ProbeWorkerData): () => Promise<ProbeResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_SOCKETS });
  const milliseconds: number[] = [];
  const pending = new Set<Promise<void>>();
  let failures = 0;
  let worstOwnDelayMs = 0;
  let turn = 0;
  let due = performance.now() + everyMs;
  const ask = async (): Promise<void> => {
    try {
      const answer = await timedGet(urls[turn++ % urls.length], agent);
      if (answer.status === 200) milliseconds.push(answer.milliseconds);
      else failures += 1;
    } catch {
      // A refused connection counts as well as a refused request; the caller tells how many.
      failures += 1;
    }
  };
  const fire = (): void => {
    worstOwnDelayMs = Math.max(worstOwnDelayMs, performance.now() - due);
    while (due <= performance.now()) {
      const asked = ask().finally(() => pending.delete(asked));
      pending.add(asked);
      due += everyMs;
    }
    timer = setTimeout(fire, due - performance.now());
  };
  let timer = setTimeout(fire, everyMs);
  return async () => {
    clearTimeout(timer);
    await Promise.all(pending);
    agent.destroy();
    return { milliseconds, failures, worstOwnDelayMs };
  };
}

const port = parentPort;
if (port !== null) {
  const finish = probe(workerData as ProbeWorkerData);
  // Any message ends the probe.
  port.once('message', () => {
    void finish().then((result) => port.postMessage(result));
  });
}
