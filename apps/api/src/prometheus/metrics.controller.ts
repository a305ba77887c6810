import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { MetricsStore } from '@kubemonitor/storage';
import { Registry } from 'prom-client';
import { Reader } from '../answers/reader.service';
import { OpenToAll } from '../auth/reads';
import { Refusals } from '../auth/refusals';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import { IngestService } from '../ingest/ingest.service';
import { STORE } from '../store/store.token';
import { HttpDurations } from './http-durations';
import { createOwnMetrics } from './own-metrics';

@ApiTags('health')
@Controller('metrics')
@OpenToAll()
export class MetricsController {
  private readonly registry: Registry;

  constructor(
    @Inject(STORE) store: MetricsStore,
    @Inject(IDENTITY_SOURCE) identities: IdentitySource,
    ingest: IngestService,
    refusals: Refusals,
    httpDurations: HttpDurations,
    reader: Reader,
  ) {
    this.registry = createOwnMetrics({
      store,
      identities,
      ingestCounts: ingest.counts,
      refusalCounts: refusals.counts,
      httpDurations,
      lateNodes: () => reader.lateNodes(),
    });
  }

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiOperation({
    summary: 'The server’s own metrics',
    description:
      'Prometheus text: ingest, store, requests and process of this server, not of the cluster.',
  })
  @ApiResponse({
    status: 200,
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  get(): Promise<string> {
    return this.registry.metrics();
  }
}
