import {
  REASON_CODES,
  REPORT_SCHEMA_VERSION,
  type AbsentField,
  type CgroupDriver,
  type CgroupVersion,
  type ContainerSection,
  type HostFacts,
  type PodSection,
  type QosClass,
  type ReasonCode,
  type Report,
  type ReportSection,
} from '@kubemonitor/metrics-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsDefined,
  IsIn,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import {
  Description,
  Flag,
  MAX_ROWS,
  Name,
  Names,
  Quantity,
  ReadingRows,
  Sequence,
  Whole,
  Word,
} from './decorators';

const QOS_CLASSES: readonly QosClass[] = ['Guaranteed', 'Burstable', 'BestEffort'];
const CGROUP_VERSIONS: readonly CgroupVersion[] = ['v1', 'v2', 'hybrid'];
const CGROUP_DRIVERS: readonly CgroupDriver[] = ['cgroupfs', 'systemd', 'none'];

export class AbsentFieldDto implements AbsentField {
  @Name({ description: 'Metric that could not be read.', example: 'network_rx_bytes' })
  field!: string;

  @Whole({
    description: 'Row it is absent of; all rows when left out.',
    example: 3,
    optional: true,
  })
  row?: number;

  @Word({ description: 'Why.', example: 'host_network' }, REASON_CODES)
  reason!: ReasonCode;
}

export class ReportSectionDto implements ReportSection {
  @Names({ description: 'Metrics of the columns.', example: ['memory_bytes'] }, 100)
  fields!: string[];

  @Names({ description: 'Pod uid, container id, cgroup path, or the node’s name, a row each.' })
  ids!: string[];

  @Sequence('number', {
    description: 'When each row was read, ms after `timestamp_milliseconds`.',
    example: [1],
  })
  offsets_milliseconds!: number[];

  @ReadingRows({
    description: 'Readings by row and column, as the kernel gives them; null = absent.',
    example: [[970752]],
  })
  rows!: (number | null)[][];

  @ApiProperty({ type: [AbsentFieldDto], description: 'Why readings are absent.' })
  @IsArray()
  @ArrayMaxSize(100 * MAX_ROWS)
  @ValidateNested({ each: true })
  @Type(() => AbsentFieldDto)
  absent!: AbsentFieldDto[];
}

export class PodSectionDto extends ReportSectionDto implements PodSection {
  @ApiProperty({ enum: QOS_CLASSES, isArray: true, description: 'QoS class of each pod.' })
  @IsArray()
  @ArrayMaxSize(MAX_ROWS)
  @IsIn([...QOS_CLASSES], { each: true })
  qos!: QosClass[];

  @Sequence('flag', {
    description: 'Whether each pod shares the node’s network.',
    example: [false],
  })
  host_network!: (boolean | null)[];
}

export class ContainerSectionDto extends ReportSectionDto implements ContainerSection {
  @Sequence('whole', { description: 'Index of each container’s pod in `pods.ids`.', example: [0] })
  pods!: number[];

  @Sequence('flag', { description: 'Whether each is its pod’s sandbox.', example: [false] })
  sandbox!: (boolean | null)[];
}

export class HostFactsDto implements HostFacts {
  @Description({ description: 'Host name.', example: 'worker-1' })
  hostname!: string;

  @Description({ description: 'CPU model.', example: 'AMD EPYC 7B13' })
  cpu_model!: string;

  @Whole({ description: 'CPUs.', example: 4 })
  cpu_cores!: number;

  @Description({ description: 'Kernel release.', example: '6.1.0-18-amd64' })
  kernel_version!: string;

  @Description({ description: 'Operating system.', example: 'Debian GNU/Linux 12' })
  os!: string;

  @Description({ description: 'CPU architecture.', example: 'x64' })
  architecture!: string;

  @Description({ description: 'Version of the collector.', example: '0.1.0' })
  collector_version!: string;

  @Word({ description: 'cgroup version.', example: 'v2' }, CGROUP_VERSIONS)
  cgroup_version!: CgroupVersion;

  @Word({ description: 'kubelet’s cgroup driver.', example: 'systemd' }, CGROUP_DRIVERS)
  cgroup_driver!: CgroupDriver;
}

export class SkippedDto {
  @Whole({ description: 'Cgroups that ended while being read.', example: 0 })
  gone!: number;

  @Whole({ description: 'Cgroups that could not be read in full.', example: 0 })
  broken!: number;
}

/** One node, one tick: what a collector posts to `/api/reports`. */
export class ReportDto implements Report {
  @Whole({ description: 'Form of the report.', example: REPORT_SCHEMA_VERSION })
  @Equals(REPORT_SCHEMA_VERSION)
  schema_version!: number;

  @Name({ description: 'Node.', example: 'worker-1' })
  node!: string;

  @Name({ description: 'Changes when the node boots.', example: 'recording' })
  boot_id!: string;

  @Whole({ description: 'floor(timestamp / interval).', example: 359085095 })
  tick!: number;

  @Quantity({ description: 'Seconds between two ticks.', example: 5 }, 1, 300)
  interval_seconds!: number;

  @Quantity({ description: 'Wall clock at the first reading, ms.', example: 1795425475026 })
  timestamp_milliseconds!: number;

  @Quantity({ description: 'Monotonic clock at the same instant.', example: 588.05 })
  uptime_seconds!: number;

  @Flag({ description: 'The wall clock was set since the report before.', example: false })
  clock_stepped!: boolean;

  @ApiProperty({ type: ReportSectionDto, description: 'The node itself: one row.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => ReportSectionDto)
  host!: ReportSectionDto;

  @ApiProperty({ type: PodSectionDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => PodSectionDto)
  pods!: PodSectionDto;

  @ApiProperty({ type: ContainerSectionDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => ContainerSectionDto)
  containers!: ContainerSectionDto;

  @ApiProperty({ type: ReportSectionDto, description: 'Cgroups outside pods.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => ReportSectionDto)
  cgroups!: ReportSectionDto;

  @ApiPropertyOptional({ type: HostFactsDto, description: 'What does not change.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => HostFactsDto)
  facts?: HostFactsDto;

  @ApiProperty({ type: SkippedDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => SkippedDto)
  skipped!: SkippedDto;
}
