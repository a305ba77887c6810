export { EmbeddedStore } from './embedded/embedded-store';
export type { EmbeddedStoreOptions } from './embedded/embedded-store';
export type { SyncPolicy } from './embedded/disk/append-file';
export type { DiskOptions } from './embedded/disk/disk';
export { checkStore } from './embedded/upkeep/check-store';
export type { StoreCheck } from './embedded/upkeep/check-store';
export { copyStore } from './embedded/upkeep/copy-store';
export { measureParts } from './embedded/upkeep/file-sizes';
export type { PartSize } from './embedded/upkeep/file-sizes';
export { openStoreCopy } from './embedded/upkeep/open-copy';
export type { OpenCopyOptions, StoreCopy } from './embedded/upkeep/open-copy';
export { readStoredSamples } from './embedded/upkeep/read-stored-samples';
export type { StoredSample, StoredSelection } from './embedded/upkeep/read-stored-samples';
export type { Recovery } from './embedded/recovery/recover';
export { StorageError } from './storage-error';
export type { StorageErrorCode } from './storage-error';
export { StoreError } from './store-error';
export type { StoreErrorCode } from './store-error';
export { DEFAULT_LIMITS } from './victoriametrics/options';
export type {
  Timer,
  VictoriaMetricsLimits,
  VictoriaMetricsOptions,
} from './victoriametrics/options';
export { toReadUrl } from './victoriametrics/server/server-urls';
export { VictoriaMetricsStore } from './victoriametrics/victoriametrics-store';
export { GROUP_KINDS } from './store';
export type {
  AppendOutcome,
  AppendResult,
  DiskStats,
  Entity,
  EntityTraits,
  GroupFrame,
  GroupKeys,
  GroupKind,
  LatestFrame,
  MetricsStore,
  PlannedRange,
  RangeFrame,
  Resolution,
  SeriesFrame,
  SingleSample,
  StepStatistic,
  StoreStats,
  TimeRange,
} from './store';
