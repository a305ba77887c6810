import { SCOPES, type AbsentField, type ReasonCode, type Scope } from '@kubemonitor/metrics-model';
import type { GroupKeys } from '../../store';
import type { EngineClient } from '../server/engine-client';
import type { ExportReader } from '../read/export-reader';
import { labelKey, parseInstants } from '../read/query-answer';
import { matchEqual, toSelector } from '../read/selector';
import {
  ABSENT,
  ID_LABEL,
  POD_GROUPS,
  READING,
  nameOf,
  parseTraits,
  storedMetrics,
} from '../series-names';
import { toKey, type EntityView } from './entity-view';
import type { ViewedEntity } from './viewed-entity';

type LabelSet = Readonly<Record<string, string>>;

/** A reading of an entity as the server tells it. */
interface Found {
  readonly scope: Scope;
  readonly labels: LabelSet;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly mark: number;
}

/** Asks the server what other processes have written and puts it into the view. */
export class Discovery {
  constructor(
    private readonly view: EntityView,
    private readonly client: EngineClient,
    private readonly raw: ExportReader,
    private readonly options: {
      readonly intervalMs: number;
      readonly labels: LabelSet;
      /** Called with entities that were not known. */
      readonly onFound: (entities: readonly ViewedEntity[]) => void;
    },
  ) {}

  /** Reads the newest readings, sample by sample. @throws StoreError */
  async refresh(startMs: number, endMs: number): Promise<void> {
    const found: Found[] = [];
    await this.raw.each([this.select(READING)], startMs, endMs, (series) => {
      const last = series.timestamps.length - 1;
      const scope = toScope(series.metric.scope);
      if (last < 0 || scope === undefined) return;
      const [firstMs] = series.timestamps;
      const mark = series.values[last] ?? Number.NaN;
      found.push({ scope, labels: series.metric, firstMs, lastMs: series.timestamps[last], mark });
    });
    // Somebody new may have metrics nobody had before.
    if (found.some((reading) => this.find(reading) === undefined)) {
      await this.loadMetricNames(startMs, endMs);
    }
    this.takeIn(found);
  }

  /** Reads who had samples in a stretch of the past, and when first and last. @throws StoreError */
  async load(startMs: number, endMs: number): Promise<void> {
    await this.loadMetricNames(startMs, endMs);
    const over = `${this.select(READING)}[${endMs - startMs}ms]`;
    const firsts = await this.ask(`tfirst_over_time(${over})`, endMs);
    const lasts = await this.ask(`tlast_over_time(${over})`, endMs);
    const marks = await this.ask(`last_over_time(${over})`, endMs);
    const found = [...lasts].flatMap(([key, { labels, value }]): Found[] => {
      const scope = toScope(labels.scope);
      if (scope === undefined) return [];
      const lastMs = Math.round(value * 1_000);
      const firstMs = Math.round((firsts.get(key)?.value ?? value) * 1_000);
      return [{ scope, labels, firstMs, lastMs, mark: marks.get(key)?.value ?? Number.NaN }];
    });
    this.takeIn(found);
    await this.loadGroups(startMs, endMs);
  }

  /** Reads which groups pods were said to count to; what this process was told itself stays. @throws StoreError */
  async loadGroups(startMs: number, endMs: number): Promise<void> {
    const newest = new Map<ViewedEntity, { seconds: number; keys: GroupKeys }>();
    const query = `tlast_over_time(${this.select(POD_GROUPS)}[${endMs - startMs}ms])`;
    for (const { labels, value: seconds } of (await this.ask(query, endMs)).values()) {
      const pod = this.view.find('pod', labels.node ?? '', labels.uid ?? '');
      if (pod === undefined || (newest.get(pod)?.seconds ?? 0) >= seconds) continue;
      const { namespace, workload } = labels;
      newest.set(pod, { seconds, keys: { namespace, workload } });
    }
    for (const [pod, { seconds, keys }] of newest) pod.learnGroups(keys, seconds * 1_000);
  }

  /** Reads why values are absent of entities whose reports another process takes. @throws StoreError */
  async loadReasons(startMs: number, endMs: number): Promise<void> {
    const columns = new Map<string, AbsentField[]>();
    const own = new Map<string, AbsentField[]>();
    const query = `last_over_time(${this.select(ABSENT)}[${endMs - startMs}ms])`;
    for (const { labels } of (await this.ask(query, endMs)).values()) {
      const { node = '', scope = '', metric = '', entity } = labels;
      const reason = labels.reason as ReasonCode;
      const of = entity === undefined ? columns : own;
      const key = `${scope} ${toKey(node, entity ?? '')}`;
      const row = entity === undefined ? undefined : 0;
      of.set(key, [...(of.get(key) ?? []), { field: metric, row, reason }]);
      const known = toScope(scope);
      if (known !== undefined) this.view.explained[known].add(metric);
    }
    for (const scope of SCOPES) {
      for (const entity of this.view.stored(scope)) {
        const node = this.view.nodes.get(entity.node);
        if (node?.has(entity.lastTick) === true) continue;
        const list = [
          ...(own.get(`${scope} ${toKey(entity.node, entity.id)}`) ?? []),
          ...(columns.get(`${scope} ${toKey(entity.node, '')}`) ?? []),
        ];
        entity.setAbsent({ list, row: 0 });
      }
    }
  }

  /** Reads which metrics have been stored. @throws StoreError */
  async loadMetricNames(startMs: number, endMs: number): Promise<void> {
    const form = new URLSearchParams({
      'match[]': toSelector([...this.staticMatchers(), 'node!=""']),
      // Without a start only the current day (UTC) is looked at.
      start: String(startMs / 1_000),
      end: String(endMs / 1_000),
    });
    const names = await this.client.query('/label/__name__/values', form);
    const stored = new Set(Array.isArray(names) ? (names as string[]) : []);
    for (const scope of SCOPES) {
      for (const { metric } of storedMetrics(scope).values()) {
        if (stored.has(nameOf(scope, metric).name)) this.view.metrics[scope].add(metric);
      }
    }
  }

  private takeIn(found: readonly Found[]): void {
    const { intervalMs } = this.options;
    const created: ViewedEntity[] = [];
    const order = (scope: Scope) => SCOPES.indexOf(scope);
    // Pods come before their containers, which need them as parents.
    for (const reading of [...found].sort((a, b) => order(a.scope) - order(b.scope))) {
      const entity = this.resolve(reading, created);
      if (entity === undefined) continue;
      const { scope, labels, firstMs, lastMs, mark } = reading;
      this.view.noteSample(entity, Math.floor(firstMs / intervalMs), firstMs);
      const lastTick = Math.floor(lastMs / intervalMs);
      const isNewest = this.view.noteSample(entity, lastTick, lastMs);
      if (isNewest && labels.source === 'collector') {
        const { qos, hostNetwork = null, sandbox = null } = parseTraits(scope, labels);
        if (scope === 'pod') entity.setPodTraits(qos, hostNetwork);
        if (scope === 'container') entity.setContainerTraits(sandbox);
      }
      if (labels.source === 'sample') entity.hasSingleSamples = true;
      if (scope === 'node' && labels.source === 'collector') {
        this.view.node(entity.node).note(lastTick, mark);
      }
    }
    if (created.length > 0) this.options.onFound(created);
  }

  private find({ scope, labels }: Found): ViewedEntity | undefined {
    return this.view.find(scope, labels.node ?? '', labels[ID_LABEL[scope]] ?? '');
  }

  /** The entity of a reading, made when it is new; undefined for a container without its pod. */
  private resolve(reading: Found, created: ViewedEntity[]): ViewedEntity | undefined {
    const { scope, labels } = reading;
    const { node = '' } = labels;
    const id = labels[ID_LABEL[scope]] ?? '';
    const known = this.find(reading);
    if (known !== undefined) {
      if (!known.isStored) created.push(known);
      return known;
    }
    const parent =
      scope === 'container' ? this.view.find('pod', node, labels.uid ?? '') : undefined;
    if (scope === 'container' && parent === undefined) return undefined;
    const entity = this.view.create(scope, { node, id, parent }, this.view.metrics[scope].size);
    created.push(entity);
    return entity;
  }

  /** Answers of an instant query by their labels. */
  private async ask(
    query: string,
    timeMs: number,
  ): Promise<Map<string, { labels: LabelSet; value: number }>> {
    const form = new URLSearchParams({
      query,
      time: String((timeMs - 1) / 1_000),
      nocache: '1',
      latency_offset: '1ms',
    });
    const series = parseInstants(await this.client.query('/query', form));
    return new Map(series.map((one) => [labelKey(one.labels), one]));
  }

  private select(name: string): string {
    return toSelector([matchEqual('__name__', name), ...this.staticMatchers()]);
  }

  private staticMatchers(): string[] {
    return Object.entries(this.options.labels).map(([name, value]) => matchEqual(name, value));
  }
}

function toScope(text: string | undefined): Scope | undefined {
  return SCOPES.find((scope) => scope === text);
}
