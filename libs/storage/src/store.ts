import type { TickSeries } from '@kubemonitor/aggregation';
import type {
  FieldDefinition,
  QosClass,
  ReasonCode,
  Report,
  Scope,
} from '@kubemonitor/metrics-model';

/**
 * Something that has samples: a node, pod, container or cgroup, as the store knows it. The
 * store hands these objects out and takes them back; their identity is stable as long as
 * the store holds samples of the entity.
 */
export interface Entity {
  readonly scope: Scope;
  /** The node that reported it. */
  readonly node: string;
  /** Node name, pod uid, container id or cgroup path, unique with scope and node. */
  readonly id: string;
  /** Of a container its pod. */
  readonly parent: Entity | undefined;
  /** Times of the first and the newest sample, ms since the epoch. */
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Tick of the newest sample: equal for what one report holds. */
  readonly lastTick: number;
  /** What the collector can tell of it without names. */
  readonly traits: EntityTraits;
}

export interface EntityTraits {
  readonly qos?: QosClass;
  readonly hostNetwork?: boolean | null;
  readonly sandbox?: boolean | null;
}

/** The sums the store keeps ready over pods. */
export type GroupKind = 'namespace' | 'workload';
export const GROUP_KINDS: readonly GroupKind[] = ['namespace', 'workload'];

/** Which groups a pod counts to; a group's key is opaque to the store. */
export type GroupKeys = Readonly<Record<GroupKind, string | undefined>>;

export type AppendResult = 'stored' | 'duplicate' | 'too_old' | 'too_new';

export interface AppendOutcome {
  readonly result: AppendResult;
  /** Entities heard of for the first time. */
  readonly created: readonly Entity[];
  /** Entities left out because the series limit is reached. */
  readonly refused: number;
}

/** One sample of one entity from a source that is not a collector. */
export interface SingleSample {
  readonly scope: 'node' | 'pod';
  readonly node: string;
  readonly id: string;
  readonly timestampMs: number;
  readonly values: ReadonlyMap<string, number>;
}

/** Newest values of entities: `columns[f][i]` is field f of entity i, NaN = absent. */
export interface LatestFrame {
  readonly fields: readonly FieldDefinition[];
  readonly columns: readonly Float64Array[];
  /** When each entity was last read, ms since the epoch; NaN = never. */
  readonly timestamps: Float64Array;
  /** Why a value is NaN. */
  explain(field: number, entity: number): ReasonCode;
}

/** A window of time in ms since the epoch, [start, end), cut into steps. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
  /** A whole multiple of the store's interval. */
  readonly stepMs: number;
}

/** What an answer was made from: samples as they came, or roll-ups of a minute or an hour. */
export type Resolution = 'raw' | '1m' | '1h';

/** A range as it will be answered. */
export interface PlannedRange extends TimeRange {
  readonly resolution: Resolution;
}

/** What a step can say of a field besides its value. */
export type StepStatistic = 'min' | 'max' | 'p95';

/** A window of one entity or group: `values[f][s]` is field f in step s, NaN = nothing known. */
export interface SeriesFrame {
  readonly values: readonly Float64Array[];
  readonly statistics: Readonly<Partial<Record<StepStatistic, readonly Float64Array[]>>>;
  /** Samples in each step; a step without any is a gap. */
  readonly sampleCounts: Uint32Array;
}

export interface RangeFrame {
  readonly fields: readonly FieldDefinition[];
  /** Start of each step, ms since the epoch. */
  readonly timestamps: Float64Array;
  /** One for each entity or group asked for, in that order. */
  readonly series: readonly SeriesFrame[];
  /** What the answer was made from; the newest part, not rolled up yet, comes from raw samples. */
  readonly resolution: Resolution;
}

/** Sums over pods at one moment; `columns[f][g]` is field f of group g. */
export interface GroupFrame {
  readonly fields: readonly FieldDefinition[];
  readonly keys: readonly string[];
  readonly columns: readonly Float64Array[];
  /** Pods in each sum, and how many of them were carried over from up to three ticks before. */
  readonly pods: Uint32Array;
  readonly estimatedPods: Uint32Array;
  /** The moment, ms since the epoch; NaN = no sample at all. */
  readonly timestampMs: number;
}

export interface StoreStats {
  readonly entities: Readonly<Record<Scope, number>>;
  /** Entities × the metrics each came with. */
  readonly series: number;
  readonly openWindows: number;
  readonly sealedWindows: number;
  /** Samples of sealed windows in memory and the bytes they take, indexes included. */
  readonly sealedSamples: number;
  readonly sealedBytes: number;
  /** Bytes of the open windows' arrays. */
  readonly openBytes: number;
  /** Start of the oldest window held, ms since the epoch; NaN = nothing is held. */
  readonly oldestMs: number;
  /** Rows left out since the start because of the series limit; the same entity again counts again. */
  readonly refusedEntities: number;
  /** What is in files; undefined of a store in memory. */
  readonly disk: DiskStats | undefined;
}

/** What the files of a store hold. */
export interface DiskStats {
  readonly journalBytes: number;
  readonly blockBytes: number;
  readonly namesBytes: number;
  /** Roll-ups of a minute and of an hour; start of the oldest, ms since the epoch, NaN = there is none. */
  readonly minuteBytes: number;
  readonly hourBytes: number;
  readonly oldestMinuteMs: number;
  readonly oldestHourMs: number;
  /** Sealed windows whose samples are read from their files. */
  readonly windowsOnDisk: number;
  /** Bytes of them kept in memory for the next question. */
  readonly cachedBytes: number;
  /** Batches of reports refused since the start because the disk failed. */
  readonly refusedBatches: number;
}

/**
 * Keeps samples and answers with derived values. The embedded engine is the default
 * driver; others keep the same contract. Calls return promises because a driver may
 * have to wait for a disk or a server.
 */
export interface MetricsStore {
  /** Seconds between two ticks. */
  readonly intervalSeconds: number;
  /** Stores a report. Repeating one (node, boot id, tick) changes nothing. */
  append(report: Report): Promise<AppendOutcome>;
  /**
   * Stores one sample. A second one of the same entity and tick replaces the values it
   * brings; the others stay.
   */
  appendSample(sample: SingleSample): Promise<AppendOutcome>;
  /**
   * Tells which groups a pod counts to, for all its samples, past ones too; without any key
   * nothing changes. Sums that are
   * sealed already follow at the next upkeep of the store.
   */
  assignGroups(pod: Entity, keys: GroupKeys): void;
  /**
   * Keeps bytes with an entity for as long as the store knows it: what its owner needs to know
   * of one that is gone. They mean nothing to the store. A store with files of its own keeps
   * them over restarts, too.
   */
  describe(entity: Entity, description: Uint8Array): void;
  /** The bytes last kept with an entity, not to be changed; undefined = none. */
  descriptionOf(entity: Entity): Uint8Array | undefined;
  /** All entities of a scope that have samples. */
  entities(scope: Scope): Iterable<Entity>;
  find(scope: Scope, node: string, id: string): Entity | undefined;
  latest(entities: readonly Entity[], fields: readonly FieldDefinition[]): Promise<LatestFrame>;
  /**
   * How a range will be answered: what from, and with which step, which may be longer than
   * asked for where only roll-ups reach back so far.
   */
  planRange(range: TimeRange, statistics: readonly StepStatistic[]): PlannedRange;
  /** Answers a range as planned; one that was not planned is answered from raw samples. */
  range(
    entities: readonly Entity[],
    fields: readonly FieldDefinition[],
    range: TimeRange | PlannedRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame>;
  /**
   * Stored metrics of entities of one scope as they were read, with the time of each reading;
   * one series for each entity, in that order, of the ticks in [startMs, endMs). For a few
   * minutes at most: nothing is summed up.
   */
  samples(
    entities: readonly Entity[],
    metrics: readonly string[],
    range: Pick<TimeRange, 'startMs' | 'endMs'>,
  ): Promise<readonly TickSeries[]>;
  groupLatest(kind: GroupKind, fields: readonly FieldDefinition[]): Promise<GroupFrame>;
  groupRange(
    kind: GroupKind,
    keys: readonly string[],
    fields: readonly FieldDefinition[],
    range: TimeRange | PlannedRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame>;
  /** Nodes that should have reported the moment `groupLatest` answers for and did not. */
  lateNodes(): readonly string[];
  stats(): StoreStats;
  /** Called with entities whose last sample has left the store. */
  onForgotten(listener: (entity: Entity) => void): void;
  /**
   * Called with entities that came by another way than this process's `append`: other
   * processes that share the store have brought them, or they were there at the start.
   * Pods come before their containers.
   */
  onDiscovered(listener: (entities: readonly Entity[]) => void): void;
  close(): Promise<void>;
}
