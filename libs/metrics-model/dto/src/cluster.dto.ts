import { FIELDS, REASON_CODES, type FieldDefinition } from '@kubemonitor/metrics-model';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { MeasuredDto, declareNumbers } from './answer-parts.dto';
import { Instant, Name, Quantity } from './decorators';
import { LONGEST_WINDOW_SECONDS } from './query.dto';

const NODE_TOTAL_NAMES: readonly string[] = [
  'cpu_millicores',
  'cpu_capacity_millicores',
  'memory_bytes',
  'memory_used_bytes',
  'memory_total_bytes',
  'disk_read_bytes_per_second',
  'disk_write_bytes_per_second',
  'network_rx_bytes_per_second',
  'network_tx_bytes_per_second',
];

const POD_TOTAL_NAMES: readonly string[] = [
  'cpu_millicores',
  'memory_bytes',
  'disk_read_bytes_per_second',
  'disk_write_bytes_per_second',
  'network_rx_bytes_per_second',
  'network_tx_bytes_per_second',
];

/** Fields of nodes that are added up over the cluster. */
export const NODE_TOTALS: readonly FieldDefinition[] = FIELDS.filter(({ name }) =>
  NODE_TOTAL_NAMES.includes(name),
);

/** Fields of pods that are added up over the cluster. */
export const POD_TOTALS: readonly FieldDefinition[] = FIELDS.filter(({ name }) =>
  POD_TOTAL_NAMES.includes(name),
);

/** What the sum over pods of a field is called: the plain name is the sum over nodes. */
export function toPodTotal(field: string): string {
  return `pods_${field}`;
}

/** Which totals, and of which time. Least and greatest of a sum are not known, so there are no `stats`. */
export class ClusterQueryDto {
  @Quantity(
    {
      description:
        'Answer with time series of so many seconds before now instead of the latest values.',
      example: 300,
      optional: true,
    },
    1,
    LONGEST_WINDOW_SECONDS,
  )
  window?: number;

  @Quantity(
    {
      description:
        'Seconds of one point, rounded up to whole intervals; grows when there would be too many points, or too much to add up.',
      example: 15,
      optional: true,
    },
    1,
    LONGEST_WINDOW_SECONDS,
  )
  step?: number;

  @Instant({ description: 'Start of the time series, instead of `window`.' })
  start?: string;

  @Instant({ description: 'End of the time series, exclusive; now when left out.' })
  end?: string;

  @Name(
    {
      description: 'Of time series only these fields, comma separated.',
      example: 'cpu_millicores,pods_cpu_millicores',
      optional: true,
    },
    4_096,
  )
  fields?: string;
}

const COUNTS = { type: 'object', additionalProperties: { type: 'number' } } as const;

export class NodeCountsDto {
  @ApiProperty({
    type: Number,
    description: 'Nodes the cluster has, and others that reported within five minutes.',
    example: 3,
  })
  known!: number;

  @ApiProperty({
    type: Number,
    description: 'Of these, nodes heard of within three intervals: the totals are theirs.',
    example: 2,
  })
  reporting!: number;

  @ApiProperty({ type: Number, description: 'Reported within five minutes, but late.', example: 1 })
  late!: number;

  @ApiProperty({ type: Number, description: 'Not heard of for five minutes.', example: 0 })
  silent!: number;

  @ApiPropertyOptional({
    type: Number,
    description:
      'Nodes whose condition `Ready` is not true. Left out where the cluster does not tell.',
    example: 0,
  })
  not_ready?: number;

  @ApiPropertyOptional({ type: Number, description: 'Cordoned nodes.', example: 0 })
  unschedulable?: number;
}

export class PodCountsDto {
  @ApiProperty({
    type: Number,
    description: 'Pods of the latest lists, ended ones included.',
    example: 42,
  })
  total!: number;

  @ApiProperty({
    type: Number,
    description: 'Of these, pods the cluster has not named.',
    example: 0,
  })
  unnamed!: number;

  @ApiPropertyOptional({
    ...COUNTS,
    description: 'Named pods by phase. Left out while none is named.',
    example: { Running: 41, Pending: 1 },
  })
  by_phase?: Record<string, number>;

  @ApiPropertyOptional({
    ...COUNTS,
    description: 'Named pods by the STATUS column of `kubectl get pods`.',
    example: { Running: 40, CrashLoopBackOff: 1, Pending: 1 },
  })
  by_status?: Record<string, number>;
}

export class ContainerCountsDto {
  @ApiProperty({
    type: Number,
    description: 'Containers of named pods’ specs and those reported of others, no sandboxes.',
    example: 50,
  })
  total!: number;

  @ApiPropertyOptional({
    ...COUNTS,
    description: 'Containers of named pods by state: waiting, running, terminated; or unknown.',
    example: { running: 49, waiting: 1 },
  })
  by_state?: Record<string, number>;
}

/** What a percentage is a share of. */
export class PercentWholeDto {
  @ApiProperty({ type: Number, description: 'What is 100 %.', example: 8_000 })
  whole!: number;

  @ApiProperty({ type: Number, description: 'Nodes it is of.', example: 2 })
  nodes!: number;
}

/** A point of the totals over time. */
export class ClusterSampleDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'Start of the step.' })
  timestamp!: string;

  @ApiProperty({ type: Number, description: 'Nodes with samples in the step.', example: 3 })
  nodes!: number;

  @ApiPropertyOptional({
    ...COUNTS,
    description: 'By field, nodes with samples but without this value: its sum lacks them.',
    example: { cpu_millicores: 1 },
  })
  nodes_without?: Record<string, number>;
}

/** Totals of the cluster: sums over its nodes and, apart, over its pods. */
@ApiExtraModels(PercentWholeDto)
export class ClusterDto extends MeasuredDto {
  @ApiProperty({
    type: String,
    enum: ['cluster', 'namespaces'],
    description:
      '`namespaces`: what is told of pods is of the namespaces you may read only; nodes are all there are.',
  })
  scope!: string;

  @ApiPropertyOptional({ type: NodeCountsDto })
  nodes?: NodeCountsDto;

  @ApiPropertyOptional({ type: PodCountsDto })
  pods?: PodCountsDto;

  @ApiPropertyOptional({ type: ContainerCountsDto })
  containers?: ContainerCountsDto;

  @ApiPropertyOptional({
    ...COUNTS,
    description:
      'By field, reporting nodes without this value: its sum lacks them. Of capacities also nodes that do not report.',
    example: { cpu_millicores: 1 },
  })
  nodes_without?: Record<string, number>;

  @ApiPropertyOptional({
    ...COUNTS,
    description:
      'By field, nodes whose collector does not tell what they have: the sum has what the cluster says (`node.status.capacity`).',
    example: { cpu_capacity_millicores: 2 },
  })
  nodes_from_cluster?: Record<string, number>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(PercentWholeDto) },
    description: 'By percentage, what it is a share of, and of how many nodes that is.',
    example: { cpu_percent: { whole: 8_000, nodes: 2 } },
  })
  percent_of?: Record<string, PercentWholeDto>;

  @ApiPropertyOptional({
    type: Number,
    description: 'Pods in the sums over pods: those of a namespace, with samples.',
    example: 42,
  })
  pods_in_sums?: number;

  @ApiPropertyOptional({
    type: [ClusterSampleDto],
    description: 'With a window: points, oldest first, in place of the values.',
  })
  samples?: ClusterSampleDto[];

  @ApiPropertyOptional({ type: Number, description: 'With a window: seconds of a point.' })
  step_seconds?: number;

  @ApiPropertyOptional({
    type: String,
    enum: ['raw', '1m', '1h'],
    description: 'With a window: what the points were made from.',
  })
  resolution?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', enum: [...REASON_CODES] },
    description: 'Why values are null, by field.',
    example: { cpu_request_millicores: 'no_cluster' },
  })
  declare missing?: Record<string, string>;
}

const CLUSTER_NUMBERS = {
  cpu_percent: [
    'cpu_millicores of cpu_capacity_millicores, both of reporting nodes that tell both.',
    41.2,
  ],
  memory_percent: ['memory_bytes of memory_total_bytes, likewise.', 62.5],
  cpu_allocatable_percent: ['cpu_millicores of what the reporting nodes may give to pods.', 43.1],
  memory_allocatable_percent: ['memory_bytes of what the reporting nodes may give to pods.', 66.1],
  cpu_allocatable_millicores: ['CPU all nodes together may give to pods.', 11_400],
  memory_allocatable_bytes: ['Memory all nodes together may give to pods.', 72_514_957_824],
  pods_allocatable: ['Pods all nodes together may be given.', 330],
  cpu_request_millicores: ['Sum of the CPU requests of pods that have not ended.', 4_500],
  memory_request_bytes: ['Sum of their memory requests.', 8_589_934_592],
  cpu_limit_millicores: [
    'Sum of the CPU limits that are set; pods without one are counted in `pods_without_cpu_limit` and may use more.',
    9_000,
  ],
  memory_limit_bytes: ['Likewise of memory.', 17_179_869_184],
  cpu_requested_percent: ['cpu_request_millicores of cpu_allocatable_millicores.', 39.5],
  memory_requested_percent: ['memory_request_bytes of memory_allocatable_bytes.', 11.8],
  cpu_limited_percent: ['cpu_limit_millicores of cpu_allocatable_millicores.', 78.9],
  memory_limited_percent: ['memory_limit_bytes of memory_allocatable_bytes.', 23.7],
} as const;

const PODS_WITHOUT = {
  pods_without_cpu_request: ['Pods the sum of CPU requests lacks.', 3],
  pods_without_memory_request: ['Pods the sum of memory requests lacks.', 3],
  pods_without_cpu_limit: ['Pods the sum of CPU limits lacks.', 5],
  pods_without_memory_limit: ['Pods the sum of memory limits lacks.', 5],
} as const;

const CAPACITY_NAMES: ReadonlySet<string> = new Set([
  'cpu_capacity_millicores',
  'memory_total_bytes',
]);
const OF_REPORTING = 'Sum over reporting nodes.';
const OF_ALL =
  'Sum over reporting nodes and all others the cluster has, see `nodes_from_cluster`; over time of reporting nodes only.';

for (const target of [ClusterDto.prototype, ClusterSampleDto.prototype]) {
  for (const { name, description, example } of NODE_TOTALS) {
    const sum = target === ClusterDto.prototype && CAPACITY_NAMES.has(name) ? OF_ALL : OF_REPORTING;
    declareNumber(target, name, `${sum} ${description}`, example);
  }
  for (const { name, description, example } of POD_TOTALS) {
    declareNumber(target, toPodTotal(name), `Sum over pods. ${description}`, example);
  }
}
for (const [name, [description, example]] of Object.entries(CLUSTER_NUMBERS)) {
  declareNumber(ClusterDto.prototype, name, description, example);
}
declareNumbers(ClusterDto.prototype, PODS_WITHOUT);

function declareNumber(target: object, name: string, description: string, example: number): void {
  const whole = `${description} null: see \`missing\`.`;
  ApiPropertyOptional({ type: Number, nullable: true, description: whole, example })(target, name);
}
