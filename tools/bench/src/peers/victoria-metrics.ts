import { join } from 'node:path';
import { findFreePort, findProgram } from '@kubemonitor/peer-programs';
import type { BenchContext } from '../context';
import { RestartableProcess } from '../process/restartable';
import type { Engine } from './engine';

const PROGRAM = { packageName: 'victoria-metrics', program: /^victoria-?metrics/ };

/** Starts VictoriaMetrics with its defaults and `flags` on a fresh directory. @throws ProgramError */
export async function startVictoriaMetrics(
  context: BenchContext,
  mayInstall: boolean,
  flags: readonly string[] = [],
): Promise<Engine> {
  const command = findProgram(PROGRAM, mayInstall, (text) => context.progress.say(text));
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const directory = join(context.directory, 'victoria-metrics');
  const running = new RestartableProcess(context.processes, {
    name: 'VictoriaMetrics',
    command,
    args: [
      `-httpListenAddr=${new URL(url).host}`,
      `-storageDataPath=${directory}`,
      // The default of 300,000 is just what 30,000 pods need.
      '-search.maxUniqueTimeseries=10000000',
      // Answers would show values of half a minute ago in place of the newest ones.
      '-search.latencyOffset=0s',
      '-loggerLevel=ERROR',
      ...flags,
    ],
  });
  await running.current.waitForHttp(`${url}/health`);
  return {
    name: 'VictoriaMetrics',
    url,
    directory,
    writeUrl: `${url}/api/v1/write`,
    get pid() {
      return running.pid;
    },
    async flush() {
      await fetch(`${url}/internal/force_flush`);
    },
    async compact() {
      await fetch(`${url}/internal/force_merge`);
      return undefined;
    },
    kill: () => running.kill(),
    spawn: () => running.spawn(),
    stop: () => running.stop(),
  };
}
