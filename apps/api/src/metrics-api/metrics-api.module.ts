import { Module } from '@nestjs/common';
import { DiscoveryController } from './discovery.controller';
import { ListSender } from './list-sender';
import { ResourceMetricsController } from './resource-metrics.controller';
import { NodeMetricsService } from './node-metrics.service';
import { PodMetricsService } from './pod-metrics.service';
import { UsageReader } from './usage-reader.service';

/** The Kubernetes API group metrics.k8s.io. */
@Module({
  providers: [ListSender, UsageReader, NodeMetricsService, PodMetricsService],
  controllers: [DiscoveryController, ResourceMetricsController],
})
export class MetricsApiModule {}
