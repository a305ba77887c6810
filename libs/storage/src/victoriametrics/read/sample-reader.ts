import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import { metricsBehind, type FieldDefinition, type Scope } from '@kubemonitor/metrics-model';
import { StoreError } from '../../store-error';
import type { TimeRange } from '../../store';
import type { EntityView } from '../entities/entity-view';
import type { ViewedEntity } from '../entities/viewed-entity';
import type { CoarseReader } from './coarse-reader';
import { EntitySamples } from './entity-samples';
import type { ExportReader } from './export-reader';
import type { SampleRequest } from './sample-request';
import { toSteps, type Steps } from '../../range/steps';
import { eachInTurns } from './turns';

/** Lengths a long window is read in, ms: the finest that is not too much is taken. */
const COARSE_INTERVALS_MS = [60_000, 300_000, 3_600_000];

/** How a window is read. */
export interface ReadPlan {
  readonly steps: Steps;
  /** The steps are made of values the server has gathered over longer intervals. */
  readonly isCoarse: boolean;
}

/** Reads what answers are made of, from as many raw samples as that is reasonable for. */
export class SampleReader {
  constructor(
    private readonly view: EntityView,
    private readonly raw: ExportReader,
    private readonly coarse: CoarseReader,
    private readonly options: {
      readonly intervalMs: number;
      readonly maxRawSamples: number;
      readonly recentTicks: number;
    },
  ) {}

  /**
   * Raw samples when there are not too many, else the coarse interval that divides the step.
   * @throws StoreError when even the coarsest is too much
   */
  plan(range: TimeRange, entities: number, fields: readonly FieldDefinition[]): ReadPlan {
    const { intervalMs, maxRawSamples } = this.options;
    const columns = 1 + new Set(fields.flatMap(metricsBehind)).size;
    const samplesAt = (everyMs: number) =>
      ((range.endMs - range.startMs) / everyMs + MAX_GAP_TICKS) * entities * columns;
    if (samplesAt(intervalMs) <= maxRawSamples) {
      return { steps: toSteps(range, intervalMs), isCoarse: false };
    }
    const coarseMs = COARSE_INTERVALS_MS.find(
      (everyMs) => range.stepMs % everyMs === 0 && samplesAt(everyMs) <= maxRawSamples,
    );
    if (coarseMs !== undefined) return { steps: toSteps(range, coarseMs), isCoarse: true };
    throw new StoreError(
      'too_much',
      `the window holds about ${Math.round(samplesAt(intervalMs))} samples, ${maxRawSamples} can ` +
        'be read at a time; ask for a shorter window, a step of whole minutes or hours, or less in it',
    );
  }

  /** Samples of entities of one scope at the plan's ticks and `lookBack` ticks before. @throws StoreError */
  async read(
    entities: readonly ViewedEntity[],
    fields: readonly Pick<FieldDefinition, 'derivation'>[],
    { steps, isCoarse }: ReadPlan,
    lookBack: number,
  ): Promise<readonly EntitySamples[]> {
    if (entities.length === 0) return [];
    const { scope } = entities[0];
    const firstTick = steps.firstTick - lookBack;
    const known = this.view.metrics[scope];
    const request: SampleRequest = {
      scope,
      entities,
      metrics: this.metricsOf(scope, fields),
      firstTick,
      length: Math.max(0, steps.endTick - firstTick),
    };
    if (isCoarse) return this.coarse.read(request, known, steps.intervalMs);
    const remembered = await this.recall(request, known);
    const others = entities.filter((_, index) => remembered[index] === undefined);
    const asked = await this.raw.read(
      { ...request, entities: others },
      known,
      this.view.count(scope),
    );
    let next = 0;
    return remembered.map((samples) => samples ?? asked[next++]);
  }

  /** Samples of entities whose reports this process has taken itself; undefined of the others. */
  private async recall(
    { entities, metrics, firstTick, length }: SampleRequest,
    known: ReadonlySet<string>,
  ): Promise<(EntitySamples | undefined)[]> {
    const { recentTicks } = this.options;
    const endTick = firstTick + length;
    const wanted = new Set(metrics);
    const nodes = new Set(entities.map(({ node }) => node));
    const held = new Set(
      [...nodes].filter(
        (node) => this.view.nodes.get(node)?.holdsAll(firstTick, endTick, recentTicks) === true,
      ),
    );
    const recalled: (EntitySamples | undefined)[] = entities.map(() => undefined);
    await eachInTurns(entities, ({ node, recent, hasSingleSamples }, index) => {
      if (hasSingleSamples || !held.has(node)) return;
      const samples = new EntitySamples(firstTick, length, known);
      recent.fill(samples, wanted);
      recalled[index] = samples.finish();
    });
    return recalled;
  }

  /** Fields that a source has sent or explained. */
  shown(scope: Scope, fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
    const { metrics, explained } = this.view;
    return fields.filter((field) =>
      metricsBehind(field).some(
        (metric) => metrics[scope].has(metric) || explained[scope].has(metric),
      ),
    );
  }

  /** Metrics to read: those behind the fields that have ever been stored. */
  private metricsOf(
    scope: Scope,
    fields: readonly Pick<FieldDefinition, 'derivation'>[],
  ): readonly string[] {
    const known = this.view.metrics[scope];
    return [...new Set(fields.flatMap(metricsBehind))].filter((metric) => known.has(metric));
  }
}
