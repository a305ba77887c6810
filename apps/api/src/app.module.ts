import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { AggregatedModule } from './aggregated/aggregated.module';
import { EntityLists } from './answers/entity-lists.service';
import { Reader } from './answers/reader.service';
import { SumViews } from './answers/sum-views.service';
import { SumsService } from './answers/sums.service';
import { AuthModule } from './auth/auth.module';
import { ClusterController } from './cluster/cluster.controller';
import { ClusterSeries } from './cluster/cluster-series.service';
import { ClusterTotals } from './cluster/cluster-totals.service';
import { FindingsController } from './cluster/findings.controller';
import { FindingsService } from './cluster/findings.service';
import { CLOCK, type Clock } from './clock/clock';
import { Directory } from './directory/directory.service';
import { ENVIRONMENT } from './environment';
import { EventsController } from './events/events.controller';
import { EventsService } from './events/events.service';
import { HealthController } from './health/health.controller';
import { createIdentitySource } from './identity/create-source';
import { IDENTITY_SOURCE } from './identity/identity-source';
import { IngestController } from './ingest/ingest.controller';
import { IngestService } from './ingest/ingest.service';
import { SkewedNodes } from './ingest/skewed-nodes';
import { LiveController } from './live/live.controller';
import { LiveStreams } from './live/live-streams';
import { NamespacesController } from './namespaces/namespaces.controller';
import { NodesController } from './nodes/nodes.controller';
import { NodeNamespaces } from './nodes/node-namespaces.service';
import { NodesService } from './nodes/nodes.service';
import { PodDetailService } from './pods/pod-detail.service';
import { PodsController } from './pods/pods.controller';
import { PodsService } from './pods/pods.service';
import { ClusterConnection } from './kubernetes/cluster-connection';
import { KUBERNETES_CLIENT, createKubernetesClient } from './kubernetes/kubernetes-client';
import { MetricsApiModule } from './metrics-api/metrics-api.module';
import { HttpDurations } from './prometheus/http-durations';
import { MetricsController } from './prometheus/metrics.controller';
import { PrometheusModule } from './prometheus/prometheus.module';
import { PromqlModule } from './promql/promql.module';
import { StoreModule } from './store/store.module';
import { AllWorkloadsController } from './workloads/all-workloads.controller';
import { WorkloadsController } from './workloads/workloads.controller';
import { WorkloadsService } from './workloads/workloads.service';

/** What everything else stands on: environment, clock, identity, who is who. */
@Global()
@Module({})
class FoundationModule {
  static forEnvironment(environment: ApiEnvironment, clock: Clock): DynamicModule {
    // Made before anything is started: without a way to the cluster there is nothing to end.
    const client = createKubernetesClient(environment, process.env);
    return {
      module: FoundationModule,
      imports: [StoreModule],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: CLOCK, useValue: clock },
        { provide: KUBERNETES_CLIENT, useFactory: () => client },
        {
          provide: IDENTITY_SOURCE,
          useFactory: async () => {
            const source = createIdentitySource(environment, client);
            await source.start();
            return source;
          },
        },
        ClusterConnection,
        Directory,
        SkewedNodes,
        Reader,
      ],
      exports: [
        ENVIRONMENT,
        CLOCK,
        KUBERNETES_CLIENT,
        IDENTITY_SOURCE,
        Directory,
        SkewedNodes,
        Reader,
      ],
    };
  }
}

@Module({
  providers: [EntityLists, PodsService, PodDetailService],
  controllers: [PodsController],
  exports: [EntityLists, PodsService, PodDetailService],
})
class PodsModule {}

@Module({
  imports: [PodsModule],
  providers: [NodesService, NodeNamespaces],
  controllers: [NodesController],
  exports: [NodesService],
})
class NodesModule {}

@Module({
  imports: [PodsModule],
  providers: [SumsService, SumViews, WorkloadsService],
  controllers: [NamespacesController, WorkloadsController, AllWorkloadsController],
  exports: [WorkloadsService],
})
class SumsModule {}

@Module({
  imports: [PodsModule, NodesModule, SumsModule],
  providers: [EventsService],
  controllers: [EventsController],
})
class EventsModule {}

@Module({
  providers: [IngestService, HttpDurations],
  controllers: [IngestController, HealthController, MetricsController],
})
class IngestModule {}

@Module({
  providers: [ClusterTotals, ClusterSeries, FindingsService],
  controllers: [ClusterController, FindingsController],
})
class ClusterModule {}

@Module({ providers: [LiveStreams], controllers: [LiveController] })
class LiveModule {}

/** The whole API server. */
@Module({})
export class AppModule {
  static forEnvironment(environment: ApiEnvironment, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        FoundationModule.forEnvironment(environment, clock),
        AuthModule.forEnvironment(environment),
        PodsModule,
        NodesModule,
        SumsModule,
        EventsModule,
        IngestModule,
        LiveModule,
        ClusterModule,
        MetricsApiModule,
        PrometheusModule,
        PromqlModule,
        AggregatedModule,
      ],
    };
  }
}
