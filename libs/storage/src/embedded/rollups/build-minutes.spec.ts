import { decodeSketch } from '@kubemonitor/aggregation';
import { metricsOf } from '@kubemonitor/metrics-model';
import { FIRST_TICK as T, type ReportWords } from '../../testing/report-builder';
import { sealWindows } from '../../testing/sealed-windows';
import { StoreDirectories } from '../../testing/store-directory';
import { chunkBytes, decodeChunkColumn, serialsOf } from '../sealed/chunk';
import { rollUpSamples, type RawSource } from './build-minutes';
import { rollupTableOf } from './rollup-columns';
import { takeSketches } from './sketch-list';
import type { RollupBlock } from './write-rollup';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

const NONE = Number.NaN;
const STEPS = 3;
const { names } = rollupTableOf('pod');

/**
 * Five seconds of CPU a tick make 1,000 millicores. Tick 5 is read a second late and 12 to 14
 * are missing; the counter begins anew at 20; `b` comes at tick 24.
 */
function words(at: number): ReportWords {
  return {
    tick: T + at,
    atMs: at === 5 ? 1_000 : 0,
    pods: {
      a: {
        memory_bytes: at * 10,
        cpu_usage_microseconds: (at < 20 ? at : at - 20) * 5_000_000,
        network_rx_bytes: at,
      },
      ...(at >= 24 ? { b: { memory_bytes: 7 } } : {}),
    },
  };
}

async function sourceOf(ats: readonly number[]): Promise<RawSource> {
  const windows = await sealWindows(directories, ats.map(words));
  return {
    ...{ name: 'pod', windows, intervalMs: 5_000, steps: STEPS, ticksPerStep: 12 },
    metricIndex: new Map(metricsOf('pod').map(({ name }, index) => [name, index])),
    firstTick: T,
  };
}

function build(source: RawSource): { blocks: RollupBlock[]; pauses: number } {
  const steps = [...rollUpSamples(source)];
  const blocks = steps.filter((step) => step !== undefined);
  return { blocks, pauses: steps.length - blocks.length };
}

const isPresent = (at: number) => at < 12 || at > 14;
const ALL = Array.from({ length: 36 }, (_, at) => at).filter(isPresent);

describe('rollUpSamples', () => {
  let block: RollupBlock;
  beforeAll(async () => {
    const { blocks } = build(await sourceOf(ALL));
    expect(blocks).toHaveLength(1);
    [block] = blocks;
  });

  function columnOf(name: string, index: number): number[] {
    const at = name === 'samples' ? 1 : 2 + names.indexOf(name);
    const chunk = block.chunks[at];
    const values = new Float64Array(STEPS).fill(NONE);
    if (chunk !== undefined) decodeChunkColumn(chunk, { index, count: 2, ticks: STEPS }, values, 0);
    return [...values];
  }

  it('has the serial numbers of all that have a sample', () => {
    expect([...block.serials]).toEqual([0, 1]);
    expect([...serialsOf(block.chunks[0] ?? new Uint8Array(0))]).toEqual([0, 1]);
    expect(block.chunks).toHaveLength(2 + names.length);
  });

  it.each([
    // Ticks 0 … 11, 15 … 23, 24 … 35.
    ['samples', [12, 9, 12], [NONE, NONE, 12]],
    // No tick before 0; from 11 to 15 it is too far: 11 intervals, 8, 12. Tick 5 only moves a second.
    ['elapsed_seconds', [55, 40, 60], [NONE, NONE, 55]],
    ['intervals', [11, 8, 12], [NONE, NONE, 11]],
    // 10 × (0 + … + 11), (15 + … + 23), (24 + … + 35).
    ['memory_bytes.sum', [660, 1_710, 3_540], [NONE, NONE, 84]],
    ['memory_bytes.count', [NONE, NONE, NONE], [NONE, NONE, NONE]],
    ['memory_bytes.min', [0, 150, 240], [NONE, NONE, 7]],
    ['memory_bytes.max', [110, 230, 350], [NONE, NONE, 7]],
    // The reset at tick 20 takes five seconds out: 7 intervals of 8.
    ['cpu_millicores.part', [55_000_000, 35_000_000, 60_000_000], [NONE, NONE, NONE]],
    ['cpu_millicores.whole', [NONE, 35, NONE], [NONE, NONE, NONE]],
    ['cpu_millicores.count', [NONE, 7, NONE], [NONE, NONE, NONE]],
    // 5 s of CPU in 6 s, then in 4 s.
    ['cpu_millicores.min', [833.333, 1_000, 1_000], [NONE, NONE, NONE]],
    ['cpu_millicores.max', [1_250, 1_000, 1_000], [NONE, NONE, NONE]],
    ['network_rx_bytes.last', [11, 23, 35], [NONE, NONE, NONE]],
    ['memory_rss_bytes.sum', [NONE, NONE, NONE], [NONE, NONE, NONE]],
  ])('has in %s %j and %j', (name, ofA, ofB) => {
    expect([columnOf(name, 0), columnOf(name, 1)]).toEqual([ofA, ofB]);
  });

  it('has one sketch of all values of the stretch', () => {
    const chunk = block.chunks[2 + names.indexOf('memory_bytes.sketch')] ?? new Uint8Array(0);
    const [a, b] = [0, 1].map((index) =>
      decodeSketch(takeSketches(chunkBytes(chunk, index, 2), 1)[0]),
    );
    expect([a.count, b.count]).toEqual([33, 12]);
    expect(Math.abs(a.quantile(0.5) - 190)).toBeLessThanOrEqual(1.9);
    const ofCpu = block.chunks[2 + names.indexOf('cpu_millicores.sketch')] ?? new Uint8Array(0);
    expect(chunkBytes(ofCpu, 1, 2)).toHaveLength(0);
  });

  it('leaves out columns of nothing but absent values', () => {
    const left = names.filter((_, at) => block.chunks[2 + at] === undefined);
    expect(left).toEqual(
      expect.arrayContaining(['memory_bytes.count', 'memory_rss_bytes.sum', 'pids.min']),
    );
  });

  it('looks back at the samples before the first step', async () => {
    const source = await sourceOf(ALL);
    const [later] = build({ ...source, firstTick: T + 24, steps: 1 }).blocks;
    const chunk = later.chunks[2 + names.indexOf('cpu_millicores.part')] ?? new Uint8Array(0);
    const values = new Float64Array(1);
    decodeChunkColumn(chunk, { index: 0, count: 2, ticks: 1 }, values, 0);
    // From tick 23 to 35: twelve intervals.
    expect([...values]).toEqual([60_000_000]);
  });

  it('makes nothing of nothing', async () => {
    const source = await sourceOf(ALL);
    expect(build({ ...source, windows: [] }).blocks).toEqual([]);
    expect(build({ ...source, name: 'container' }).blocks).toEqual([]);
    expect(build({ ...source, firstTick: T + 720 }).blocks).toEqual([]);
  });
});

describe('the work on many entities', () => {
  it('is done a block at a time, with a pause after at most 16 of them or one chunk', async () => {
    const pods = Object.fromEntries(
      Array.from({ length: 600 }, (_, index) => [`p${index}`, { pids: index }]),
    );
    const reports = Array.from({ length: 36 }, (_, at) => ({ tick: T + at, pods }));
    const windows = await sealWindows(directories, reports);
    const source: RawSource = {
      ...{ name: 'pod', windows, intervalMs: 5_000, steps: STEPS, ticksPerStep: 12 },
      metricIndex: new Map(metricsOf('pod').map(({ name }, index) => [name, index])),
      firstTick: T,
    };
    const { blocks, pauses } = build(source);
    expect(blocks.map(({ serials }) => serials.length)).toEqual([512, 88]);
    // Of each of 512 and 88: 32 and 6 pauses for what fields share, as many for the one field
    // that is there. Chunks of times and of `pids`: of the first 512 one a window, so two
    // each, and of the last 88 as many. Serial numbers: one a window.
    expect(pauses).toBe(2 * (32 + 6) + 2 * (2 + 2) + 2);
  });
});
