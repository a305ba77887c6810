import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FIRST_TICK as T, INTERVAL_MS, type ReportWords } from '../../testing/report-builder';
import { StoreDirectories } from '../../testing/store-directory';
import { WatchedStore } from '../../testing/watched-store';
import { measureParts } from './file-sizes';
import { openStoreCopy } from './open-copy';
import { readStoredSamples, type StoredSelection } from './read-stored-samples';

const directories = new StoreDirectories();
let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'kubemonitor-work-'));
});
afterAll(() => {
  directories.removeAll();
  rmSync(place, { recursive: true });
});

const EVERYTHING: StoredSelection = {
  startMs: 0,
  endMs: Number.POSITIVE_INFINITY,
  scopes: ['node', 'pod', 'container', 'cgroup'],
  isWanted: () => true,
};

/** A store in use: `ticks` readings of a node and a pod, the pod's from the second on. */
async function fill(ticks: number): Promise<{ directory: string; watched: WatchedStore }> {
  const disk = directories.make();
  const watched = new WatchedStore();
  watched.goTo(T);
  await watched.useDisk(disk);
  for (let tick = T; tick < T + ticks; tick += 1) {
    const pods: ReportWords['pods'] = tick === T ? {} : { a: { memory_bytes: tick } };
    await watched.report({ tick, host: { load_1m: 1, pids: tick }, pods, atMs: 7 });
    await watched.store.maintain();
  }
  return { directory: disk.directory, watched };
}

async function readAll(directory: string, selection: Partial<StoredSelection> = {}) {
  const copy = await openStoreCopy(directory, { workDirectory: place, warn: () => undefined });
  const lines: string[] = [];
  for await (const samples of readStoredSamples(copy.store, { ...EVERYTHING, ...selection })) {
    for (const { entity, timestampMs, values } of samples) {
      lines.push(`${entity.id} ${timestampMs - T * INTERVAL_MS} ${JSON.stringify([...values])}`);
    }
  }
  await copy.remove();
  return lines;
}

it('reads what is in blocks and in the journal, with the times of the readings', async () => {
  const { directory, watched } = await fill(70);
  const lines = await readAll(directory, { metrics: ['pids', 'memory_bytes'] });
  expect(lines).toHaveLength(139);
  expect(lines[0]).toBe(`n1 7 [["pids",${T}]]`);
  expect(lines.filter((line) => line.startsWith('a '))[0]).toBe(
    `a 5007 [["memory_bytes",${T + 1}]]`,
  );
  expect(lines.at(-1)).toBe(`a 345007 [["memory_bytes",${T + 69}]]`);
  // The store goes on, and nothing of the copy is left.
  expect(await watched.report({ tick: T + 70, host: { load_1m: 2 } })).toMatchObject({
    result: 'stored',
  });
  expect(readdirSync(place)).toEqual([]);
  await watched.store.close();
});

it('reads a stretch of time, a scope, an entity', async () => {
  const { directory, watched } = await fill(3);
  const startMs = (T + 1) * INTERVAL_MS;
  const range = { startMs, endMs: startMs + INTERVAL_MS };
  expect(await readAll(directory, { ...range, scopes: ['pod'] })).toEqual([
    `a 5007 [["memory_bytes",${T + 1}]]`,
  ]);
  expect(await readAll(directory, { ...range, isWanted: ({ id }) => id === 'n1' })).toEqual([
    `n1 5007 [["pids",${T + 1}],["load_1m",1]]`,
  ]);
  expect(await readAll(directory, { metrics: ['disk_read_bytes'] })).toEqual([]);
  await watched.store.close();
});

it('measures what each part takes', async () => {
  const { directory, watched } = await fill(2);
  await watched.store.close();
  const parts = await measureParts(directory);
  expect(parts.map(({ part }) => part)).toEqual(expect.arrayContaining(['blocks', 'journal']));
  expect(parts.find(({ part }) => part === 'journal')).toMatchObject({ files: 1 });
  await expect(measureParts('/nonexistent')).rejects.toMatchObject({ code: 'unreadable' });
});

it('refuses what is no store, and makes nothing', async () => {
  const empty = join(place, 'empty');
  mkdirSync(join(empty, 'blocks'), { recursive: true });
  const options = { workDirectory: place, warn: () => undefined };
  await expect(openStoreCopy(empty, options)).rejects.toMatchObject({ code: 'unreadable' });
  await expect(openStoreCopy(dirname(empty), options)).rejects.toMatchObject({
    code: 'unreadable',
  });
  expect(readdirSync(place)).toEqual(['empty']);
  expect(existsSync(join(place, 'store'))).toBe(false);
});
