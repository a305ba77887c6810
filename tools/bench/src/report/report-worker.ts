import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { NodeWorkload } from '../workload/node-workload';
import type { ClusterShape } from '../workload/topology';
import { ReportTemplate } from './report-template';

/** What a report worker is started with: it plays the nodes from `firstNode` to before `endNode`. */
export interface ReportWorkerData {
  readonly shape: ClusterShape;
  readonly firstNode: number;
  readonly endNode: number;
  readonly firstTick: number;
}

/** One tick of a worker's nodes: gzipped reports one after another, `ends[i]` where report i ends. */
export interface ReportPart {
  readonly tick: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** Bytes before gzip. */
  readonly plainBytes: number;
}

const GZIP_LEVEL = 1;

function play({ shape, firstNode, endNode, firstTick }: ReportWorkerData): () => ReportPart {
  const numbers = Array.from({ length: endNode - firstNode }, (_, index) => firstNode + index);
  const workloads = numbers.map((node) => new NodeWorkload(shape, node));
  const templates = numbers.map((node) => new ReportTemplate(shape, node));
  let tick = firstTick;
  return () => {
    let plainBytes = 0;
    const bodies = workloads.map((workload, index) => {
      workload.step();
      const text = templates[index].write(tick, workload.values);
      plainBytes += text.length;
      return gzipSync(text, { level: GZIP_LEVEL });
    });
    let end = 0;
    const ends = Uint32Array.from(bodies, (body) => (end += body.length));
    const bytes = new Uint8Array(end);
    bodies.forEach((body, index) => bytes.set(body, ends[index] - body.length));
    tick += 1;
    return { tick: tick - 1, bytes, ends, plainBytes };
  };
}

const port = parentPort;
if (port !== null) {
  const next = play(workerData as ReportWorkerData);
  // Each message asks for so many ticks more.
  port.on('message', (count: number) => {
    for (let made = 0; made < count; made += 1) {
      const part = next();
      port.postMessage(part, [part.bytes.buffer, part.ends.buffer]);
    }
  });
}
