import { Injectable } from '@nestjs/common';
import {
  LabelSet,
  PromqlError,
  compareLabels,
  parseQuery,
  queryInstant,
  queryRange,
  sortInTurns,
  writeLabels,
  writeResult,
  type Budget,
} from '@kubemonitor/promql';
import { Reader } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Stretch } from '../turns/stretch';
import { ClusterSeries } from './cluster-source';
import { invalid, readSteps, type Parameters } from './parameters';
import { MOST_LISTED, QueryGate } from './query-gate';
import { STORED_METRICS } from './stored-metrics';

/** An answer in pieces. */
export type Pieces = Iterable<string>;

/** Answers from the store and the directory, whatever the store's driver. */
@Injectable()
export class OwnEngine {
  constructor(
    private readonly series: ClusterSeries,
    private readonly reader: Reader,
    private readonly gate: QueryGate,
  ) {}

  /** @throws PromqlError, StoreError */
  query(parameters: Parameters, scope: ReadScope): Promise<Pieces> {
    const expression = parseQuery(parameters.require('query'));
    const timeMs = parameters.timeMs('time') ?? this.reader.nowMs;
    return this.gate.run(parameters.durationMs('timeout'), async (budget) => {
      const source = this.series.open(scope, budget);
      return writeResult(await queryInstant(expression, timeMs, { source, budget }));
    });
  }

  /** @throws PromqlError, StoreError */
  queryRange(parameters: Parameters, scope: ReadScope): Promise<Pieces> {
    const steps = readSteps(parameters);
    const expression = parseQuery(parameters.require('query'));
    return this.gate.run(parameters.durationMs('timeout'), async (budget) => {
      const source = this.series.open(scope, budget);
      return writeResult(await queryRange(expression, steps, { source, budget }));
    });
  }

  /** The label sets of the series that match one of the selectors. @throws PromqlError, StoreError */
  async listSeries(parameters: Parameters, scope: ReadScope): Promise<Pieces> {
    if (parameters.matches().length === 0) {
      throw new PromqlError('bad_data', 'no match[] parameter provided');
    }
    const found = new Map<string, LabelSet>();
    await this.visit(parameters, scope, (labels) => {
      found.set(labels.key, labels);
      return found.size;
    });
    const sorted = await sortInTurns([...found.values()], compareLabels, new Stretch());
    return writeList(sorted.slice(0, parameters.limit()), writeLabels);
  }

  /** Names of labels. @throws PromqlError, StoreError */
  async listLabels(parameters: Parameters, scope: ReadScope): Promise<Pieces> {
    const names = new Set<string>();
    await this.visit(parameters, scope, (labels) => {
      for (const [name] of labels.entries) names.add(name);
      return names.size;
    });
    return this.writeTexts(names, parameters);
  }

  /** Values of a label. @throws PromqlError, StoreError */
  async listValues(label: string, parameters: Parameters, scope: ReadScope): Promise<Pieces> {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) {
      throw invalid('name', 'it is no label name');
    }
    const values = new Set<string>();
    await this.visit(parameters, scope, (labels) => {
      const value = labels.get(label);
      if (value !== '') values.add(value);
      return values.size;
    });
    return this.writeTexts(values, parameters);
  }

  /** Type and help of stored metrics. */
  metadata(parameters: Parameters): Pieces {
    const wanted = parameters.get('metric');
    const members = STORED_METRICS.filter(({ name }) => wanted === undefined || name === wanted)
      .slice(0, parameters.limit())
      .map(
        ({ name, type, help }) =>
          `${JSON.stringify(name)}:${JSON.stringify([{ type, help, unit: '' }])}`,
      );
    return [`{"status":"success","data":{${members.join(',')}}}`];
  }

  private async writeTexts(texts: ReadonlySet<string>, parameters: Parameters): Promise<Pieces> {
    const sorted = await sortInTurns([...texts], compareTexts, new Stretch());
    return writeList(sorted.slice(0, parameters.limit()), (text) => JSON.stringify(text));
  }

  /** Visits label sets of a time; `visit` tells how much it has gathered. */
  private async visit(
    parameters: Parameters,
    scope: ReadScope,
    visit: (labels: LabelSet) => number,
  ): Promise<void> {
    const startMs = parameters.timeMs('start') ?? Number.MIN_SAFE_INTEGER;
    const endMs = parameters.timeMs('end') ?? this.reader.nowMs;
    if (endMs < startMs) throw invalid('end', 'end timestamp must not be before start time');
    const matches = parameters.matches();
    await this.gate.run(parameters.durationMs('timeout'), async (budget) => {
      const source = this.series.open(scope, budget);
      const span = { startMs, endMs };
      if (matches.length === 0) await visitAll(source.vocabulary(span), budget, visit);
      for (const matchers of matches) {
        await visitAll(source.list({ matchers, ...span }), budget, visit);
      }
    });
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

async function visitAll(
  labelSets: AsyncIterable<LabelSet>,
  budget: Budget,
  visit: (labels: LabelSet) => number,
): Promise<void> {
  for await (const labels of labelSets) {
    if (visit(labels) > MOST_LISTED) {
      throw new PromqlError(
        'execution',
        `there are more than ${MOST_LISTED}; narrow the selectors`,
      );
    }
    if (budget.isDue) await budget.rest();
  }
}

/** Items written between two looks at the clock. */
const ITEMS_A_PIECE = 500;

function* writeList<T>(items: readonly T[], write: (item: T) => string): Generator<string> {
  yield '{"status":"success","data":[';
  for (let at = 0; at < items.length; at += ITEMS_A_PIECE) {
    yield (
      (at === 0 ? '' : ',') +
      items
        .slice(at, at + ITEMS_A_PIECE)
        .map(write)
        .join(',')
    );
  }
  yield ']}';
}
