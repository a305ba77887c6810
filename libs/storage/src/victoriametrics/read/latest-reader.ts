import type { FieldDefinition } from '@kubemonitor/metrics-model';
import type { LatestFrame } from '../../store';
import type { ViewedEntity } from '../entities/viewed-entity';
import { EntitySamples } from './entity-samples';
import { LATEST_LOOK_BACK, toLatestFrame } from './latest-frame';
import type { SampleReader } from './sample-reader';
import { toSteps } from '../../range/steps';

/** The server may not show the newest sample yet; the one before it then stands for it. */
const SLACK_TICKS = 2;
/** Entities whose newest ticks are this close are read together. */
const TOGETHER_TICKS = 4;

/** Newest values of entities of one scope. @throws StoreError */
export async function readLatest(
  reader: SampleReader,
  entities: readonly ViewedEntity[],
  fields: readonly FieldDefinition[],
  time: { readonly intervalMs: number; readonly visibleTick: number },
): Promise<LatestFrame> {
  const shown = reader.shown(entities[0]?.scope ?? 'pod', fields);
  const samples = new Map<ViewedEntity, EntitySamples>();
  const tickOf = ({ lastTick }: ViewedEntity) => Math.min(lastTick, time.visibleTick);
  for (const bucket of toBuckets(entities, tickOf)) {
    const ticks = bucket.map(tickOf);
    const newest = ticks.reduce((most, tick) => Math.max(most, tick));
    const oldest = ticks.reduce((least, tick) => Math.min(least, tick));
    const range = {
      startMs: (oldest - SLACK_TICKS) * time.intervalMs,
      endMs: (newest + 1) * time.intervalMs,
      stepMs: time.intervalMs,
    };
    const plan = { steps: toSteps(range, time.intervalMs), isCoarse: false };
    const read = await reader.read(bucket, shown, plan, LATEST_LOOK_BACK);
    bucket.forEach((entity, index) => samples.set(entity, read[index]));
  }
  const none = new EntitySamples(0, 0, new Set());
  return toLatestFrame(
    entities,
    entities.map((entity) => samples.get(entity) ?? none),
    shown,
  );
}

/** Entities by the newness of their samples: those that are silent do not widen the window of all. */
function toBuckets(
  entities: readonly ViewedEntity[],
  tickOf: (entity: ViewedEntity) => number,
): ViewedEntity[][] {
  const buckets: ViewedEntity[][] = [];
  let newest = Number.POSITIVE_INFINITY;
  for (const entity of [...entities].sort((a, b) => tickOf(b) - tickOf(a))) {
    if (newest - tickOf(entity) >= TOGETHER_TICKS) {
      buckets.push([]);
      newest = tickOf(entity);
    }
    buckets[buckets.length - 1].push(entity);
  }
  return buckets;
}
