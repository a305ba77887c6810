export {
  AcceptedDto,
  CgroupDto,
  ContainerDto,
  ListMetadataDto,
  NamespaceDto,
  NodeDto,
  PartialDto,
  PodDto,
  ProblemDto,
  SampleDto,
  WorkloadDto,
  WorkloadReferenceDto,
  listSchema,
} from './answer.dto';
export {
  MAX_ROWS,
  READING_ROWS,
  READING_SCHEMA,
  SEQUENCE,
  SEQUENCE_ITEMS,
  type SequenceItem,
} from './decorators';
export {
  ListQueryDto,
  PodListQueryDto,
  PodQueryDto,
  WindowQueryDto,
  WorkloadListQueryDto,
} from './query.dto';
export { ReportDto } from './report.dto';
export { NodeSampleDto, PodSampleDto, SAMPLE_METRICS } from './sample.dto';
