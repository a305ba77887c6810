export { METRICS, metricsOf } from './metrics/catalogue';
export { SCOPES } from './metrics/metric';
export type { MetricDefinition, MetricType, Scope } from './metrics/metric';
export { REASONS, REASON_CODES } from './report/reasons';
export type { ReasonCode } from './report/reasons';
export { REPORT_SCHEMA_VERSION, SENT_AT_HEADER } from './report/report';
export type {
  AbsentField,
  CgroupDriver,
  CgroupVersion,
  ContainerSection,
  HostFacts,
  PodSection,
  QosClass,
  Report,
  ReportSection,
} from './report/report';
export { FIELDS, SUMMED_FIELDS, fieldsOf, metricsBehind } from './fields/fields';
export type { Derivation, FieldDefinition } from './fields/field';
export { exposedFamilies } from './prometheus/exposed-family';
export type {
  ExposedFamily,
  ExposedMember,
  Exposer,
  FamilyHead,
  FamilyType,
} from './prometheus/exposed-family';
export { toUnameLabels } from './prometheus/uname-labels';
export { seriesNamesOf } from './prometheus/series-name';
export type { SeriesName, SeriesNames } from './prometheus/series-name';
export {
  MOST_INTERVALS_OF_NOW,
  TEXT_FORMAT,
  escapeLabelValue,
  renderHead,
  renderLabels,
} from './prometheus/text-format';
export { FINDING_CODES, FINDING_TEXTS } from './findings/finding-texts';
export type { FindingCode, FindingTexts, FindingValues } from './findings/finding-texts';
