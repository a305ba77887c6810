import { join } from 'node:path';
import { QuantileSketch, decodeSketch } from '@kubemonitor/aggregation';
import { makeReading } from '../../testing/sealed-windows';
import { StoreDirectories } from '../../testing/store-directory';
import type { SealedTable } from '../sealed/sealed-table';
import { chunkBytes, decodeChunkColumn } from '../sealed/chunk';
import { encodeSketch } from '@kubemonitor/aggregation';
import { rollUpSteps } from './build-hours';
import { ChunkBuilder } from './chunk-builder';
import { rollupTableOf } from './rollup-columns';
import { MINUTES, RollupLevel } from './rollup-level';
import { putSketches, takeSketches } from './sketch-list';
import type { RollupBlock } from './write-rollup';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

const NONE = Number.NaN;
const { names } = rollupTableOf('pod');
const STEPS = MINUTES.steps;

/** Columns of one entity in one hour: what is not said is absent. */
interface Row {
  readonly serial: number;
  readonly columns: Readonly<Record<string, (step: number) => number>>;
  readonly sketched?: readonly number[];
}

function sketchOf(values: readonly number[]): Uint8Array {
  const sketch = new QuantileSketch();
  for (const value of values) sketch.add(value);
  return putSketches([encodeSketch(sketch)]);
}

/** A block of minutes as it would be written. */
function blockOf(rows: readonly Row[]): RollupBlock {
  const serials = Uint32Array.from(rows, ({ serial }) => serial);
  const chunks = ['samples', ...names].map((name) => {
    const builder = new ChunkBuilder();
    for (const { columns, sketched = [] } of rows) {
      if (name.endsWith('.sketch')) {
        builder.addBytes(name === 'memory_bytes.sketch' ? sketchOf(sketched) : sketchOf([]));
      } else {
        const valueAt = columns[name] ?? (() => NONE);
        builder.add(Float64Array.from({ length: STEPS }, (_, step) => valueAt(step)));
      }
    }
    return builder.finish();
  });
  return { serials, chunks: [new Uint8Array(serials.slice().buffer), ...chunks] };
}

async function tablesOf(hours: readonly (readonly Row[])[]): Promise<(SealedTable | undefined)[]> {
  const reading = makeReading((table) => rollupTableOf(table).names);
  const { directory } = directories.make();
  const level = new RollupLevel(MINUTES, join(directory, 'minutes'), reading, 'none');
  await level.open();
  const tables: (SealedTable | undefined)[] = [];
  for (const [hour, rows] of hours.entries()) {
    const file = await level.put(hour, function* (name) {
      yield name === 'pod' && rows.length > 0 ? blockOf(rows) : undefined;
    });
    tables.push(file.tables.get('pod'));
  }
  return tables;
}

const always = (value: number) => () => value;

/** Pod 3 in hours 0 and 2, pod 5 in hour 2 only, in half of its minutes. */
const HOURS_OF_PODS: Row[][] = [
  [
    {
      serial: 3,
      columns: {
        samples: always(12),
        elapsed_seconds: always(60),
        intervals: always(12),
        'memory_bytes.sum': (step) => 12 * step,
        'memory_bytes.min': (step) => step - 1,
        'memory_bytes.max': (step) => step + 1,
        'cpu_millicores.part': always(6_000_000),
        'cpu_millicores.min': always(90),
        'cpu_millicores.max': always(110),
        'network_rx_bytes.last': (step) => step,
      },
      sketched: [1, 2],
    },
  ],
  [],
  [
    {
      serial: 3,
      columns: {
        samples: always(10),
        'memory_bytes.sum': always(50),
        'memory_bytes.count': always(5),
        'memory_bytes.min': always(10),
        'memory_bytes.max': always(10),
        'network_rx_bytes.last': (step) => (step < 30 ? 1_000 + step : NONE),
      },
      sketched: [4],
    },
    {
      serial: 5,
      columns: {
        samples: (step) => (step < 30 ? 1 : NONE),
        'memory_bytes.sum': (step) => (step < 30 ? 2 : NONE),
        'memory_bytes.min': (step) => (step < 30 ? 2 : NONE),
        'memory_bytes.max': (step) => (step < 30 ? 2 : NONE),
      },
    },
  ],
];

describe('rollUpSteps', () => {
  let block: RollupBlock;
  beforeAll(async () => {
    const tables = await tablesOf(HOURS_OF_PODS);
    const blocks = [...rollUpSteps({ name: 'pod', tables })].filter((one) => one !== undefined);
    expect(blocks).toHaveLength(1);
    [block] = blocks;
  });

  function columnOf(name: string, index: number): number[] {
    const chunk = block.chunks[1 + ['samples', ...names].indexOf(name)];
    const values = new Float64Array(3).fill(NONE);
    if (chunk !== undefined) decodeChunkColumn(chunk, { index, count: 2, ticks: 3 }, values, 0);
    return [...values];
  }

  it.each([
    ['samples', [720, NONE, 600], [NONE, NONE, 30]],
    ['elapsed_seconds', [3_600, NONE, NONE], [NONE, NONE, NONE]],
    ['intervals', [720, NONE, NONE], [NONE, NONE, NONE]],
    // 12 × (0 + … + 59); 60 × 50; 30 × 2.
    ['memory_bytes.sum', [21_240, NONE, 3_000], [NONE, NONE, 60]],
    // In the third hour half of the samples have memory: 60 × 5.
    ['memory_bytes.count', [NONE, NONE, 300], [NONE, NONE, NONE]],
    ['memory_bytes.min', [-1, NONE, 10], [NONE, NONE, 2]],
    ['memory_bytes.max', [60, NONE, 10], [NONE, NONE, 2]],
    ['cpu_millicores.part', [360_000_000, NONE, NONE], [NONE, NONE, NONE]],
    ['cpu_millicores.whole', [NONE, NONE, NONE], [NONE, NONE, NONE]],
    ['cpu_millicores.max', [110, NONE, NONE], [NONE, NONE, NONE]],
    ['network_rx_bytes.last', [59, NONE, 1_029], [NONE, NONE, NONE]],
  ])('has in %s %j and %j', (name, ofThree, ofFive) => {
    expect([...block.serials]).toEqual([3, 5]);
    expect([columnOf(name, 0), columnOf(name, 1)]).toEqual([ofThree, ofFive]);
  });

  it('keeps the sketch of each hour', () => {
    const chunk = block.chunks[2 + names.indexOf('memory_bytes.sketch')] ?? new Uint8Array(0);
    const sketches = takeSketches(chunkBytes(chunk, 0, 2), 3);
    expect(sketches.map((sketch) => decodeSketch(sketch).count)).toEqual([2, 0, 1]);
  });

  it('pauses after each field of each table was read and after it was added', async () => {
    const tables = await tablesOf(HOURS_OF_PODS);
    const pauses = [...rollUpSteps({ name: 'pod', tables })].filter((one) => one === undefined);
    // Serial numbers of two tables, what fields share of each, three fields of the first and two
    // of the second, then each field is written.
    expect(pauses).toHaveLength(2 + 2 + 2 * (3 + 2) + rollupTableOf('pod').fields.length);
  });

  it('makes nothing of nothing', async () => {
    expect([...rollUpSteps({ name: 'pod', tables: [undefined, undefined] })]).toEqual([]);
  });
});
