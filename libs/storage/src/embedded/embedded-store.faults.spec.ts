import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StorageError } from '../storage-error';
import { FaultyFiles, type Fault } from '../testing/faulty-files';
import { FIRST_TICK as T, type ReportWords } from '../testing/report-builder';
import { StoreDirectories } from '../testing/store-directory';
import { WatchedStore } from '../testing/watched-store';
import type { DiskOptions } from './disk/disk';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

/** Many stores are opened one after another. */
const LONG_MS = 120_000;

const GAP = Number.NaN;

function words(tick: number, node = 'n1'): ReportWords {
  return { tick, node, pods: { a: { memory_bytes: tick * 1_000 }, b: { memory_bytes: tick } } };
}

async function openAt(options: DiskOptions, tick: number) {
  const watched = new WatchedStore();
  watched.goTo(tick);
  const recovery = await watched.useDisk(options);
  return { watched, recovery };
}

/** Memory of pod a of a node over ticks [from, to). */
function memoryOf(watched: WatchedStore, from: number, to: number, node = 'n1'): Promise<number[]> {
  return watched.range(watched.entity('pod', 'a', node), 'memory_bytes', { from, to });
}

function values(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => (from + index) * 1_000);
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile());
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'taken';
  } catch (error) {
    return error instanceof StorageError ? error.code : String(error);
  }
}

describe('a torn journal', () => {
  it(
    'loses the last report and nothing else, at whatever byte it was torn',
    async () => {
      const options = directories.make();
      const { watched } = await openAt(options, T);
      for (let tick = T; tick < T + 3; tick += 1) await watched.report(words(tick));
      const path = join(options.directory, 'journal', '0000000001.journal');
      const before = statSync(path).size;
      await watched.report(words(T + 3));
      const whole = readFileSync(path);

      for (let length = before; length < whole.length; length += 1) {
        const copy = directories.crash(options);
        writeFileSync(
          join(copy.directory, 'journal', '0000000001.journal'),
          whole.subarray(0, length),
        );
        const { watched: again, recovery } = await openAt(copy, T + 3);
        expect(await memoryOf(again, T, T + 4)).toEqual([...values(T, T + 3), GAP]);
        expect([recovery.replayed, recovery.damage.length]).toEqual([3, length === before ? 0 : 1]);
        // It goes on: the collector sends the report again, and another crash keeps it.
        await again.report(words(T + 3));
        const last = await openAt(directories.crash(copy), T + 3);
        expect(await memoryOf(last.watched, T, T + 4)).toEqual(values(T, T + 4));
        await Promise.all([again.store.close(), last.watched.store.close()]);
      }
      await watched.store.close();
    },
    LONG_MS,
  );
});

describe('flipped bits', () => {
  /** A store with windows in blocks, one in the journal, and two nodes. */
  async function fill(): Promise<DiskOptions> {
    const options = directories.make({ memorySeconds: 0 });
    const { watched } = await openAt(options, T);
    for (let tick = T; tick < T + 100; tick += 1) {
      for (const node of ['n1', 'n2']) await watched.report(words(tick, node));
      if (tick % 10 === 0) await watched.store.maintain();
    }
    await watched.maintainAt(T + 100);
    const copy = directories.crash(options);
    await watched.store.close();
    return copy;
  }

  it(
    'cost what they hit, are told, and never give a wrong value or stop the start',
    async () => {
      const filled = await fill();
      const expected = values(T, T + 100);
      let lost = 0;
      let told = 0;
      // A small generator with a fixed seed: the same bits every time.
      let seed = 12_345;
      const random = (below: number) => {
        seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
        return seed % below;
      };
      for (let round = 0; round < 60; round += 1) {
        const copy = directories.crash(filled);
        const files = filesIn(copy.directory);
        const path = files[round % files.length];
        const bytes = readFileSync(path);
        bytes[random(bytes.length)] ^= 1 << random(8);
        writeFileSync(path, bytes);
        const warnings: string[] = [];
        const { watched, recovery } = await openAt(
          { ...copy, warn: (one) => warnings.push(one) },
          T + 100,
        );
        let missing = 0;
        for (const node of ['n1', 'n2']) {
          const pod = watched.store.find('pod', node, 'a');
          const held = pod === undefined ? [] : await memoryOf(watched, T, T + 100, node);
          expected.forEach((value, index) => {
            const found = held[index] ?? GAP;
            if (Number.isNaN(found)) missing += 1;
            else expect(found).toBe(value);
          });
        }
        const isTold = recovery.damage.length + warnings.length > 0;
        if (missing > 0) expect([path, isTold]).toEqual([path, true]);
        lost += missing;
        told += isTold ? 1 : 0;
        await watched.store.close();
      }
      // Most flips cost a chunk or a record of one node; none all that there is.
      expect(told).toBeGreaterThan(40);
      expect(lost).toBeGreaterThan(0);
      expect(lost).toBeLessThan((60 * 200) / 2);
    },
    LONG_MS,
  );
});

describe('a disk that fails', () => {
  it.each<[Fault[], DiskOptions['sync'], string]>([
    [['write'], 'interval', 'disk_full'],
    [['write', 'truncate'], 'interval', 'disk_full'],
    [['sync'], 'always', 'sync_failed'],
    [['open', 'write'], 'none', 'disk_full'],
  ])(
    'by %j with sync=%s refuses reports and loses none of those taken',
    async (faults, sync, code) => {
      const files = new FaultyFiles();
      const options = directories.make({ sync, openFile: files.open });
      const { watched } = await openAt(options, T);
      await watched.report(words(T));
      for (const fault of faults) files.faults.add(fault);
      expect(await codeOf(watched.report(words(T + 1)))).toBe(code);
      expect(await codeOf(watched.report(words(T + 1)))).toBe(code);
      expect(await memoryOf(watched, T, T + 2)).toEqual([T * 1_000, GAP]);
      expect(watched.store.stats().disk?.refusedBatches).toBe(2);

      files.faults.clear();
      expect((await watched.report(words(T + 1))).result).toBe('stored');
      await watched.report(words(T + 2));
      const { watched: again } = await openAt(directories.crash(options), T + 2);
      expect(await memoryOf(again, T, T + 3)).toEqual(values(T, T + 3));
      await Promise.all([watched.store.close(), again.store.close()]);
    },
  );

  it('refuses all reports of a batch, also those that came while it was being written', async () => {
    const files = new FaultyFiles();
    const options = directories.make({ openFile: files.open });
    const { watched } = await openAt(options, T);
    await watched.report(words(T));
    files.faults.add('write');
    const attempts = [1, 2, 3].map((later) => codeOf(watched.report(words(T + later))));
    await new Promise<void>((resolve) => setImmediate(resolve));
    attempts.push(codeOf(watched.report(words(T + 4))));
    expect(await Promise.all(attempts)).toEqual(new Array(4).fill('disk_full'));
    await watched.store.close();
  });

  it('is told of once, keeps sealed windows in memory and writes them when it can', async () => {
    const files = new FaultyFiles();
    const warnings: string[] = [];
    const options = directories.make({ openFile: files.open, warn: (one) => warnings.push(one) });
    const { watched } = await openAt(options, T);
    for (let tick = T; tick < T + 30; tick += 1) await watched.report(words(tick));
    files.faults.add('open').add('write').add('truncate');
    await watched.maintainAt(T + 40);
    await watched.maintainAt(T + 43);
    expect(warnings).toEqual([expect.stringContaining('cannot write the store')]);
    expect(watched.store.stats()).toMatchObject({ sealedWindows: 1, disk: { blockBytes: 0 } });
    expect(await memoryOf(watched, T, T + 30)).toEqual(values(T, T + 30));

    files.faults.clear();
    await watched.maintainAt(T + 50);
    expect(warnings[1]).toBe('the disk takes data again');
    expect(watched.store.stats().disk?.blockBytes).toBeGreaterThan(0);
    await watched.store.close();
  });
});

describe('a directory taken over by another process', () => {
  it('gets nothing more: reports are refused, what was stored can be read', async () => {
    const warnings: string[] = [];
    const options = directories.make({ warn: (one) => warnings.push(one) });
    const { watched } = await openAt(options, T);
    await watched.report(words(T));
    writeFileSync(
      join(options.directory, 'LOCK'),
      JSON.stringify({ nonce: 'the other', pid: 1, host: 'h' }),
    );
    await watched.store.maintain();
    expect(await codeOf(watched.report(words(T + 1)))).toBe('locked');
    watched.assign('a', 'shop');
    expect(await memoryOf(watched, T, T + 2)).toEqual([T * 1_000, GAP]);
    await watched.store.maintain();
    expect(warnings).toEqual([expect.stringContaining('in use by process 1 on "h"')]);
    await watched.store.close();
  });
});

/** A file system of a megabyte; undefined where this user may not mount one. */
function mountSmallDisk(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory], { stdio: 'pipe' });
    return directory;
  } catch {
    rmSync(directory, { recursive: true });
    return undefined;
  }
}

const smallDisk = mountSmallDisk();
if (smallDisk === undefined) {
  process.stderr.write('NOT RUN: a full file system, since mounting a tmpfs needs root\n');
}
const onSmallDisk = smallDisk === undefined ? describe.skip : describe;

onSmallDisk('a file system that is full', () => {
  afterAll(() => {
    execFileSync('umount', [smallDisk ?? '']);
    rmSync(smallDisk ?? '', { recursive: true });
  });

  it('refuses the new, keeps the old, and takes reports again when there is space', async () => {
    const options = directories.make({ directory: join(smallDisk ?? '', 'store') });
    const filler = join(smallDisk ?? '', 'filler');
    const { watched } = await openAt(options, T);
    await watched.report(words(T));
    for (let free = 1_048_576; free >= 1; free = Math.floor(free / 2)) {
      try {
        writeFileSync(filler, Buffer.alloc(free), { flag: 'a' });
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
      }
    }
    const long = { ...words(T + 1), cgroups: { ['x'.repeat(9_000)]: { memory_bytes: 1 } } };
    expect(await codeOf(watched.report(long))).toBe('disk_full');
    const { watched: reader } = await openAt(directories.crash(options), T + 1);
    expect(await memoryOf(reader, T, T + 2)).toEqual([T * 1_000, GAP]);

    rmSync(filler);
    expect(await codeOf(watched.report(long))).toBe('taken');
    const { watched: again } = await openAt(directories.crash(options), T + 1);
    expect(await memoryOf(again, T, T + 2)).toEqual(values(T, T + 2));
    for (const each of [watched, reader, again]) await each.store.close();
  });
});
