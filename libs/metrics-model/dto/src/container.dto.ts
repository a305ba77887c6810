import { fieldsOf } from '@kubemonitor/metrics-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  NODE_SHARES,
  PROMISE_SHARES,
  SeriesPartDto,
  declareFields,
  declareNumbers,
} from './answer-parts.dto';

/** How a run of a container ended. */
export class TerminationDto {
  @ApiPropertyOptional({ type: String, example: 'OOMKilled' })
  reason?: string;

  @ApiPropertyOptional({ type: Number, example: 137 })
  exit_code?: number;

  @ApiPropertyOptional({ type: String, format: 'date-time', example: '2026-11-23T09:14:56.000Z' })
  finished_at?: string;
}

/**
 * A container of a pod. The latest answer has those of the newest report and, with values that
 * are null, those of the spec that have not started, wait to run again, or have ended.
 */
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
    nullable: true,
    description: 'Id given by the container runtime; null before the first start.',
    example: 'd6d5fbdd393d',
  })
  container_id!: string | null;

  @ApiPropertyOptional({
    type: String,
    enum: ['regular', 'init', 'sidecar', 'ephemeral'],
    description: '`sidecar`: an init container that runs on. `ephemeral`: added for debugging.',
    example: 'regular',
  })
  kind?: string;

  @ApiPropertyOptional({ type: String, example: 'registry.example/web:1.4' })
  image?: string;

  @ApiPropertyOptional({
    type: String,
    enum: ['waiting', 'running', 'terminated'],
    description: 'State as the cluster knows it; a run of the past is `terminated`.',
    example: 'running',
  })
  state?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Why it waits, or how it ended.',
    example: 'CrashLoopBackOff',
  })
  reason?: string;

  @ApiPropertyOptional({ type: Number, description: 'Of one that has ended.', example: 137 })
  exit_code?: number;

  @ApiPropertyOptional({ type: Boolean, description: 'Its readiness probe passes.', example: true })
  ready?: boolean;

  @ApiPropertyOptional({ type: Number, description: 'Restarts so far.', example: 0 })
  restarts?: number;

  @ApiPropertyOptional({ type: TerminationDto, description: 'How the run before this one ended.' })
  last_termination?: TerminationDto;
}
declareFields(ContainerDto.prototype, fieldsOf('container'));
declareNumbers(ContainerDto.prototype, {
  cpu_request_millicores: [
    'Its CPU request: what it runs with where it was resized, else that of the spec.',
    100,
  ],
  memory_request_bytes: ['Its memory request, likewise.', 33_554_432],
  ...PROMISE_SHARES,
  ...NODE_SHARES,
});
