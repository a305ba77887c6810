import { setTimeout as sleep } from 'node:timers/promises';
import { readCpuSeconds } from './proc-usage';

const WATCHED_SECONDS = 1;
/** Less than this share of a core counts as idle. */
const IDLE_CORES = 0.03;

/**
 * Waits until process `pid` is idle for two seconds in a row, at most `mostSeconds`, so that
 * work it has put off is counted to what caused it. @returns whether it is idle
 */
export async function waitUntilIdle(pid: number, mostSeconds: number): Promise<boolean> {
  let quiet = 0;
  for (let waited = 0; waited < mostSeconds; waited += WATCHED_SECONDS) {
    const before = readCpuSeconds(pid);
    await sleep(WATCHED_SECONDS * 1_000);
    const used = readCpuSeconds(pid) - before;
    quiet = used <= IDLE_CORES * WATCHED_SECONDS ? quiet + 1 : 0;
    if (quiet >= 2) return true;
  }
  return false;
}
