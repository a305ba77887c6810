import { fieldsOf } from '@kubemonitor/metrics-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PROMISE_SUMS, SeriesPartDto, declareFields, declareNumbers } from './answer-parts.dto';

/**
 * A node: the whole machine, host processes included. Where the cluster tells, the latest list
 * also has its nodes without a collector, with values that are null.
 */
export class NodeDto extends SeriesPartDto {
  @ApiProperty({ type: String, example: 'worker-1' })
  node!: string;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Condition `Ready`; left out where the cluster does not tell.',
    example: true,
  })
  ready?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'It is not cordoned.', example: true })
  schedulable?: boolean;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'CPU model, kernel, operating system, cgroup version and driver.',
  })
  facts?: Record<string, unknown>;
}
declareFields(NodeDto.prototype, fieldsOf('node'));
declareNumbers(NodeDto.prototype, {
  pods: ['Pods on it, those that have ended left out.', 18],
  cpu_percent: ['cpu_millicores of cpu_capacity_millicores.', 47.7],
  memory_percent: ['memory_bytes of memory_total_bytes.', 8.1],
  cpu_allocatable_percent: [
    'cpu_millicores of cpu_allocatable_millicores, as `kubectl top nodes` has it.',
    50.2,
  ],
  memory_allocatable_percent: [
    'memory_bytes of memory_allocatable_bytes, as `kubectl top nodes` has it.',
    8.5,
  ],
  memory_capacity_bytes: ['Memory of the node, as the cluster knows it.', 25_276_510_208],
  pods_capacity: ['Pods the node can run.', 110],
  cpu_allocatable_millicores: ['CPU the node may give to pods.', 3_800],
  memory_allocatable_bytes: ['Memory the node may give to pods.', 24_171_652_608],
  pods_allocatable: ['Pods the node may be given.', 110],
  cpu_requested_percent: [
    'cpu_request_millicores of cpu_allocatable_millicores: what the scheduler has set aside.',
    41.5,
  ],
  memory_requested_percent: ['memory_request_bytes of memory_allocatable_bytes.', 12.3],
  ...PROMISE_SUMS,
});

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
