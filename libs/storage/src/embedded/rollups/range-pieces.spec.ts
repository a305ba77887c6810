import { join } from 'node:path';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../testing/rollup-runs';
import { StoreDirectories } from '../../testing/store-directory';
import { ChunkCache } from '../blocks/chunk-cache';
import { OpenFiles } from '../disk/open-files';
import { cutIntoPieces, type CutRequest, type RangePiece, type RollupLevels } from './range-pieces';
import { HOURS, MINUTES, RollupLevel } from './rollup-level';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

function* nothing(): Generator<undefined> {
  yield undefined;
}

/** Day 1 as hours and, but for its second hour, as minutes; the first two hours of day 2. */
async function makeLevels() {
  const { directory } = directories.make();
  const reading = {
    files: new OpenFiles(8),
    cache: new ChunkCache(1_000),
    metricsOf: () => [],
    onDamage: () => undefined,
  };
  const minutes = new RollupLevel(MINUTES, join(directory, 'minutes'), reading, 'none');
  const hours = new RollupLevel(HOURS, join(directory, 'hours'), reading, 'none');
  await Promise.all([minutes.open(), hours.open()]);
  await hours.put(1, nothing);
  for (const hour of [24, 26, 48, 49]) await minutes.put(hour, nothing);
  return { minutes, hours };
}

/** Pieces as "what from to", in hours. */
function told({ minutes, hours }: RollupLevels, pieces: readonly RangePiece[]): string[] {
  return pieces.map(({ startMs, endMs, file }) => {
    const found = file?.();
    const number = found?.footer.window ?? -1;
    const isDay = found !== undefined && hours.files.get(number) === found;
    const isHour = found !== undefined && minutes.files.get(number) === found;
    const what = isDay ? `day ${number}` : isHour ? `hour ${number}` : 'samples';
    return `${what}: ${startMs / HOUR_MS} to ${endMs / HOUR_MS}`;
  });
}

describe('cutIntoPieces', () => {
  let levels: RollupLevels;
  beforeAll(async () => {
    levels = await makeLevels();
  });
  const cut = (startMs: number, endMs: number, resolution: '1m' | '1h') =>
    told(levels, cutIntoPieces(levels, { startMs, endMs, resolution, hasSamples: () => true }));

  it('leaves out what nothing is held of', () => {
    const hasSamples = (startMs: number) => startMs >= 50 * HOUR_MS;
    const request = { startMs: 47 * HOUR_MS, endMs: 52 * HOUR_MS, resolution: '1m', hasSamples };
    expect(told(levels, cutIntoPieces(levels, request as CutRequest))).toEqual([
      'hour 48: 48 to 49',
      'hour 49: 49 to 50',
      'samples: 50 to 52',
    ]);
  });

  it('takes minutes where there are some, and else samples, as long pieces as can be', () => {
    expect(cut(24 * HOUR_MS, 29 * HOUR_MS, '1m')).toEqual([
      'hour 24: 24 to 25',
      'samples: 25 to 26',
      'hour 26: 26 to 27',
      'samples: 27 to 29',
    ]);
  });

  it('takes days for hours, then minutes, then samples', () => {
    expect(cut(23 * HOUR_MS, 51 * HOUR_MS, '1h')).toEqual([
      'samples: 23 to 24',
      'day 1: 24 to 48',
      'hour 48: 48 to 49',
      'hour 49: 49 to 50',
      'samples: 50 to 51',
    ]);
  });

  it('begins and ends within a file, with whole steps of the resolution', () => {
    const half = 30 * MINUTE_MS;
    expect(cut(30 * HOUR_MS, 40 * HOUR_MS + half, '1h')).toEqual(['day 1: 30 to 41']);
    expect(cut(48 * HOUR_MS + half, 49 * HOUR_MS + half + 1, '1m')).toEqual([
      'hour 48: 48.5 to 49',
      `hour 49: 49 to ${49.5 + 1 / 60}`,
    ]);
    expect(cut(49 * HOUR_MS, 49 * HOUR_MS + half, '1h')).toEqual(['hour 49: 49 to 50']);
    expect(cut(50 * HOUR_MS, 50 * HOUR_MS + half, '1h')).toEqual(['samples: 50 to 50.5']);
  });

  it('has no pieces of an empty range', () => {
    expect(cut(2 * DAY_MS, 2 * DAY_MS, '1m')).toEqual([]);
  });

  it('reads the file that is there when it is read', async () => {
    const [piece] = cutIntoPieces(levels, {
      startMs: 48 * HOUR_MS,
      endMs: 49 * HOUR_MS,
      resolution: '1m',
      hasSamples: () => true,
    });
    const before = piece.file?.();
    const after = await levels.minutes.put(48, nothing);
    expect(piece.file?.()).toBe(after);
    expect(after).not.toBe(before);
    await levels.minutes.remove(48);
    expect(piece.file?.()).toBeUndefined();
    await levels.minutes.put(48, nothing);
  });
});
