import { Module } from '@nestjs/common';
import { ClusterMetrics } from './cluster/cluster-metrics.service';
import { ClusterMetricsController } from './cluster-metrics.controller';
import { Scrapes } from './exposition/scrapes';
import { ClusterState } from './state/cluster-state.service';

/** The cluster for Prometheus to scrape. */
@Module({
  providers: [ClusterMetrics, ClusterState, Scrapes],
  controllers: [ClusterMetricsController],
})
export class PrometheusModule {}
