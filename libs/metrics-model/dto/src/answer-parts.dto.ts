import { FIELDS, REASON_CODES, type FieldDefinition } from '@kubemonitor/metrics-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Declares the numbers of an answer from the catalogue of fields, units and examples included. */
export function declareFields(target: object, fields: readonly FieldDefinition[]): void {
  for (const { name, description, example } of fields) {
    ApiPropertyOptional({
      type: Number,
      nullable: true,
      description: `${description} null: see \`missing\`.`,
      example,
    })(target, name);
  }
}

/** Declares numbers the API adds to what was measured: name → what it is, and an example. */
export function declareNumbers(
  target: object,
  numbers: Readonly<Record<string, readonly [description: string, example: number]>>,
): void {
  for (const [name, [description, example]] of Object.entries(numbers)) {
    ApiPropertyOptional({ type: Number, description, example })(target, name);
  }
}

/** Shares of request and limit, for pods, containers and sums of them. */
export const PROMISE_SHARES = {
  cpu_request_percent: ['cpu_millicores of the CPU request.', 35.8],
  cpu_limit_percent: ['cpu_millicores of the CPU limit.', 17.9],
  memory_request_percent: ['memory_bytes of the memory request.', 56.2],
  memory_limit_percent: ['memory_bytes of the memory limit.', 28.1],
} as const;

/** Shares of what the node of a pod or container may give to pods. */
export const NODE_SHARES = {
  cpu_node_percent: ['cpu_millicores of what its node may give to pods.', 1.8],
  memory_node_percent: ['memory_bytes of what its node may give to pods.', 0.2],
} as const;

const COUNTED = 'Pods the cluster has that have not ended count. Only where the cluster tells.';

/** What the pods of a namespace, workload or node were promised together. */
export const PROMISE_SUMS = {
  cpu_request_millicores: [
    `Sum of the pods’ CPU requests; pods without one are counted in \`pods_without_cpu_request\`. ${COUNTED}`,
    450,
  ],
  memory_request_bytes: [
    `Sum of the pods’ memory requests; pods without one are counted in \`pods_without_memory_request\`. ${COUNTED}`,
    268_435_456,
  ],
  cpu_limit_millicores: [
    `Sum of the pods’ CPU limits; pods without one are counted in \`pods_without_cpu_limit\` and may use more. ${COUNTED}`,
    900,
  ],
  memory_limit_bytes: [
    `Sum of the pods’ memory limits; pods without one are counted in \`pods_without_memory_limit\` and may use more. ${COUNTED}`,
    536_870_912,
  ],
  pods_without_cpu_request: ['Pods the sum of CPU requests lacks; left out when there is none.', 1],
  pods_without_memory_request: [
    'Pods the sum of memory requests lacks; left out when there is none.',
    1,
  ],
  pods_without_cpu_limit: ['Pods the sum of CPU limits lacks; left out when there is none.', 2],
  pods_without_memory_limit: [
    'Pods the sum of memory limits lacks; left out when there is none.',
    2,
  ],
} as const;

/** What stands beside latest values; with a window `samples` takes the place of all of it. */
export class MeasuredDto {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'When the values were read on the node; null when there is no sample of now, then all values are null too.',
    example: '2026-11-23T09:17:55.026Z',
  })
  timestamp?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', enum: [...REASON_CODES] },
    description: 'Why values are null, by field.',
    example: { network_rx_bytes: 'host_network' },
  })
  missing?: Record<string, string>;

  @ApiPropertyOptional({
    type: Number,
    description: 'Time since `timestamp`; left out where it is null.',
    example: 2.4,
  })
  age_seconds?: number;

  @ApiPropertyOptional({
    type: Boolean,
    description:
      'Not heard of for three intervals: the values are the last ones known. Left out where there are none.',
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

/** What every answer about one thing or one item of a list may have. */
export class SeriesPartDto extends MeasuredDto {
  @ApiPropertyOptional({
    type: [SampleDto],
    description:
      'With a window: points, oldest first, in place of the values. A step without any sample is left out.',
  })
  samples?: SampleDto[];

  @ApiPropertyOptional({
    type: Number,
    description: 'With a window: seconds of a point; may be more than `step` asked for.',
    example: 5,
  })
  step_seconds?: number;

  @ApiPropertyOptional({
    type: String,
    enum: ['raw', '1m', '1h'],
    description:
      'With a window: what the points were made from: samples (`raw`), or roll-ups of a minute or an hour. What is not rolled up yet, about the last hour, comes from samples all the same.',
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
