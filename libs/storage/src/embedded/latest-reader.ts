import {
  metricsBehind,
  type FieldDefinition,
  type ReasonCode,
  type Scope,
} from '@kubemonitor/metrics-model';
import type { LatestFrame } from '../store';
import type { Catalogue, Entry } from './catalogue';
import { SamplePairs } from './sample-pairs';
import type { Windows } from './windows';

export interface LatestSources {
  readonly windows: Windows;
  readonly catalogueOf: (scope: Scope) => Catalogue;
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
  entries.forEach((entry, index) => {
    pairs.place(index, entry, entry.lastTick, entry.previousTick);
  });
  const shown = fields.filter((field) => isKnown(sources, scope, metricIndex, field));
  const columns = shown.map((field) => {
    const column = new Float64Array(entries.length);
    pairs.derive(field, column);
    return column;
  });
  return {
    fields: shown,
    columns,
    timestamps: pairs.timestamps,
    explain: (field, index) => explainAbsent(pairs, entries[index], shown[field], index),
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
    return windows.hasLately(scope, metricIndex.get(metric) ?? -1);
  });
}

/** Why a value of an entity's newest sample is absent. */
function explainAbsent(
  pairs: SamplePairs,
  entry: Entry,
  field: FieldDefinition,
  index: number,
): ReasonCode {
  if (Number.isNaN(pairs.timestamps[index])) return 'agent_late';
  const { derivation } = field;
  const isDerived = derivation.kind === 'rate' || derivation.kind === 'ratio';
  for (const metric of metricsBehind(field)) {
    if (derivation.kind === 'rate' && metric === derivation.given) continue;
    if (Number.isNaN(pairs.valueOf(metric, index))) {
      return entry.explainAbsent(metric) ?? 'not_collected';
    }
    const reason = isDerived ? pairs.explainRate(metric, index) : undefined;
    if (reason !== undefined) return reason;
  }
  return 'not_collected';
}
