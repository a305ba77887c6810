import { Instant, Name, Quantity, Whole } from './decorators';

/** Body of `POST /api/nodes/{node}`: what one sample can carry; every number is optional. */
export class NodeSampleDto {
  @Instant({
    description: 'When it was measured; now when left out.',
    example: '2026-11-23T09:17:55Z',
  })
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

/** Body of `POST /api/pods/{pod}`: the same, and whose pod it is. */
export class PodSampleDto extends NodeSampleDto {
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
