import { MAX_GAP_TICKS, deriveTicks, explainMissingRate, roundTo } from '@kubemonitor/aggregation';
import { metricsBehind, type FieldDefinition, type ReasonCode } from '@kubemonitor/metrics-model';
import type { LatestFrame } from '../../store';
import type { ViewedEntity } from '../entities/viewed-entity';
import type { EntitySamples } from './entity-samples';

/** Newest values of entities from their newest samples, which are parallel to `entities`. */
export function toLatestFrame(
  entities: readonly ViewedEntity[],
  samples: readonly EntitySamples[],
  fields: readonly FieldDefinition[],
): LatestFrame {
  const newest = samples.map((series) => series.lastIndex());
  const columns = fields.map((field) => {
    const column = new Float64Array(entities.length).fill(Number.NaN);
    samples.forEach((series, index) => {
      if (newest[index] < 0) return;
      const derived = deriveTicks(field.derivation, series);
      if (derived === undefined) return;
      column[index] = roundTo(derived.values[newest[index]], field.decimals);
    });
    return column;
  });
  return {
    fields,
    columns,
    timestamps: Float64Array.from(samples, (series, index) =>
      newest[index] < 0 ? Number.NaN : series.times[newest[index]],
    ),
    explain: (field, index) => explainValue(entities[index], samples[index], fields[field]),
  };
}

/** Why a value of an entity's newest sample is absent. */
function explainValue(
  entity: ViewedEntity,
  samples: EntitySamples,
  field: FieldDefinition,
): ReasonCode {
  const newest = samples.lastIndex();
  if (newest < 0) return 'agent_late';
  const { derivation } = field;
  const isDerived = derivation.kind === 'rate' || derivation.kind === 'ratio';
  for (const metric of metricsBehind(field)) {
    if (derivation.kind === 'rate' && metric === derivation.given) continue;
    const value = samples.values(metric)?.[newest] ?? Number.NaN;
    if (Number.isNaN(value)) return entity.explainAbsent(metric) ?? 'not_collected';
    const reason = isDerived ? explainRate(entity, samples, metric, newest) : undefined;
    if (reason !== undefined) return reason;
  }
  return 'not_collected';
}

function explainRate(
  entity: ViewedEntity,
  samples: EntitySamples,
  metric: string,
  newest: number,
): ReasonCode | undefined {
  let earlier = newest - 1;
  while (earlier >= 0 && Number.isNaN(samples.times[earlier])) earlier -= 1;
  if (earlier < 0) {
    // What lies further back was not read; the first sample of all says whether there is any.
    return entity.firstSeenMs < samples.times[newest] ? 'gap' : 'first_sample';
  }
  const values = samples.values(metric);
  return explainMissingRate({
    ticksApart: newest - earlier,
    elapsedMilliseconds: samples.times[newest] - samples.times[earlier],
    isBroken: samples.breaks[newest] === 1,
    previous: values?.[earlier] ?? Number.NaN,
    current: values?.[newest] ?? Number.NaN,
  });
}

/** Ticks before an entity's newest one that its newest values may need. */
export const LATEST_LOOK_BACK = MAX_GAP_TICKS;
