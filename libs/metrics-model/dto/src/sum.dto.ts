import { SUMMED_FIELDS } from '@kubemonitor/metrics-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  PROMISE_SUMS,
  SeriesPartDto,
  WorkloadReferenceDto,
  declareFields,
  declareNumbers,
} from './answer-parts.dto';

class SumDto extends SeriesPartDto {
  @ApiProperty({ type: String, example: 'shop' })
  namespace!: string;

  @ApiPropertyOptional({
    type: Number,
    description: 'Pods in the sum: those with samples. Left out with a window.',
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
declareFields(SumDto.prototype, SUMMED_FIELDS);
declareNumbers(SumDto.prototype, {
  ...PROMISE_SUMS,
  cpu_request_percent: [
    'cpu_millicores of the sum of CPU requests; left out when a pod has none.',
    35.8,
  ],
  cpu_limit_percent: [
    'cpu_millicores of the sum of CPU limits; left out when a pod has none.',
    17.9,
  ],
  memory_request_percent: [
    'memory_bytes of the sum of memory requests; left out when a pod has none.',
    56.2,
  ],
  memory_limit_percent: [
    'memory_bytes of the sum of memory limits; left out when a pod has none.',
    28.1,
  ],
});

/**
 * Sum over the pods of a namespace. Where the cluster tells, namespaces without pods are listed
 * too, with values that are null.
 */
export class NamespaceDto extends SumDto {
  @ApiPropertyOptional({
    type: String,
    description: 'Active or Terminating; left out where the cluster does not tell.',
    example: 'Active',
  })
  phase?: string;
}

/** Sum over the pods of a namespace that run on one node. */
export class NodeNamespaceDto extends SumDto {
  @ApiProperty({ type: String, example: 'worker-1' })
  node!: string;
}

/**
 * Sum over the pods of a workload. Where the cluster tells, workloads without pods are listed
 * too, with values that are null.
 */
export class WorkloadDto extends SumDto {
  @ApiPropertyOptional({
    type: String,
    description: 'When it is a Deployment: its name.',
    example: 'web',
  })
  deployment?: string;

  @ApiProperty({ type: WorkloadReferenceDto })
  workload!: WorkloadReferenceDto;

  @ApiPropertyOptional({
    type: Number,
    description:
      'Pods it should have: replicas, of a DaemonSet its nodes, of a Job those to run now.',
    example: 3,
  })
  desired_pods?: number;

  @ApiPropertyOptional({ type: Number, description: 'Pods of it that are ready.', example: 3 })
  ready_pods?: number;
}
