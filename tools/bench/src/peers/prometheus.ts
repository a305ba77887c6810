import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort, findProgram } from '@kubemonitor/peer-programs';
import { BenchError } from '../bench-error';
import type { BenchContext } from '../context';
import { RestartableProcess } from '../process/restartable';
import { readDirectoryBytes } from './directory-size';
import type { Engine } from './engine';

const PROGRAM = { packageName: 'prometheus', program: /^prometheus$/ };

/** Starts Prometheus with its defaults and the remote write receiver on a fresh directory. @throws ProgramError */
export async function startPrometheus(context: BenchContext, mayInstall: boolean): Promise<Engine> {
  const command = findProgram(PROGRAM, mayInstall, (text) => context.progress.say(text));
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const configuration = join(context.directory, 'prometheus.yml');
  writeFileSync(configuration, 'global: {}\n');
  const directory = join(context.directory, 'prometheus');
  const running = new RestartableProcess(context.processes, {
    name: 'Prometheus',
    command,
    args: [
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${directory}`,
      `--web.listen-address=${new URL(url).host}`,
      '--web.enable-remote-write-receiver',
      // For the snapshot that shows how large its block would be.
      '--web.enable-admin-api',
      '--log.level=error',
    ],
  });
  await running.current.waitForHttp(`${url}/-/ready`);
  return {
    name: 'Prometheus',
    url,
    directory,
    writeUrl: `${url}/api/v1/write`,
    get pid() {
      return running.pid;
    },
    // What is written is in the head at once.
    flush: () => Promise.resolve(),
    compact: () => measureSnapshot(url, join(directory, 'snapshots')),
    kill: () => running.kill(),
    spawn: () => running.spawn(),
    stop: () => running.stop(),
  };
}

/** Bytes of all it holds as compacted blocks, which it makes of its head after two to three hours. */
async function measureSnapshot(url: string, directory: string): Promise<number> {
  const { ok, status } = await fetch(`${url}/api/v1/admin/tsdb/snapshot`, { method: 'POST' });
  if (!ok) throw new BenchError(`Prometheus made no snapshot: status ${status}.`);
  const bytes = readDirectoryBytes(directory);
  rmSync(directory, { recursive: true, force: true });
  return bytes;
}
