import { join } from 'node:path';
import { findFreePort } from '@kubemonitor/peer-programs';
import type { BenchContext } from '../../context';
import { Poster } from '../../http/poster';
import { getJson } from '../../http/timed-get';
import { IngestMark, computeCpuPerMillion } from '../../measure/ingest';
import { replay } from '../../pace/replay';
import { readUsage } from '../../process/proc-usage';
import { RestartableProcess } from '../../process/restartable';
import { BENCH_METRICS, RECORD_VALUES } from '../../workload/metrics';
import { NodeWorkload } from '../../workload/node-workload';
import { nodeName, podsOf, type ClusterShape } from '../../workload/topology';
import type { NaiveRecord } from './naive-store';

/** What the naive server took for a sample. */
export interface NaiveFigures {
  readonly nodes: number;
  readonly ticks: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly cpuPerMillion: number;
  readonly wireBytesPerSample: number;
  readonly rssBytesPerSample: number;
  /** Records it has after `kill -9` and a new start. */
  readonly recordsAfterRestart: number;
}

const SCRIPT = 'naive-server.cjs';

/** Plays `ticks` ticks of a cluster to the naive server, a request a record. */
export async function runNaive(
  context: BenchContext,
  shape: ClusterShape,
  plan: { readonly ticks: number; readonly firstTick: number; readonly connections: number },
): Promise<NaiveFigures> {
  const { progress } = context;
  const port = await findFreePort();
  const server = new RestartableProcess(context.processes, {
    name: 'The naive server',
    command: process.execPath,
    args: [join(__dirname, SCRIPT), String(port)],
  });
  await server.current.waitForOutput(/listens on/);
  const url = `http://127.0.0.1:${port}`;
  const poster = new Poster({
    url: `${url}/records`,
    connections: plan.connections,
    headers: () => ({ 'content-type': 'application/json' }),
  });
  const before = readUsage(server.pid);
  const mark = new IngestMark(poster, server.pid, RECORD_VALUES);
  for (let tick = plan.firstTick, players = playersOf(shape); tick < plan.firstTick + plan.ticks;) {
    const bodies = players.flatMap((play) => play(tick));
    const body = (record: number): Uint8Array => Buffer.from(JSON.stringify(bodies[record]));
    await replay([{ tick, count: bodies.length, body }], poster, plan.connections, () =>
      progress.step(() => `naive server: ${poster.accepted} records`),
    );
    tick += 1;
  }
  const measure = mark.since();
  poster.assertAllAccepted();
  const after = readUsage(server.pid);
  const recordsAfterRestart = await countAfterRestart(server, url);
  poster.close();
  await server.stop();
  return {
    ...{ nodes: shape.nodes, ticks: plan.ticks, requests: measure.requests },
    requestsPerSecond: measure.requests / measure.seconds,
    cpuPerMillion: computeCpuPerMillion(measure) ?? Number.NaN,
    wireBytesPerSample: measure.wireBytes / measure.samples,
    rssBytesPerSample: (after.rssBytes - before.rssBytes) / measure.samples,
    recordsAfterRestart,
  };
}

async function countAfterRestart(server: RestartableProcess, url: string): Promise<number> {
  await server.kill();
  server.spawn();
  await server.current.waitForOutput(/listens on/);
  const { records } = await getJson<{ records: number }>(`${url}/stats`);
  return records;
}

/** Each node's records, the node's own among them as one without a pod's name. */
function playersOf(shape: ClusterShape): ((tick: number) => NaiveRecord[])[] {
  return Array.from({ length: shape.nodes }, (_, number) => {
    const workload = new NodeWorkload(shape, number);
    const node = nodeName(number);
    const pods = podsOf(shape, number).map(({ namespace, name }) => ({ namespace, pod: name }));
    const owners = [{ namespace: '', pod: node }, ...pods];
    return (tick) => {
      workload.step();
      const timestamp = tick * shape.intervalSeconds * 1_000;
      return owners.map((owner, record) => ({
        ...{ ...owner, node, timestamp },
        values: valuesOf(workload.values, record * RECORD_VALUES),
      }));
    };
  });
}

function valuesOf(values: Float64Array, at: number): Record<string, number> {
  return Object.fromEntries(BENCH_METRICS.map((name, metric) => [name, values[at + metric]]));
}
