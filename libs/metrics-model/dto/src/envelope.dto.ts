import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';

export class PartialDto {
  @ApiProperty({ type: String, example: 'worker-7' })
  node!: string;

  @ApiProperty({ type: String, description: 'What is wrong with it.', example: 'agent_late' })
  reason!: string;
}

export class ListMetadataDto {
  @ApiProperty({ type: Number, description: 'Items of the whole list.', example: 42 })
  total!: number;

  @ApiPropertyOptional({ type: String, description: 'Pass it as `continue` for the next page.' })
  continue?: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the answer was made.' })
  timestamp!: string;

  @ApiPropertyOptional({
    type: [PartialDto],
    description: 'Nodes whose values are missing or old.',
  })
  partial?: PartialDto[];
}

/** The schema of a list answer of `item`. */
export function listSchema(item: new () => object): object {
  return {
    type: 'object',
    required: ['items', 'metadata'],
    properties: {
      items: { type: 'array', items: { $ref: getSchemaPath(item) } },
      metadata: { $ref: getSchemaPath(ListMetadataDto) },
      step_seconds: {
        type: 'number',
        description: 'With a window: seconds of a point; may be more than `step` asked for.',
      },
      resolution: {
        type: 'string',
        enum: ['raw', '1m', '1h'],
        description:
          'With a window: what the points were made from: samples (`raw`), or roll-ups of a minute or an hour. What is not rolled up yet, about the last hour, comes from samples all the same.',
      },
    },
  };
}

/** Answer to a POST. */
export class AcceptedDto {
  @ApiProperty({
    type: String,
    enum: ['stored', 'duplicate'],
    description: '`duplicate`: this report was stored before; nothing changed.',
  })
  result!: string;

  @ApiPropertyOptional({
    type: Number,
    description: 'Entities left out because the store’s series limit is reached.',
    example: 0,
  })
  refused?: number;
}

/** RFC 9457 problem details: the body of every error. */
export class ProblemDto {
  @ApiProperty({
    type: String,
    description: 'Names the kind of problem; stable.',
    example: '/problems/not-found',
  })
  type!: string;

  @ApiProperty({ type: String, example: 'Not found' })
  title!: string;

  @ApiProperty({ type: Number, example: 404 })
  status!: number;

  @ApiPropertyOptional({ type: String, example: 'No pod named "web" is known.' })
  detail?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Path of the request.',
    example: '/api/pods/web',
  })
  instance?: string;

  @ApiPropertyOptional({
    type: 'array',
    items: {
      type: 'object',
      properties: {
        field: { type: 'string' },
        value: {},
        message: { type: 'string' },
      },
    },
    description: 'Of a bad request: what is wrong where.',
  })
  errors?: { field: string; value?: unknown; message: string }[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Of an ambiguous name: namespace/name of the candidates.',
    example: ['shop/web-0', 'batch/web-0'],
  })
  candidates?: string[];
}
