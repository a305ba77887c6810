import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { WorkloadReferenceDto } from './answer-parts.dto';
import { Instant, Quantity, Whole } from './decorators';
import { LONGEST_WINDOW_SECONDS } from './query.dto';

/** Which events, and of which time. */
export class EventQueryDto {
  @Quantity(
    {
      description: 'Events of so many seconds before now, or before `end`; an hour when left out.',
      example: 3_600,
      optional: true,
    },
    1,
    LONGEST_WINDOW_SECONDS,
  )
  window?: number;

  @Instant({ description: 'Start of the time, instead of `window`.' })
  start?: string;

  @Instant({ description: 'End of the time; now when left out.' })
  end?: string;

  @Whole(
    {
      description: 'Most events, the newest ones; 1,000 when left out.',
      example: 100,
      optional: true,
    },
    1,
    10_000,
  )
  limit?: number;
}

/** Something that happened to a pod, a container or a node. */
export class EventDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When; with `after`: when at the latest.',
    example: '2026-11-23T09:14:56.000Z',
  })
  at!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description:
      'It was after this and not after `at`: between two samples. Left out where `at` is the time the cluster told.',
    example: '2026-11-23T09:14:55.000Z',
  })
  after?: string;

  @ApiProperty({
    type: String,
    enum: ['created', 'restart', 'oom_kill', 'ended', 'deleted'],
    description:
      '`created`: the pod’s object was made. `restart`: a container runs again. `oom_kill`: processes were killed for want of memory. `ended`: a run of a container ended, or without `container` the pod went. `deleted`: the pod was to be gone by then.',
  })
  kind!: string;

  @ApiPropertyOptional({ type: String, example: 'shop' })
  namespace?: string;

  @ApiPropertyOptional({ type: String, example: 'web-0' })
  pod?: string;

  @ApiPropertyOptional({ type: String, description: 'uid of the pod.' })
  uid?: string;

  @ApiPropertyOptional({ type: String, example: 'worker-1' })
  node?: string;

  @ApiPropertyOptional({ type: WorkloadReferenceDto })
  workload?: WorkloadReferenceDto;

  @ApiPropertyOptional({
    type: String,
    description: 'Left out of what is of the whole pod, and of kills where it is not known.',
    example: 'app',
  })
  container?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Of a restart the run that began, else the run that ended.',
    example: 'd6d5fbdd393d',
  })
  container_id?: string;

  @ApiPropertyOptional({ type: Number, description: 'Of kills: processes.', example: 1 })
  count?: number;

  @ApiPropertyOptional({
    type: String,
    description: 'How the run ended; of a restart the run before it.',
    example: 'OOMKilled',
  })
  reason?: string;

  @ApiPropertyOptional({ type: Number, example: 137 })
  exit_code?: number;
}

class EventMetadataDto {
  @ApiProperty({ type: Number, description: 'Events in all, also those left out.', example: 3 })
  total!: number;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the answer was made.' })
  timestamp!: string;
}

/** Events, oldest first. */
export class EventListDto {
  @ApiProperty({ type: [EventDto], description: 'The events.' })
  items!: EventDto[];

  @ApiProperty({ type: EventMetadataDto })
  metadata!: EventMetadataDto;

  @ApiProperty({
    type: Number,
    description:
      'Between what is known of samples: an event of theirs is known to so many seconds.',
    example: 5,
  })
  step_seconds!: number;

  @ApiProperty({
    type: String,
    enum: ['raw', '1m', '1h'],
    description: 'What counters were read from.',
  })
  resolution!: string;
}
