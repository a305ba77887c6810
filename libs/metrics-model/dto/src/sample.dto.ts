import { IsISO8601, IsOptional } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Name, Quantity, Whole } from './decorators';

/** What one sample of a node or a pod can carry; every number is optional. */
class SampleDto {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'When it was measured; now when left out.',
    example: '2026-11-23T10:37:55Z',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  timestamp?: string;

  @Quantity({ description: 'CPU use, taken as given.', example: 120.5, optional: true })
  cpu_millicores?: number;

  @Whole({ description: 'Working set.', example: 970752, optional: true })
  memory_bytes?: number;

  @Whole({ description: 'Bytes read from disks, cumulative.', example: 4096, optional: true })
  disk_read_bytes?: number;

  @Whole({ description: 'Bytes written to disks, cumulative.', example: 8192, optional: true })
  disk_write_bytes?: number;

  @Whole({ description: 'Bytes received, cumulative.', example: 223299, optional: true })
  network_rx_bytes?: number;

  @Whole({ description: 'Bytes sent, cumulative.', example: 40070297, optional: true })
  network_tx_bytes?: number;
}

/** Body of `POST /api/nodes/{node}`. */
export class NodeSampleDto extends SampleDto {}

/** Body of `POST /api/pods/{pod}`. */
export class PodSampleDto extends SampleDto {
  @Name({
    description: 'Namespace of the pod; `default` when left out.',
    example: 'shop',
    optional: true,
  })
  namespace?: string;

  @Name({
    description: 'Node it runs on; `unknown` when left out.',
    example: 'worker-1',
    optional: true,
  })
  node?: string;

  @Name({ description: 'Deployment it belongs to.', example: 'web', optional: true })
  deployment?: string;
}

/** The numbers of a sample that are stored, by metric name. */
export const SAMPLE_METRICS = [
  'cpu_millicores',
  'memory_bytes',
  'disk_read_bytes',
  'disk_write_bytes',
  'network_rx_bytes',
  'network_tx_bytes',
] as const;
