import {
  fieldsOf,
  renderLabels,
  toUnameLabels,
  type FamilyHead,
  type HostFacts,
} from '@kubemonitor/metrics-model';
import type { LatestFrame, MetricsStore } from '@kubemonitor/storage';
import type { Family } from '../exposition/family';
import type { LabelledEntity } from './stored-families';

const NEEDED = new Set(['memory_swap_bytes', 'memory_swap_total_bytes', 'uptime_seconds']);
const FIELDS = fieldsOf('node').filter(({ name }) => NEEDED.has(name));

/** What node_exporter has and is made of other values: value of a row, NaN = unknown. */
interface Derived extends FamilyHead {
  readonly decimals: number;
  readonly valueOf: (row: number) => number;
}

/** Metrics of nodes under node_exporter's names that are no stored values. */
export async function readDerivedNodeFamilies(
  store: MetricsStore,
  rows: readonly LabelledEntity[],
  factsOf: (node: string) => HostFacts | undefined,
): Promise<Family[]> {
  if (rows.length === 0) return [];
  const frame = await store.latest(
    rows.map(({ entity }) => entity),
    FIELDS,
  );
  const derived: Derived[] = [
    {
      name: 'node_boot_time_seconds',
      type: 'gauge',
      help: 'When the node was booted, seconds since the epoch.',
      decimals: 0,
      valueOf: (row) => frame.timestamps[row] / 1_000 - valueAt(frame, 'uptime_seconds', row),
    },
    {
      name: 'node_memory_SwapFree_bytes',
      type: 'gauge',
      help: 'Swap not in use.',
      decimals: 0,
      valueOf: (row) =>
        valueAt(frame, 'memory_swap_total_bytes', row) - valueAt(frame, 'memory_swap_bytes', row),
    },
    {
      name: 'node_time_seconds',
      type: 'gauge',
      help: 'When the node was last read, by its own clock, seconds since the epoch.',
      decimals: 3,
      valueOf: (row) => frame.timestamps[row] / 1_000,
    },
  ];
  return [...derived.map((family) => toFamily(family, rows)), toUname(rows, factsOf)];
}

function valueAt(frame: LatestFrame, name: string, row: number): number {
  const at = frame.fields.findIndex((field) => field.name === name);
  return at < 0 ? Number.NaN : frame.columns[at][row];
}

const NO_LABELS = Buffer.alloc(0);

function toFamily(
  { valueOf, decimals, ...head }: Derived,
  rows: readonly LabelledEntity[],
): Family {
  return {
    ...head,
    rows: rows.length,
    write: (row, out) =>
      out.sample(rows[row].labels, NO_LABELS, valueOf(row), decimals, Number.NaN),
  };
}

/** Labels of the kernel, of nodes whose collector has told its facts. */
function toUname(
  rows: readonly LabelledEntity[],
  factsOf: (node: string) => HostFacts | undefined,
): Family {
  const known = rows.flatMap(({ entity, labels }) => {
    const facts = factsOf(entity.node);
    return facts === undefined
      ? []
      : { labels, more: Buffer.from(renderLabels(toUnameLabels(facts))) };
  });
  return {
    name: 'node_uname_info',
    type: 'gauge',
    help: 'The kernel of the node, always 1.',
    rows: known.length,
    write: (row, out) => out.sample(known[row].labels, known[row].more, 1, 0, Number.NaN),
  };
}
