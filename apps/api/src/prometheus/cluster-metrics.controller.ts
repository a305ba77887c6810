import { Controller, Get, Query, Res, applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ScrapeQueryDto } from '@kubemonitor/metrics-model/dto';
import type { FastifyReply } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { ApiProblems } from '../docs/api-decorators';
import { ClusterMetrics } from './cluster/cluster-metrics.service';
import { Scrapes } from './exposition/scrapes';
import { ClusterState } from './state/cluster-state.service';

/** Documents an exposition. */
function ApiExposition(summary: string, description: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary, description }),
    ApiResponse({ status: 200, content: { 'text/plain': { schema: { type: 'string' } } } }),
    ApiProblems(400, 503),
  );
}

/** The cluster for Prometheus, one path for each program it stands in for (docs/prometheus.md). */
@ApiTags('prometheus')
@Controller('metrics')
export class ClusterMetricsController {
  constructor(
    private readonly metrics: ClusterMetrics,
    private readonly state: ClusterState,
    private readonly scrapes: Scrapes,
  ) {}

  @Get('cadvisor')
  @ApiExposition(
    'Containers under cAdvisor’s names',
    'Prometheus text: what the containers of all pods use, the network of pods, the size of nodes.',
  )
  @Reads('pods')
  async cadvisor(
    @MayRead() scope: ReadScope,
    @Query() query: ScrapeQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.scrapes.send(reply, () => this.metrics.cadvisor(query, scope));
  }

  @Get('resource')
  @ApiExposition(
    'CPU and memory as the kubelet’s /metrics/resource',
    'Prometheus text: CPU time, working set and swap of nodes, pods and containers.',
  )
  @Reads('pods')
  async resource(
    @MayRead() scope: ReadScope,
    @Query() query: ScrapeQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.scrapes.send(reply, () => this.metrics.resource(query, scope));
  }

  @Get('node')
  @ApiExposition(
    'Nodes under node_exporter’s names',
    'Prometheus text. What node_exporter has by CPU, disk or interface is there in sums or not at all; the collectors have it whole.',
  )
  @Reads('nodes')
  async node(
    @MayRead() scope: ReadScope,
    @Query() query: ScrapeQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.scrapes.send(reply, () => this.metrics.node(query, scope));
  }

  @Get('state')
  @ApiExposition(
    'Objects of the cluster under kube-state-metrics’ names',
    'Prometheus text: pods, their owners, containers, requests and limits; workloads, nodes, namespaces.',
  )
  @Reads('pods')
  async clusterState(
    @MayRead() scope: ReadScope,
    @Query() query: ScrapeQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.scrapes.send(reply, () => this.state.families(query, scope));
  }
}
