import { fieldsOf } from '@kubemonitor/metrics-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  NODE_SHARES,
  PROMISE_SHARES,
  SeriesPartDto,
  WorkloadReferenceDto,
  declareFields,
  declareNumbers,
} from './answer-parts.dto';
import { ContainerDto } from './container.dto';

/**
 * A pod: its own cgroup, so the sandbox and dead containers' CPU time are included. Where the
 * cluster tells, the latest lists have every pod it has, those that wait or have ended with
 * values that are null, and none that is gone.
 */
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

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Node it is on; null while it is not scheduled.',
    example: 'worker-1',
  })
  node!: string | null;

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

  @ApiPropertyOptional({
    type: String,
    description:
      'Pending, Running, Succeeded, Failed or Unknown. The values of a pod that has ended are null at once.',
    example: 'Running',
  })
  phase?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'One word for its state, as the STATUS column of `kubectl get pods` has it.',
    example: 'CrashLoopBackOff',
  })
  status?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', example: '2026-11-23T09:11:23.000Z' })
  created_at?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'When its node took it on.',
    example: '2026-11-23T09:11:24.000Z',
  })
  started_at?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'When it has to be gone; left out while nobody has deleted it.',
    example: '2026-11-23T10:00:30.000Z',
  })
  deleted_at?: string;

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
declareNumbers(PodDto.prototype, {
  restarts: ['Restarts of its containers, as `kubectl get pods` counts them.', 0],
  cpu_request_millicores: [
    'What the scheduler sets aside for it: the greater of its containers together and of its init containers one by one, and its runtime’s overhead.',
    100,
  ],
  memory_request_bytes: ['Likewise of memory.', 67_108_864],
  ...PROMISE_SHARES,
  ...NODE_SHARES,
});
