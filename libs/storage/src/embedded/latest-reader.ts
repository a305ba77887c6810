import { MAX_GAP_TICKS, deriveTicks, roundTo } from '@kubemonitor/aggregation';
import {
  metricsBehind,
  type FieldDefinition,
  type ReasonCode,
  type Scope,
} from '@kubemonitor/metrics-model';
import type { LatestFrame } from '../store';
import type { Catalogue, Entry } from './catalogue';
import type { NodeReports } from './node-reports';
import { SamplePairs } from './sample-pairs';
import { SlotSeries } from './series-reader';
import type { Windows } from './windows';

export interface LatestSources {
  readonly windows: Windows;
  readonly catalogueOf: (scope: Scope) => Catalogue;
  readonly nodes: ReadonlyMap<string, NodeReports>;
  /** Metrics that reports have said to be absent. */
  readonly explained: ReadonlyMap<Scope, ReadonlySet<string>>;
  readonly intervalMs: number;
}

/**
 * Newest values of entities of one scope. Fields that no source has ever sent or
 * explained are left out of the answer.
 */
export function readLatest(
  sources: LatestSources,
  entries: readonly Entry[],
  fields: readonly FieldDefinition[],
): LatestFrame {
  const scope = entries[0]?.scope ?? 'pod';
  const { metricIndex } = sources.catalogueOf(scope);
  const { windows, intervalMs } = sources;
  const pairs = new SamplePairs(windows, scope, metricIndex, intervalMs, entries.length);
  const sealed: number[] = [];
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index];
    if (!pairs.place(index, entry, entry.lastTick, entry.previousTick)) sealed.push(index);
  }
  const shown = fields.filter((field) => isKnown(sources, scope, metricIndex, field));
  const columns = shown.map((field) => {
    const column = new Float64Array(entries.length);
    pairs.derive(field, column);
    return column;
  });
  for (const index of sealed) {
    readSealed(sources, entries[index], shown, columns, index);
    pairs.timestamps[index] = entries[index].lastSeenMs;
  }
  return {
    fields: shown,
    columns,
    timestamps: pairs.timestamps,
    explain: (field, index) => explainAbsent(sources, pairs, entries[index], shown[field], index),
  };
}

function isKnown(
  { windows, explained }: LatestSources,
  scope: Scope,
  metricIndex: ReadonlyMap<string, number>,
  field: FieldDefinition,
): boolean {
  const metrics = metricsBehind(field);
  if (metrics.some((metric) => explained.get(scope)?.has(metric))) return true;
  return metrics.some((metric) => {
    const at = metricIndex.get(metric) ?? -1;
    for (const window of windows.all()) {
      if (window.has(scope, at)) return true;
    }
    return false;
  });
}

/** An entity not heard of for a while: its last sample lies in a sealed window. */
function readSealed(
  { windows, catalogueOf, intervalMs }: LatestSources,
  entry: Entry,
  fields: readonly FieldDefinition[],
  columns: readonly Float64Array[],
  index: number,
): void {
  const { metricIndex } = catalogueOf(entry.scope);
  const source = { table: entry.scope, slot: entry.slot, metricIndex, intervalMs };
  const first = entry.lastTick - MAX_GAP_TICKS;
  const series = new SlotSeries(windows, source, first, MAX_GAP_TICKS + 1);
  fields.forEach(({ derivation, decimals }, at) => {
    const derived = deriveTicks(derivation, series);
    columns[at][index] =
      derived === undefined ? Number.NaN : roundTo(derived.values[MAX_GAP_TICKS], decimals);
  });
}

function explainAbsent(
  { nodes }: LatestSources,
  pairs: SamplePairs,
  entry: Entry,
  field: FieldDefinition,
  index: number,
): ReasonCode {
  const node = nodes.get(entry.node);
  const isCurrent = node !== undefined && node.lastTick === entry.lastTick;
  const { derivation } = field;
  for (const metric of metricsBehind(field)) {
    if (derivation.kind === 'rate' && metric === derivation.given) continue;
    const value = pairs.valueOf(metric, index);
    const isDerived = derivation.kind === 'rate' || derivation.kind === 'ratio';
    if (Number.isNaN(value)) {
      const told = isCurrent ? node.explainAbsent(entry.scope, entry.row, metric) : undefined;
      return told ?? (isCurrent ? 'not_collected' : 'agent_late');
    }
    const reason = isDerived ? pairs.explainRate(metric, index) : undefined;
    if (reason !== undefined) return reason;
  }
  return 'not_collected';
}
