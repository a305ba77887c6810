import {
  FIELDS,
  REASON_CODES,
  SUMMED_FIELDS,
  fieldsOf,
  type FieldDefinition,
} from '@kubemonitor/metrics-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Declares the numbers of an answer from the catalogue of fields, units and examples included. */
function declareFields(target: object, fields: readonly FieldDefinition[]): void {
  for (const { name, description, example } of fields) {
    ApiPropertyOptional({
      type: Number,
      nullable: true,
      description: `${description} null: see \`missing\`.`,
      example,
    })(target, name);
  }
}

/** A share in percent of something the cluster promised. */
function declarePercent(target: object, name: string, description: string, example: number): void {
  ApiPropertyOptional({ type: Number, nullable: true, description, example })(target, name);
}

/** What stands beside latest values; with a window `samples` takes the place of all of it. */
class MeasuredDto {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'When the values were read on the node.',
    example: '2026-11-23T09:17:55.026Z',
  })
  timestamp?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', enum: [...REASON_CODES] },
    description: 'Why values are null, by field.',
    example: { network_rx_bytes: 'host_network' },
  })
  missing?: Record<string, string>;

  @ApiPropertyOptional({ type: Number, description: 'Time since `timestamp`.', example: 2.4 })
  age_seconds?: number;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Not heard of for three intervals: the values are the last ones known.',
    example: false,
  })
  stale?: boolean;
}

/** One point of a time series; the fields are those of the entity. */
export class SampleDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'Start of the step.',
    example: '2026-11-23T09:17:55.000Z',
  })
  timestamp!: string;
}
declareFields(SampleDto.prototype, FIELDS);

class SeriesPartDto extends MeasuredDto {
  @ApiPropertyOptional({
    type: [SampleDto],
    description:
      'With a window: points, oldest first, in place of the values. A step without any sample is left out.',
  })
  samples?: SampleDto[];

  @ApiPropertyOptional({
    type: Number,
    description: 'With a window: seconds of a point.',
    example: 5,
  })
  step_seconds?: number;

  @ApiPropertyOptional({
    type: String,
    enum: ['raw'],
    description: 'With a window: what the points were made from.',
    example: 'raw',
  })
  resolution?: string;
}

export class WorkloadReferenceDto {
  @ApiProperty({ type: String, description: 'Kind of the top owner.', example: 'Deployment' })
  kind!: string;

  @ApiProperty({ type: String, example: 'web' })
  name!: string;
}

/** A node: the whole machine, host processes included. */
export class NodeDto extends SeriesPartDto {
  @ApiProperty({ type: String, example: 'worker-1' })
  node!: string;

  @ApiPropertyOptional({ type: Number, description: 'Pods seen on it.', example: 18 })
  pods?: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'CPU model, kernel, operating system, cgroup version and driver.',
  })
  facts?: Record<string, unknown>;
}
declareFields(NodeDto.prototype, fieldsOf('node'));
declarePercent(
  NodeDto.prototype,
  'cpu_percent',
  'cpu_millicores of cpu_capacity_millicores.',
  47.7,
);
declarePercent(NodeDto.prototype, 'memory_percent', 'memory_bytes of memory_total_bytes.', 8.1);

/** A container of a pod. */
export class ContainerDto extends SeriesPartDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name in the pod’s spec; null when the cluster has not named it.',
    example: 'app',
  })
  container!: string | null;

  @ApiProperty({
    type: String,
    description: 'Id given by the container runtime.',
    example: 'd6d5fbdd393d',
  })
  container_id!: string;

  @ApiPropertyOptional({ type: String, example: 'registry.example/web:1.4' })
  image?: string;

  @ApiPropertyOptional({ type: Number, description: 'Restarts so far.', example: 0 })
  restarts?: number;
}
declareFields(ContainerDto.prototype, fieldsOf('container'));

/** A pod: its own cgroup, so the sandbox and dead containers' CPU time are included. */
export class PodDto extends SeriesPartDto {
  @ApiProperty({ type: String, nullable: true, example: 'shop' })
  namespace!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'web-cc944f86-2wm5w' })
  pod!: string | null;

  @ApiPropertyOptional({
    type: String,
    description: 'None of a pod whose samples were posted one by one.',
    example: 'afbafa91-ec95-4d36-8d54-580e8de6923c',
  })
  uid?: string;

  @ApiProperty({ type: String, example: 'worker-1' })
  node!: string;

  @ApiPropertyOptional({ type: String, description: 'Deployment it belongs to.', example: 'web' })
  deployment?: string;

  @ApiPropertyOptional({ type: WorkloadReferenceDto, description: 'Its top owner.' })
  workload?: WorkloadReferenceDto;

  @ApiPropertyOptional({
    type: String,
    enum: ['Guaranteed', 'Burstable', 'BestEffort'],
    description: 'Quality-of-service class.',
    example: 'Burstable',
  })
  qos?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Shares the node’s network.' })
  host_network?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Made by the kubelet from a file on the node.',
  })
  static_pod?: boolean;

  @ApiPropertyOptional({ type: String, example: 'Running' })
  phase?: string;

  @ApiPropertyOptional({ type: Number, description: 'Restarts of its containers.', example: 0 })
  restarts?: number;

  @ApiPropertyOptional({
    type: Number,
    description: 'Sum of its containers’ requests.',
    example: 100,
  })
  cpu_request_millicores?: number;

  @ApiPropertyOptional({ type: Number, example: 67_108_864 })
  memory_request_bytes?: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'In the answer about one pod: its labels.',
    example: { app: 'web' },
  })
  labels?: Record<string, string>;

  @ApiPropertyOptional({ type: [ContainerDto], description: 'In the answer about one pod.' })
  containers?: ContainerDto[];
}
declareFields(PodDto.prototype, fieldsOf('pod'));
for (const resource of ['cpu', 'memory']) {
  for (const promise of ['request', 'limit']) {
    declarePercent(
      PodDto.prototype,
      `${resource}_${promise}_percent`,
      `Use of the ${resource} ${promise}.`,
      35.8,
    );
  }
}

class SumDto extends SeriesPartDto {
  @ApiProperty({ type: String, example: 'shop' })
  namespace!: string;

  @ApiPropertyOptional({
    type: Number,
    description: 'Pods in the sum; left out with a window.',
    example: 6,
  })
  pods?: number;

  @ApiPropertyOptional({
    type: Number,
    description: 'Of these, pods whose node is late: they count with their last sample.',
    example: 0,
  })
  estimated_pods?: number;
}

/** Sum over the pods of a namespace. */
export class NamespaceDto extends SumDto {}
declareFields(NamespaceDto.prototype, SUMMED_FIELDS);

/** Sum over the pods of a workload. */
export class WorkloadDto extends SumDto {
  @ApiPropertyOptional({
    type: String,
    description: 'When it is a Deployment: its name.',
    example: 'web',
  })
  deployment?: string;

  @ApiProperty({ type: WorkloadReferenceDto })
  workload!: WorkloadReferenceDto;
}
declareFields(WorkloadDto.prototype, SUMMED_FIELDS);

/** A cgroup of the host that belongs to no pod: a systemd unit, a plain container. */
export class CgroupDto extends SeriesPartDto {
  @ApiProperty({ type: String, example: 'worker-1' })
  node!: string;

  @ApiProperty({
    type: String,
    description: 'Path below the cgroup root.',
    example: '/system.slice/ssh.service',
  })
  cgroup!: string;
}
declareFields(CgroupDto.prototype, fieldsOf('cgroup'));
