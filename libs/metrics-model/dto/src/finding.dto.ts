import type { FindingValues } from '@kubemonitor/metrics-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { WorkloadReferenceDto } from './answer-parts.dto';
import { NAME_LENGTH, Name, Whole } from './decorators';

/** A kind of custom resources has 63 characters at most. */
const WORKLOAD_LENGTH = 64 + NAME_LENGTH;

const SEVERITIES = ['error', 'warning', 'info'];

/** Which findings, and how many. */
export class FindingQueryDto {
  @Whole(
    { description: 'Most findings, 100 when left out; 0 = all.', example: 20, optional: true },
    0,
    100_000,
  )
  limit?: number;

  @Name({
    description: 'Only findings about pods of this namespace.',
    example: 'shop',
    optional: true,
  })
  namespace?: string;

  @Name({
    description: 'Only findings about this node and the pods on it.',
    example: 'worker-1',
    optional: true,
  })
  node?: string;

  @Name(
    {
      description:
        'Only findings about pods of this workload, as kind/name; the kind as in paths. Needs `namespace`.',
      example: 'Deployment/web',
      optional: true,
    },
    WORKLOAD_LENGTH,
  )
  workload?: string;

  @Name({
    description: 'Only findings about this pod. Needs `namespace`.',
    example: 'web-0',
    optional: true,
  })
  pod?: string;

  @Name({
    description: 'Only findings about this container, and about the pod as a whole. Needs `pod`.',
    example: 'app',
    optional: true,
  })
  container?: string;
}

/** What the sentence of a finding is made of. */
class FindingValuesDto implements FindingValues {
  @ApiPropertyOptional({
    type: [String],
    description: 'Containers it is about; left out when it is the pod as a whole.',
    example: ['app'],
  })
  containers?: readonly string[];

  @ApiPropertyOptional({ type: Number, description: 'Whole percent, rounded down.', example: 96 })
  percent?: number;

  @ApiPropertyOptional({ type: Number, description: 'Kills, restarts, refusals.', example: 2 })
  count?: number;

  @ApiPropertyOptional({
    type: String,
    description: 'The cluster’s own word: why it waits, how it ended, the pod’s status.',
    example: 'OOMKilled',
  })
  reason?: string;

  @ApiPropertyOptional({ type: Number, example: 137 })
  exit_code?: number;

  @ApiPropertyOptional({ type: String, example: 'registry.example/web:1.4' })
  image?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'A resource of the cluster’s API.',
    example: 'pods',
  })
  resource?: string;

  @ApiPropertyOptional({ type: Number, example: 42 })
  seconds?: number;
}

/** Something that is wrong now, or was within the last hour. */
export class FindingDto {
  @ApiProperty({ type: String, enum: SEVERITIES, example: 'error' })
  severity!: string;

  @ApiProperty({
    type: String,
    description: 'Which rule found it; stable. All of them are in docs/findings.md.',
    example: 'memory_near_limit',
  })
  code!: string;

  @ApiProperty({
    type: String,
    enum: ['pod', 'node', 'store', 'cluster'],
    description: 'What it is about.',
  })
  kind!: string;

  @ApiPropertyOptional({ type: String, description: 'Of a pod.', example: 'shop' })
  namespace?: string;

  @ApiProperty({ type: String, description: 'Name of what it is about.', example: 'web-0' })
  name!: string;

  @ApiPropertyOptional({ type: String, description: 'Container of the pod.', example: 'app' })
  container?: string;

  @ApiPropertyOptional({ type: String, description: 'Node it is on.', example: 'worker-1' })
  node?: string;

  @ApiPropertyOptional({ type: WorkloadReferenceDto, description: 'Workload of the pod.' })
  workload?: WorkloadReferenceDto;

  @ApiProperty({
    type: String,
    description: 'One sentence in plain English.',
    example: 'Container app uses 96 % of its memory limit; above it, it is killed.',
  })
  message!: string;

  @ApiPropertyOptional({
    type: FindingValuesDto,
    description:
      'What `message` is made of, to say the same in another language; left out where the sentence of the code is always the same.',
  })
  values?: FindingValuesDto;

  @ApiPropertyOptional({ type: Number, description: 'What was measured.', example: 193_273_528 })
  value?: number;

  @ApiPropertyOptional({
    type: Number,
    description: 'What the value is held against: a limit that is set, or the rule’s threshold.',
    example: 201_326_592,
  })
  limit?: number;

  @ApiPropertyOptional({
    type: String,
    enum: ['bytes', 'ratio', 'millicores', 'count', 'seconds'],
    description: 'Unit of value and limit.',
  })
  unit?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Since when, or when.' })
  since?: string;
}

class FindingCountsDto {
  @ApiProperty({ type: Number, example: 1 })
  error!: number;

  @ApiProperty({ type: Number, example: 3 })
  warning!: number;

  @ApiProperty({ type: Number, example: 0 })
  info!: number;
}

class FindingMetadataDto {
  @ApiProperty({ type: Number, description: 'Findings in all.', example: 4 })
  total!: number;

  @ApiProperty({ type: FindingCountsDto, description: 'All of them by severity.' })
  counts!: FindingCountsDto;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the answer was made.' })
  timestamp!: string;
}

/** The worst first; of equal ones by code, namespace and name. */
export class FindingListDto {
  @ApiProperty({ type: [FindingDto], description: 'What was found.' })
  items!: FindingDto[];

  @ApiProperty({ type: FindingMetadataDto })
  metadata!: FindingMetadataDto;
}
