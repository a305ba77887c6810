import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { MetricsStore } from '@kubemonitor/storage';
import { Registry } from 'prom-client';
import { IngestService } from '../ingest/ingest.service';
import { STORE } from '../store/store.token';
import { createOwnMetrics } from './own-metrics';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  private readonly registry: Registry;

  constructor(@Inject(STORE) store: MetricsStore, ingest: IngestService) {
    this.registry = createOwnMetrics({ store, ingestCounts: ingest.counts });
  }

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiOperation({
    summary: 'The server’s own metrics',
    description: 'Prometheus text: ingest, store and process of this server, not of the cluster.',
  })
  @ApiResponse({
    status: 200,
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  get(): Promise<string> {
    return this.registry.metrics();
  }
}
