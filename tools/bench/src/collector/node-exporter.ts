import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, findProgram } from '@kubemonitor/peer-programs';
import type { BenchContext } from '../context';
import { timedGet } from '../http/timed-get';
import { readCpuSeconds, readPrivateBytes, readUsage } from '../process/proc-usage';

const PROGRAM = { packageName: 'prometheus-node-exporter', program: /node.exporter/ };

/** What node_exporter uses. */
export interface NodeExporterFigures {
  readonly cpuMsPerScrape: number;
  readonly rssBytes: number;
  readonly privateBytes: number;
  readonly bytes: number;
}

const WARM_UP_SCRAPES = 5;
const PAUSE_MS = 50;

/** Starts node_exporter with its defaults over this host and scrapes it. @throws BenchError */
export async function measureNodeExporter(
  context: BenchContext,
  scrapes: number,
  mayInstall: boolean,
): Promise<NodeExporterFigures> {
  const command = findProgram(PROGRAM, mayInstall, (text) => context.progress.say(text));
  const address = `127.0.0.1:${await findFreePort()}`;
  const started = context.processes.start({
    name: 'node_exporter',
    command,
    args: [`--web.listen-address=${address}`, '--log.level=error'],
  });
  const url = `http://${address}/metrics`;
  await started.waitForHttp(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let scrape = 0; scrape < WARM_UP_SCRAPES; scrape += 1) await timedGet(url, agent);
  const before = readCpuSeconds(started.pid);
  let bytes = 0;
  for (let scrape = 0; scrape < scrapes; scrape += 1) {
    bytes = (await timedGet(url, agent)).bytes;
    await sleep(PAUSE_MS);
  }
  const cpuSeconds = readCpuSeconds(started.pid) - before;
  const { rssBytes } = readUsage(started.pid);
  const privateBytes = readPrivateBytes(started.pid);
  agent.destroy();
  await started.stop();
  return { cpuMsPerScrape: (cpuSeconds * 1_000) / scrapes, rssBytes, privateBytes, bytes };
}
