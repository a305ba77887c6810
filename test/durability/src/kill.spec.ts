import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiProcess, INTERVAL_SECONDS } from './api-process';
import { Sender, type SentSample } from './sender';

const ROUNDS = 20;

/** Upkeep runs once a second: a few rounds are long enough to be killed while windows are written. */
const LONG_ROUND_EVERY = 4;
const LONG_ROUND_MS = 1_000;
const SPREAD_MS = 450;
const NODES = 4;

/** Reports are back-filled from here on: many windows are sealed and written while they come. */
const START_TICK = Math.floor(Date.now() / 1_000 / INTERVAL_SECONDS) - 20_000;

interface WindowAnswer {
  readonly samples: readonly { readonly timestamp: string; readonly memory_bytes: number | null }[];
}

async function readSamples(api: ApiProcess, pod: string): Promise<Map<number, number>> {
  const start = new Date(START_TICK * INTERVAL_SECONDS * 1_000).toISOString();
  const answer = await api.get<WindowAnswer>(
    `/api/pods/${pod}?start=${start}&step=${INTERVAL_SECONDS}&fields=memory_bytes`,
  );
  return new Map(
    answer.samples.flatMap(({ timestamp, memory_bytes }) =>
      memory_bytes === null ? [] : [[Date.parse(timestamp), memory_bytes] as const],
    ),
  );
}

function describeSample({ pod, timestampMs, value }: SentSample): string {
  return `${pod} ${new Date(timestampMs).toISOString()} ${value}`;
}

/** Waits until upkeep has written windows; it runs once a second. @returns bytes of their files */
async function waitForBlocks(api: ApiProcess): Promise<number> {
  for (;;) {
    const { store } = await api.get<{ store: Record<string, number> }>('/health');
    if (store['block_bytes'] > 0) return store['block_bytes'];
    await delay(100);
  }
}

/** Kills are spread over the time after a start, and over that of the upkeep. */
function lengthOf(round: number): number {
  const base = round % LONG_ROUND_EVERY === 0 ? LONG_ROUND_MS : 0;
  return base + 50 + (((round * 7) % ROUNDS) / ROUNDS) * SPREAD_MS;
}

/** Samples of a pod that were acknowledged and are not held as they were sent. */
function missingOf(sender: Sender, pod: string, held: ReadonlyMap<number, number>): string[] {
  return sender.acknowledged
    .filter((sample) => sample.pod === pod && held.get(sample.timestampMs) !== sample.value)
    .map(describeSample);
}

/** Samples of a pod that are held and were never sent so. */
function wrongOf(sender: Sender, pod: string, held: ReadonlyMap<number, number>): string[] {
  const sent = [...sender.acknowledged, ...sender.unanswered].filter((one) => one.pod === pod);
  const values = new Map(sent.map(({ timestampMs, value }) => [timestampMs, value]));
  return [...held]
    .filter(([timestampMs, value]) => values.get(timestampMs) !== value)
    .map(([timestampMs, value]) => describeSample({ pod, timestampMs, value }));
}

describe('an API server that is killed while reports come in', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-durability-'));
  const env = { STORAGE_DIR: directory };
  const senders = Array.from(
    { length: NODES },
    (_, node) => new Sender(`node-${node}`, START_TICK),
  );

  afterAll(() => {
    ApiProcess.killAll();
    rmSync(directory, { recursive: true, force: true });
  });

  it(`has after ${ROUNDS} kills every acknowledged sample, equal, and nothing that was not sent`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const api = await ApiProcess.start(env);
      let isOver = false;
      const sending = Promise.all(senders.map((sender) => sender.sendUntil(api, () => isOver)));
      await Promise.race([delay(lengthOf(round)), sending]);
      await api.kill();
      isOver = true;
      await sending;
    }

    const api = await ApiProcess.start(env);
    const missing: string[] = [];
    const wrong: string[] = [];
    let found = 0;
    for (const sender of senders) {
      for (const pod of sender.pods()) {
        const held = await readSamples(api, pod);
        found += held.size;
        missing.push(...missingOf(sender, pod, held));
        wrong.push(...wrongOf(sender, pod, held));
      }
    }
    expect(missing).toEqual([]);
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(ROUNDS * NODES);

    expect(await waitForBlocks(api)).toBeGreaterThan(0);
    for (const { lastReport } of senders) {
      const answer = await api.post('/api/reports', lastReport);
      expect(answer).toEqual({ status: 200, body: { result: 'duplicate' } });
    }
    expect(await api.stop()).toBe(0);
  });
});
