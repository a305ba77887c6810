import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort, findProgram } from '@kubemonitor/peer-programs';
import type { BenchContext } from '../context';
import type { Engine } from './engine';

const PROGRAM = { packageName: 'prometheus', program: /^prometheus$/ };

/** Starts Prometheus with its defaults and the remote write receiver on a fresh directory. @throws ProgramError */
export async function startPrometheus(context: BenchContext, mayInstall: boolean): Promise<Engine> {
  const command = findProgram(PROGRAM, mayInstall, (text) => context.progress.say(text));
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const configuration = join(context.directory, 'prometheus.yml');
  writeFileSync(configuration, 'global: {}\n');
  const directory = join(context.directory, 'prometheus');
  const started = context.processes.start({
    name: 'Prometheus',
    command,
    args: [
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${directory}`,
      `--web.listen-address=${new URL(url).host}`,
      '--web.enable-remote-write-receiver',
      '--log.level=error',
    ],
  });
  await started.waitForHttp(`${url}/-/ready`);
  return {
    name: 'Prometheus',
    pid: started.pid,
    url,
    directory,
    writeUrl: `${url}/api/v1/write`,
    // What is written is in the head at once.
    flush: () => Promise.resolve(),
  };
}
