import { ApiProperty } from '@nestjs/swagger';
import type { StoreStats } from '@kubemonitor/storage';

const NONE = 'null: there are none.';

/** How far back a store goes. */
export class OldestDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: `Start of the oldest samples. ${NONE}`,
    example: '2026-11-22T09:20:00.000Z',
  })
  raw!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: `Start of the oldest hour of roll-ups of a minute. ${NONE}`,
    example: '2026-10-24T09:00:00.000Z',
  })
  minutes!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: `Start of the oldest day of roll-ups of an hour. ${NONE}`,
    example: '2025-11-23T00:00:00.000Z',
  })
  hours!: string | null;
}

/** What /health tells of the store's reach. */
export function toOldestDto({ oldestMs, disk }: StoreStats): OldestDto {
  return {
    raw: toTimestamp(oldestMs),
    minutes: toTimestamp(disk?.oldestMinuteMs ?? Number.NaN),
    hours: toTimestamp(disk?.oldestHourMs ?? Number.NaN),
  };
}

function toTimestamp(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
