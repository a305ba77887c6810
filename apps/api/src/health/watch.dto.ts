import { ApiProperty } from '@nestjs/swagger';
import type { ResourceWatch } from '../identity/identity-source';

const PHASES = ['stopped', 'listing', 'watching', 'waiting', 'denied', 'absent'] as const;

/** The last failure; what the server said of it is in the log, since anybody may ask for health. */
export class WatchErrorDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'When it failed.' })
  timestamp!: string;

  @ApiProperty({
    type: String,
    description: 'Reason of the API server’s answer, or code of the connection’s error.',
    example: 'ECONNREFUSED',
  })
  reason!: string;
}

/** How the following of one resource of the cluster goes. */
export class WatchDto {
  @ApiProperty({ type: String, example: 'pods' })
  resource!: string;

  @ApiProperty({
    type: String,
    enum: PHASES,
    description:
      '`waiting` = before another try, `denied` = no right to list or watch it, `absent` = the cluster has no such resource.',
  })
  phase!: string;

  @ApiProperty({ type: Boolean, description: 'Everything was listed at least once.' })
  synced!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the API server was last heard.',
  })
  last_heard!: string | null;

  @ApiProperty({ type: Number, description: 'Lists read to their end, since the start.' })
  lists!: number;

  @ApiProperty({ type: Number, description: 'Watches begun, since the start.' })
  watches!: number;

  @ApiProperty({ type: Number, description: 'Lists and watches that failed, since the start.' })
  failures!: number;

  @ApiProperty({ type: WatchErrorDto, required: false, description: 'Left out while none failed.' })
  last_error?: WatchErrorDto;
}

/** What /health tells of a watch. */
export function toWatchDto({ resource, state }: ResourceWatch): WatchDto {
  const { phase, isSynced, lastHeardAt, lists, watches, failures, lastError } = state;
  return {
    resource,
    phase,
    synced: isSynced,
    last_heard: lastHeardAt === undefined ? null : toTimestamp(lastHeardAt),
    lists,
    watches,
    failures,
    last_error:
      lastError === undefined
        ? undefined
        : { timestamp: toTimestamp(lastError.at), reason: lastError.reason },
  };
}

function toTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
