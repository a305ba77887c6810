/**
 * Files as this version writes them, kept in libs/storage/golden: a change of the format
 * cannot go unnoticed, and what an earlier version wrote can be read. After a change that
 * is meant, `UPDATE_GOLDEN=1 npx jest -c libs/storage/jest.config.js golden` writes them anew;
 * docs/storage-format.md and the version in the magic numbers must follow.
 */
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FIRST_TICK as T, fieldsNamed, type ReportWords } from '../testing/report-builder';
import { KEPT, askEntity, askGroup, pictureOf, settle } from '../testing/rollup-runs';
import { StoreDirectories } from '../testing/store-directory';
import { WatchedStore, toRange } from '../testing/watched-store';
import type { PlannedRange } from '../store';
import type { DiskOptions } from './disk/disk';

const GOLDEN = join(__dirname, '../../golden');
/** A store of roll-ups alone, in a folder of its own. */
const GOLDEN_ROLLUPS = join(GOLDEN, 'rollups');
const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

/** Two nodes; a pod that ends, one that comes, gaps, floats, a boot, a set clock, all scopes. */
function words(tick: number, node: string): ReportWords {
  const at = tick - T;
  const hasBooted = at >= 20;
  return {
    tick,
    node,
    boot: hasBooted ? 'boot-2' : 'boot-1',
    stepped: at === 33,
    atMs: node === 'n1' ? 12 : 340,
    host: { load_1m: at / 4, memory_available_bytes: 4_096 * (1_000 + at) },
    pods: {
      ...(at < 35
        ? { ends: { memory_bytes: 4_096 * at, cpu_usage_microseconds: at * 250_000 } }
        : {}),
      ...(at >= 25 ? { comes: { memory_bytes: at % 3 === 0 ? null : at * 1_000_003 } } : {}),
    },
    containers:
      at < 35
        ? { c1: { pod: 'ends', values: { memory_bytes: 77 }, sandbox: at === 5 ? null : false } }
        : {},
    cgroups: { 'system.slice': { memory_bytes: 123_456_789 } },
    absent: { pods: [{ field: 'memory_bytes', reason: 'controller_missing' }] },
  };
}

async function writeRollups(): Promise<DiskOptions> {
  const disk = directories.make(KEPT);
  const watched = new WatchedStore({ retentionSeconds: 86_400 });
  watched.goTo(T);
  await watched.useDisk(disk);
  for (let tick = T; tick < T + 45; tick += 1) {
    for (const node of ['n1', 'n2']) await watched.report(words(tick, node));
    if (tick === T) watched.assign('ends', 'shop', 'Deployment/cart');
  }
  // Into the next day, so that the hour and the day are over, and on until the samples go.
  for (const tick of [T + 17_000, T + 18_000, T + 40_000]) {
    watched.goTo(tick);
    await settle(watched, 4);
  }
  await watched.store.close();
  return disk;
}

async function write(): Promise<DiskOptions> {
  const disk = directories.make();
  const watched = new WatchedStore();
  watched.goTo(T);
  await watched.useDisk(disk);
  for (let tick = T; tick < T + 45; tick += 1) {
    for (const node of ['n1', 'n2']) await watched.report(words(tick, node));
    if (tick === T) {
      watched.assign('ends', 'shop', 'Deployment/cart');
      watched.store.describe(watched.entity('pod', 'ends'), Buffer.from('cart-0'));
    }
    await watched.store.maintain();
  }
  const values = new Map([['memory_bytes', 0.5]]);
  const timestampMs = (T + 44) * 5_000 + 9;
  await watched.store.appendSample({ scope: 'pod', node: 'n3', id: 'given', timestampMs, values });
  await watched.store.close();
  return disk;
}

function contentsOf(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => directory === GOLDEN_ROLLUPS || !path.startsWith(GOLDEN_ROLLUPS))
    .filter((path) => statSync(path).isFile());
  return Object.fromEntries(
    files.map((path) => [relative(directory, path), readFileSync(path).toString('hex')]),
  );
}

describe('the files of a store', () => {
  it('are byte for byte what they were', async () => {
    const disk = await write();
    if (process.env['UPDATE_GOLDEN'] === '1') {
      if (existsSync(GOLDEN)) rmSync(GOLDEN, { recursive: true });
      cpSync(disk.directory, GOLDEN, { recursive: true });
    }
    expect(contentsOf(disk.directory)).toEqual(contentsOf(GOLDEN));
    const rolled = await writeRollups();
    if (process.env['UPDATE_GOLDEN'] === '1') {
      cpSync(rolled.directory, GOLDEN_ROLLUPS, { recursive: true });
    }
    expect(contentsOf(rolled.directory)).toEqual(contentsOf(GOLDEN_ROLLUPS));
    expect(Object.keys(contentsOf(GOLDEN_ROLLUPS)).sort()).toEqual([
      'hours/0000000000.block',
      'minutes/0000000008.block',
      'names',
    ]);
  });

  it('can be read', async () => {
    const watched = new WatchedStore();
    watched.goTo(T + 45);
    const disk = directories.crash({ ...directories.make(), directory: GOLDEN });
    expect(await watched.useDisk(disk)).toMatchObject({ windows: 1, replayed: 31, damage: [] });
    const range = (id: string, field: string, node: string, from: number, to: number) =>
      watched.range(watched.entity('pod', id, node), field, { from: T + from, to: T + to });
    expect(await range('ends', 'memory_bytes', 'n1', 28, 37)).toEqual([
      ...[28, 29, 30, 31, 32, 33, 34].map((at) => 4_096 * at),
      Number.NaN,
      Number.NaN,
    ]);
    // A quarter of a second each five seconds; none over the boot and the set clock.
    const none = Number.NaN;
    expect(await range('ends', 'cpu_millicores', 'n2', 19, 22)).toEqual([50, none, 50]);
    expect(await range('ends', 'cpu_millicores', 'n2', 32, 35)).toEqual([50, none, 50]);
    expect(await range('comes', 'memory_bytes', 'n2', 24, 29)).toEqual([
      none,
      25_000_075,
      26_000_078,
      none,
      28_000_084,
    ]);
    expect(await watched.latest('node', 'n1', 'load_1m')).toBe(11);
    expect(await watched.latest('pod', 'given', 'memory_bytes', 'n3')).toBe(1);
    expect(await watched.latest('pod', 'comes', 'cpu_millicores', 'n1')).toBe('not_collected');
    expect(watched.entity('container', 'c1').parent).toBe(watched.entity('pod', 'ends'));
    const window = { from: T, to: T + 1 };
    expect(await watched.groupRange('workload', 'Deployment/cart', 'memory_bytes', window)).toEqual(
      [0],
    );
    const described = watched.store.descriptionOf(watched.entity('pod', 'ends'));
    expect(Buffer.from(described ?? []).toString()).toBe('cart-0');
    await watched.store.close();
  });

  it('can be read: roll-ups', async () => {
    const watched = new WatchedStore();
    watched.goTo(T + 40_000);
    const disk = directories.crash({ ...directories.make(KEPT), directory: GOLDEN_ROLLUPS });
    expect(await watched.useDisk(disk)).toMatchObject({ windows: 0, replayed: 0, damage: [] });
    const fields = fieldsNamed('memory_bytes', 'cpu_millicores');
    const asks = [
      askEntity(watched, watched.entity('pod', 'ends')),
      askGroup(watched, 'namespace', 'shop'),
    ];
    const minutes = { ...toRange({ from: T, to: T + 36, ticksPerStep: 12 }), resolution: '1m' };
    const hour = { ...toRange({ from: 5_760, to: 6_480, ticksPerStep: 720 }), resolution: '1h' };
    for (const ask of asks) {
      const frame = await ask(minutes as PlannedRange, fields, ['min', 'max']);
      // 4,096 bytes × 0 … 11, 12 … 23 and 24 … 34; a quarter of a second each five seconds.
      expect(pictureOf(frame)).toEqual({
        '': { samples: [12, 12, 11] },
        memory_bytes: {
          value: [22_528, 71_680, 118_784],
          min: [0, 49_152, 98_304],
          max: [45_056, 94_208, 139_264],
        },
        cpu_millicores: { value: [50, 50, 50], min: [50, 50, 50], max: [50, 50, 50] },
      });
      const [{ statistics }] = (await ask(hour as PlannedRange, fields, ['p95'])).series;
      // The 34th of 35: 33 × 4,096, to one percent; a constant series is exact.
      expect(Math.abs((statistics.p95?.[0][0] ?? 0) - 135_168)).toBeLessThanOrEqual(1_351);
      expect(statistics.p95?.[1][0]).toBe(50);
    }
    await watched.store.close();
  });
});
