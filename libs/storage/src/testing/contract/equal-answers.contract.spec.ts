import { GROUP_KINDS } from '../../store';
import { INTERVAL_MS, type ReportWords, type Values } from '../report-builder';
import {
  describeWithVictoriaMetrics,
  type VictoriaMetricsServer,
} from '@kubemonitor/peer-programs';
import { ContractDriver, type OpenStore } from './contract-store';
import { openEmbedded } from './embedded-driver';
import { openerOf } from './victoria-metrics-driver';

const TICKS = 90;
const NODES = ['n1', 'n2', 'n3'];
const PODS = ['a', 'b', 'c', 'd'];
const FIELDS = [
  'cpu_millicores',
  'cpu_throttled_ratio',
  'memory_bytes',
  'disk_read_bytes',
  'disk_read_bytes_per_second',
  'pids',
];
const SUMMED = FIELDS.filter((name) => name !== 'cpu_throttled_ratio');

/** Numbers in [0, 1) that are the same in every run (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/**
 * Reports of three nodes that are late, lost, doubled, out of order, that boot and set their
 * clocks, with pods that come and go, counters that start anew and values that are absent.
 */
function playReports(random: () => number): ReportWords[] {
  const played = NODES.flatMap((node) => playNode(node, random));
  // Most come in the order of their ticks, some much later.
  return played
    .map((words) => ({ words, at: words.tick + (random() < 0.1 ? random() * 40 : random()) }))
    .sort((a, b) => a.at - b.at)
    .map(({ words }) => words);
}

function playNode(node: string, random: () => number): ReportWords[] {
  const played: ReportWords[] = [];
  const totals = new Map<string, number>();
  const grow = (key: string, most: number) => {
    const value = random() < 0.01 ? 0 : (totals.get(key) ?? 0) + Math.floor(random() * most);
    totals.set(key, value);
    return random() < 0.02 ? null : value;
  };
  let boot = 0;
  for (let tick = 0; tick < TICKS; tick += 1) {
    if (random() < 0.02) boot += 1;
    const present = PODS.filter(() => random() >= 0.05);
    const pods = Object.fromEntries(
      present.map((pod): [string, Values] => [
        `${node}-${pod}`,
        {
          cpu_usage_microseconds: grow(`${pod} cpu`, 4_000_000),
          cpu_periods: grow(`${pod} periods`, 50),
          cpu_throttled_periods: grow(`${pod} throttled`, 20),
          memory_bytes: Math.floor(random() * 2 ** 32),
          disk_read_bytes: grow(`${pod} read`, 10_000_000),
          pids: random() < 0.05 ? null : Math.floor(random() * 100),
        },
      ]),
    );
    if (random() < 0.08) continue;
    const stepped = random() < 0.02;
    const atMs = Math.floor(random() * 900);
    played.push({ tick, node, boot: `boot-${boot}`, stepped, atMs, pods });
    if (random() < 0.05) played.push(played[played.length - 1]);
  }
  return played;
}

/** All answers a store gives, as one plain object. */
async function askAll(driver: ContractDriver): Promise<unknown> {
  const answers: Record<string, unknown> = { late: driver.store.lateNodes() };
  for (const node of NODES) {
    for (const pod of PODS.map((name) => `${node}-${name}`)) {
      const entity = driver.entity('pod', pod, node);
      for (const ticksPerStep of [1, 4, 12]) {
        const window = { from: 5, to: TICKS, ticksPerStep };
        answers[`${pod} every ${ticksPerStep}`] = await driver.range(entity, FIELDS, window);
      }
      for (const field of FIELDS) {
        answers[`${pod} ${field}`] = await driver.latest('pod', [pod], field, node);
      }
    }
  }
  for (const kind of GROUP_KINDS) {
    answers[kind] = await driver.groupLatest(kind, ...SUMMED);
    for (const key of ['x', 'y']) {
      for (const ticksPerStep of [1, 6]) {
        const window = { from: 12, to: TICKS, ticksPerStep };
        answers[`${kind} ${key} ${ticksPerStep}`] = await driver.groupRange(
          kind,
          key,
          SUMMED,
          window,
        );
      }
    }
  }
  return answers;
}

async function play(open: OpenStore, base: number, seed: number): Promise<unknown> {
  const nowMs = base * INTERVAL_MS;
  const driver = new ContractDriver(
    await open({ nowMs, retentionSeconds: 7_200, maxSeries: 1_000_000 }),
    base,
  );
  driver.goTo(TICKS);
  for (const words of playReports(seeded(seed))) await driver.report(words);
  for (const node of NODES) {
    for (const [at, pod] of PODS.entries()) {
      const key = at % 2 === 0 ? 'x' : 'y';
      driver.assign(`${node}-${pod}`, { namespace: key, workload: at < 3 ? key : undefined }, node);
    }
  }
  await driver.driver.settle();
  const answers = await askAll(driver);
  await driver.driver.close();
  return answers;
}

describeWithVictoriaMetrics('both drivers, given the same reports', (start) => {
  let server: VictoriaMetricsServer;

  beforeAll(async () => {
    server = await start();
  });

  it.each([1, 2, 3])(
    'answer alike, digit for digit (seed %p)',
    async (seed) => {
      const base = Math.floor((Date.now() / INTERVAL_MS - 720) / 720) * 720;
      const expected = await play(openEmbedded, base, seed);
      expect(
        await play(
          openerOf(() => server),
          base,
          seed,
        ),
      ).toEqual(expected);
    },
    120_000,
  );
});
