import { existsSync } from 'node:fs';
import type { Logger } from '../log';
import { parseMachineFacts } from './machine-facts';
import type { MachineFacts } from './machine-facts';

const CHILD_TIMEOUT_MILLISECONDS = 10_000;
const MOST_OUTPUT_BYTES = 65_536;

/** How the child that asks the machine is started. */
export interface FactsChild {
  /** The script of the child process. */
  readonly script: string;
  /** The host's procfs: with another than /proc the child's own system is not the host. */
  readonly hostProc: string;
  /** Ends the child. */
  readonly stop: AbortSignal;
}

/**
 * Asks the machine once for what does not change, in a child process that ends: the
 * inventory library stays out of the collector's memory. Gives undefined, and says so in
 * the log, when there is no child script, it takes too long, or it answers nonsense.
 */
export async function readMachineFacts(
  { script, hostProc, stop }: FactsChild,
  log: Logger,
): Promise<MachineFacts | undefined> {
  if (!existsSync(script)) {
    log.debug('no script to ask the machine for facts', { script });
    return undefined;
  }
  // Loaded here: most of its cost would otherwise stay for the life of the process.
  const { execFile } = await import('node:child_process');
  const options = {
    timeout: CHILD_TIMEOUT_MILLISECONDS,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_OUTPUT_BYTES,
    signal: stop,
    env: { ...process.env, HOST_PROC: hostProc },
  } as const;
  return new Promise((resolve) => {
    const finish = (error: Error | null, stdout: string): void => {
      const facts = parseMachineFacts(stdout);
      if (facts === undefined && !stop.aborted) {
        log.warn('no facts about the machine', { error: error?.message ?? 'malformed answer' });
      }
      resolve(facts);
    };
    try {
      execFile(process.execPath, [script], options, finish);
    } catch (error) {
      // A machine out of memory, or a sandbox that forbids new processes, throws at once.
      finish(error as Error, '');
    }
  });
}
