export { EmbeddedStore } from './embedded/embedded-store';
export type { EmbeddedStoreOptions } from './embedded/embedded-store';
export { GROUP_KINDS } from './store';
export type {
  AppendOutcome,
  AppendResult,
  Entity,
  EntityTraits,
  GroupFrame,
  GroupKeys,
  GroupKind,
  LatestFrame,
  MetricsStore,
  RangeFrame,
  SeriesFrame,
  SingleSample,
  StepStatistic,
  StoreStats,
  TimeRange,
} from './store';
