export { SampleDto, WorkloadReferenceDto } from './answer-parts.dto';
export {
  ClusterDto,
  ClusterQueryDto,
  ClusterSampleDto,
  NODE_TOTALS,
  POD_TOTALS,
  toPodTotal,
} from './cluster.dto';
export { ContainerDto, TerminationDto } from './container.dto';
export { AcceptedDto, ListMetadataDto, PartialDto, ProblemDto, listSchema } from './envelope.dto';
export {
  INSTANT,
  MAX_ROWS,
  READING_ROWS,
  READING_SCHEMA,
  SEQUENCE,
  SEQUENCE_ITEMS,
  isInstant,
  type SequenceItem,
} from './decorators';
export {
  ListQueryDto,
  PodListQueryDto,
  PodQueryDto,
  ScrapeQueryDto,
  SumListQueryDto,
  WindowQueryDto,
  WorkloadListQueryDto,
} from './query.dto';
export { EventDto, EventListDto, EventQueryDto } from './event.dto';
export { FindingDto, FindingListDto, FindingQueryDto } from './finding.dto';
export { CgroupDto, NodeDto } from './node.dto';
export { PodDto } from './pod.dto';
export { ReportDto } from './report.dto';
export { REPORT_EXAMPLE } from './report-example';
export { NodeSampleDto, PodSampleDto, SAMPLE_METRICS } from './sample.dto';
export { NamespaceDto, NodeNamespaceDto, WorkloadDto } from './sum.dto';
