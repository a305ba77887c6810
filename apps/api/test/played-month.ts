import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeClusterLists, writeLists } from './cluster';
import { INTERVAL_MS, buildReport, type PodRow } from './reports';
import { startServer, type TestServer } from './server';

/**
 * A month of one node, `worker-1`, every tick of it at 5 s, but few of them:
 *
 * | when                 | ticks | memory of web-1, bytes | pods        |
 * | -------------------- | ----: | ---------------------- | ----------- |
 * | 24 October, 10:00    |   720 | 1e6, 2e6 … 720e6       | web-1, db-0 |
 * | 24 October, 12:00    |    20 | 5e9                    | web-1, db-0 |
 * | 26 October, 06:00    |    10 | 300e6                  | web-1       |
 * | 23 November, 09:25   |    60 | 200e6                  | web-1       |
 *
 * From each tick to the next of a row web-1 uses 100 millicores and receives 1,000 bytes; in
 * one interval, from tick 399 to 400 of the first hour, it uses 2,000. db-0 uses 10 millicores and
 * 67,108,864 bytes throughout.
 */
const RUNS: readonly Run[] = [
  {
    start: '2026-10-24T10:00:00Z',
    ticks: 720,
    memory: (tick) => (tick + 1) * 1e6,
    hasDb: true,
    upkeep: ['2026-10-24T11:01:30Z'],
  },
  {
    start: '2026-10-24T12:00:00Z',
    ticks: 20,
    memory: () => 5e9,
    hasDb: true,
    upkeep: ['2026-10-24T13:01:30Z', '2026-10-25T00:01:30Z'],
  },
  {
    start: '2026-10-26T06:00:00Z',
    ticks: 10,
    memory: () => 300e6,
    hasDb: false,
    upkeep: ['2026-10-26T07:01:30Z', '2026-10-27T00:01:30Z'],
  },
  {
    start: '2026-11-23T09:25:00Z',
    ticks: 60,
    memory: () => 200e6,
    hasDb: false,
    upkeep: [],
  },
];

interface Run {
  readonly start: string;
  readonly ticks: number;
  readonly memory: (tick: number) => number;
  readonly hasDb: boolean;
  /** When roll-ups are due: the hour a minute after its end, then its day. */
  readonly upkeep: readonly string[];
}

const SPIKE_AT = 400;

/** Upkeep makes one file of roll-ups at a time; sealing comes before. */
const TURNS = 4;

/** A server that has seen the month go by, with its directory. */
export interface PlayedMonth {
  readonly server: TestServer;
  /** The same directory under a new server, in a cluster that has only web-1 left. */
  restart(): Promise<TestServer>;
  /** Closes whichever server runs. */
  close(): Promise<void>;
}

/** Plays the month to a server with a directory and a clock that goes along. */
export async function playMonth(): Promise<PlayedMonth> {
  const directory = mkdtempSync(join(tmpdir(), 'month-'));
  const now = { ms: Date.parse(RUNS[0].start) };
  const clock = { now: () => now.ms };
  const start = async ({ files, remove }: ReturnType<typeof writeLists>) => {
    const identity = { IDENTITY_SOURCE: 'file' as const, IDENTITY_FILE: files };
    const started = await startServer({ STORAGE_DIR: directory, ...identity }, clock);
    remove();
    return started;
  };
  const upkeepAt = async (time: string) => {
    now.ms = Date.parse(time);
    for (let turn = 0; turn < TURNS; turn += 1) await server.maintain();
  };
  let server = await start(writeClusterLists());
  let sent = 0;
  for (const { start: time, ticks, memory, hasDb, upkeep } of RUNS) {
    for (let tick = 0; tick < ticks; tick += 1, sent += 1) {
      const atMs = Date.parse(time) + tick * INTERVAL_MS;
      now.ms = atMs + 1_000;
      const pods = { 'web-1': webAt(sent, memory(tick)), ...(hasDb ? { 'db-0': dbAt(sent) } : {}) };
      const report = buildReport({ node: 'worker-1', atMs, host: { load_1m: 0.5 }, pods });
      const { status } = await server.post('/api/reports', report);
      if (status !== 200) throw new Error(`report ${sent}: ${status}`);
    }
    for (const due of upkeep) await upkeepAt(due);
  }
  await server.maintain();
  return {
    server,
    restart: async () => {
      await server.close();
      server = await start(writeLists(CLUSTER_OF_WEB));
      return server;
    },
    close: async () => {
      await server.close();
      rmSync(directory, { recursive: true });
    },
  };
}

function webAt(sent: number, memory: number): PodRow {
  const spike = sent >= SPIKE_AT ? 9_500_000 : 0;
  return {
    values: {
      cpu_usage_microseconds: sent * 500_000 + spike,
      memory_bytes: memory,
      network_rx_bytes: sent * 1_000,
    },
  };
}

function dbAt(sent: number): PodRow {
  const values = { cpu_usage_microseconds: sent * 50_000, memory_bytes: 67_108_864 };
  return { values: { ...values, network_rx_bytes: 0 } };
}

/** The whole cluster as it is in the end: db-0 is gone. */
const CLUSTER_OF_WEB = [
  { kind: 'NamespaceList', items: [{ metadata: { name: 'shop', uid: 'ns' } }] },
  {
    kind: 'PodList',
    items: [
      {
        metadata: {
          name: 'web-cc944f86-2wm5w',
          namespace: 'shop',
          uid: 'web-1',
          labels: { app: 'web' },
          ownerReferences: [
            { kind: 'ReplicaSet', name: 'web-cc944f86', uid: 'rs', controller: true },
          ],
        },
        spec: { nodeName: 'worker-1', containers: [{ name: 'app' }] },
        status: { phase: 'Running' },
      },
    ],
  },
  {
    kind: 'ReplicaSetList',
    items: [
      {
        metadata: {
          name: 'web-cc944f86',
          namespace: 'shop',
          uid: 'rs',
          ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'd', controller: true }],
        },
      },
    ],
  },
];
