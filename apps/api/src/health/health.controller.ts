import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ApiEnvironment } from '@kubemonitor/config';
import type { MetricsStore } from '@kubemonitor/storage';
import { Reader } from '../answers/reader.service';
import { OpenToAll } from '../auth/reads';
import { Refusals } from '../auth/refusals';
import { ApiProblems } from '../docs/api-decorators';
import { ENVIRONMENT } from '../environment';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import { IngestService } from '../ingest/ingest.service';
import { STORE } from '../store/store.token';
import { OldestDto, toOldestDto } from './oldest.dto';
import { WatchDto, toWatchDto } from './watch.dto';

/** How the server is, for people. */
export class HealthDto {
  @ApiProperty({ type: String, enum: ['ok'], example: 'ok' })
  status!: string;

  @ApiProperty({ type: Number, description: 'Time since the server was started.', example: 3600 })
  uptime_seconds!: number;

  @ApiProperty({ type: String, description: 'Who names the pods.', example: 'none' })
  identity!: string;

  @ApiProperty({
    type: [WatchDto],
    required: false,
    description:
      'How the cluster is followed, where it names the pods. Samples are taken whether or not it can be reached.',
  })
  cluster_watches?: readonly WatchDto[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'What the store holds; bytes as it counts them itself.',
    example: {
      nodes: 1,
      pods: 18,
      containers: 24,
      series: 1012,
      sealed_samples: 90000,
      sealed_bytes: 61000,
    },
  })
  store!: Record<string, number>;

  @ApiProperty({ type: OldestDto, description: 'How far back the store goes, by resolution.' })
  oldest!: OldestDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'Reports and samples by what became of them, since the start.',
    example: { stored: 720, duplicate: 1 },
  })
  ingest!: Record<string, number>;

  @ApiProperty({
    type: [String],
    required: false,
    description:
      'Nodes that should have reported and did not. Left out where reads are protected, since everybody may ask for this.',
  })
  late_nodes?: readonly string[];
}

const PLAIN_OK = { 'text/plain': { schema: { type: 'string', example: 'ok' } } } as const;

@ApiTags('health')
@Controller()
@OpenToAll()
export class HealthController {
  constructor(
    @Inject(STORE) private readonly store: MetricsStore,
    @Inject(IDENTITY_SOURCE) private readonly identity: IdentitySource,
    private readonly ingest: IngestService,
    private readonly reader: Reader,
    private readonly refusals: Refusals,
    @Inject(ENVIRONMENT) private readonly environment: ApiEnvironment,
  ) {}

  @Get('health')
  @ApiOperation({ summary: 'How the server is' })
  @ApiResponse({ status: 200, type: HealthDto })
  health(): HealthDto {
    const stats = this.store.stats();
    const { entities, series, refusedEntities, disk } = stats;
    return {
      status: 'ok',
      uptime_seconds: Math.round(process.uptime()),
      identity: this.identity.kind,
      cluster_watches: this.identity.watches?.map(toWatchDto),
      store: {
        nodes: entities.node,
        pods: entities.pod,
        containers: entities.container,
        cgroups: entities.cgroup,
        series,
        refused_entities: refusedEntities,
        open_windows: stats.openWindows,
        sealed_windows: stats.sealedWindows,
        open_bytes: stats.openBytes,
        sealed_samples: stats.sealedSamples,
        sealed_bytes: stats.sealedBytes,
        ...(disk === undefined
          ? {}
          : {
              windows_on_disk: disk.windowsOnDisk,
              journal_bytes: disk.journalBytes,
              block_bytes: disk.blockBytes,
              minute_bytes: disk.minuteBytes,
              hour_bytes: disk.hourBytes,
              names_bytes: disk.namesBytes,
              cached_bytes: disk.cachedBytes,
              refused_batches: disk.refusedBatches,
            }),
      },
      oldest: toOldestDto(stats),
      ingest: Object.fromEntries([...this.ingest.counts, ...this.refusals.counts.ingest]),
      late_nodes: this.environment.AUTH_READ === 'none' ? this.reader.lateNodes() : undefined,
    };
  }

  @Get('livez')
  @ApiOperation({ summary: 'Liveness probe', description: 'Answers while the process works.' })
  @ApiResponse({ status: 200, content: PLAIN_OK })
  livez(): string {
    return 'ok';
  }

  @Get('readyz')
  @ApiOperation({
    summary: 'Readiness probe',
    description:
      'Answers once reports can be taken: the store and the identity source have started. It does not wait for samples, since collectors reach the server only when it is ready.',
  })
  @ApiResponse({ status: 200, content: PLAIN_OK })
  @ApiProblems(503)
  readyz(): string {
    return 'ok';
  }
}
