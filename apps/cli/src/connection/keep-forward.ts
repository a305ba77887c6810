import {
  startPortForward,
  type Kubectl,
  type PortForward,
  type PortForwardOptions,
} from '@kubemonitor/compare';

const PAUSE_MS = 1_000;

/** A port-forward that stays. */
export interface KeptForward {
  /** `http://127.0.0.1:<port>`, the same however often it is started. */
  readonly url: string;
  readonly stop: () => void;
}

/**
 * Starts a port-forward, and starts it anew on the same port whenever kubectl ends: it ends with
 * the pod it leads to, so a live view would be cut off by every upgrade of the API.
 * @throws CommandError when the first start fails; later ones are tried again
 */
export async function keepPortForward(
  kubectl: Kubectl,
  options: PortForwardOptions,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<KeptForward> {
  let current = await startPortForward(kubectl, options);
  const { url } = current;
  const again = { ...options, localPort: Number(new URL(url).port) };
  let isStopped = false;
  const watch = async (): Promise<void> => {
    for (;;) {
      await ended(current);
      let next: PortForward | undefined;
      while (next === undefined) {
        await sleep(PAUSE_MS);
        if (isStopped) return;
        next = await startPortForward(kubectl, again).catch(() => undefined);
      }
      current = next;
      if (isStopped) current.process.kill();
    }
  };
  void watch();
  return {
    url,
    stop: () => {
      isStopped = true;
      current.process.kill();
    },
  };
}

function ended({ process }: PortForward): Promise<void> {
  return new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) resolve();
    else process.once('close', () => resolve());
  });
}
