import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS } from '../../testing/rollup-runs';
import { StoreDirectories } from '../../testing/store-directory';
import { ChunkCache } from '../blocks/chunk-cache';
import { OpenFiles } from '../disk/open-files';
import { HOURS, MINUTES, RollupLevel, type LevelShape } from './rollup-level';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

function levelIn(directory: string, shape: LevelShape = MINUTES): RollupLevel {
  const reading = {
    files: new OpenFiles(8),
    cache: new ChunkCache(1_000),
    metricsOf: () => [],
    onDamage: () => undefined,
  };
  return new RollupLevel(shape, directory, reading, 'none');
}

function* nothing(): Generator<undefined> {
  yield undefined;
}

async function opened(directory = directories.make().directory, shape?: LevelShape) {
  const level = levelIn(directory, shape);
  return { level, directory, damage: await level.open() };
}

describe('RollupLevel', () => {
  it('knows its files by number, again after a restart', async () => {
    const { level, directory } = await opened();
    expect([level.fileMs, level.oldestMs, level.bytes]).toEqual([
      HOUR_MS,
      Number.POSITIVE_INFINITY,
      0,
    ]);
    for (const hour of [26, 25]) await level.put(hour, nothing);
    const again = await opened(directory);
    for (const { files, oldestMs, bytes } of [level, again.level]) {
      expect([...files.keys()].sort()).toEqual([25, 26]);
      expect(oldestMs).toBe(25 * HOUR_MS);
      expect(bytes).toBe(2 * (files.get(25)?.bytes ?? 0));
      const { startMs, endMs } = files.get(26) ?? { startMs: 0, endMs: 0 };
      expect([startMs, endMs]).toEqual([26 * HOUR_MS, 27 * HOUR_MS]);
    }
    expect(again.damage).toEqual([]);
  });

  it('leaves the file there was when a new one cannot be finished', async () => {
    const { level, directory } = await opened();
    const before = await level.put(3, nothing);
    const failing = level.put(3, function* () {
      yield undefined;
      throw new RangeError('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect(level.files.get(3)).toBe(before);
    expect(readdirSync(directory)).toEqual(['0000000003.block']);
  });

  it('has the new file at the moment when it is in its place', async () => {
    const { level, directory } = await opened();
    const before = await level.put(3, nothing);
    const after = await level.put(3, nothing);
    expect(after).not.toBe(before);
    expect(level.files.get(3)).toBe(after);
    expect(readdirSync(directory)).toEqual(['0000000003.block']);
  });

  it('removes files, and those that are too old', async () => {
    const { level, directory } = await opened();
    for (const hour of [1, 2, 3]) await level.put(hour, nothing);
    expect(await level.removeBefore(2 * HOUR_MS - 1)).toBe(false);
    expect(await level.removeBefore(3 * HOUR_MS)).toBe(true);
    expect(readdirSync(directory)).toEqual(['0000000003.block']);
    await level.remove(3);
    expect([level.files.size, readdirSync(directory)]).toEqual([0, []]);
  });

  it('tells of damaged files and passes over those of another shape and unfinished ones', async () => {
    const { level, directory } = await opened();
    await level.put(1, nothing);
    await level.put(2, nothing);
    const path = join(directory, '0000000002.block');
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(path, bytes);
    writeFileSync(join(directory, '0000000003.block.tmp'), 'half');
    const again = await opened(directory);
    expect(again.damage).toEqual([expect.stringContaining('0000000002.block')]);
    expect([...again.level.files.keys()]).toEqual([1]);
    expect(readdirSync(directory)).not.toContain('0000000003.block.tmp');
    const other = await opened(directory, HOURS);
    expect([other.level.files.size, other.level.fileMs]).toEqual([0, DAY_MS]);
  });
});
