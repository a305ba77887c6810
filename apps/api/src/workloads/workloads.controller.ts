import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  ListQueryDto,
  PodDto,
  PodListQueryDto,
  WindowQueryDto,
  WorkloadDto,
  WorkloadListQueryDto,
} from '@kubemonitor/metrics-model/dto';
import type { FastifyReply } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { ApiList, ApiProblems } from '../docs/api-decorators';
import { sendList } from '../render/send';
import { WorkloadsService } from './workloads.service';

const DEPLOYMENT = 'Deployment';

@ApiTags('workloads')
@Controller('api/namespaces/:namespace')
export class WorkloadsController {
  constructor(private readonly workloads: WorkloadsService) {}

  @Get('deployments')
  @ApiOperation({ summary: 'The deployments of a namespace', description: 'Sums over their pods.' })
  @ApiList(WorkloadDto)
  @ApiProblems(400)
  @Reads('pods')
  async listDeployments(
    @MayRead() scope: ReadScope,
    @Param('namespace') namespace: string,
    @Query() query: ListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendList(reply, await this.workloads.list(namespace, DEPLOYMENT, query), scope);
  }

  @Get('deployments/:deployment')
  @ApiOperation({ summary: 'One deployment', description: 'The sum over its pods.' })
  @ApiResponse({ status: 200, type: WorkloadDto })
  @ApiProblems(400, 404)
  @Reads('pods')
  getDeployment(
    @Param('namespace') namespace: string,
    @Param('deployment') name: string,
    @Query() query: WindowQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.workloads.send(reply, { namespace, kind: DEPLOYMENT, name }, query);
  }

  @Get('deployments/:deployment/pods')
  @ApiOperation({ summary: 'The pods of a deployment' })
  @ApiList(PodDto)
  @ApiProblems(400, 404)
  @Reads('pods')
  async listDeploymentPods(
    @MayRead() scope: ReadScope,
    @Param('namespace') namespace: string,
    @Param('deployment') name: string,
    @Query() query: PodListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const workload = { namespace, kind: DEPLOYMENT, name };
    await sendList(reply, await this.workloads.listPods(workload, query, scope), scope);
  }

  @Get('workloads')
  @ApiOperation({
    summary: 'The workloads of a namespace',
    description: 'Deployments, StatefulSets, DaemonSets, Jobs, CronJobs, bare and static pods.',
  })
  @ApiList(WorkloadDto)
  @ApiProblems(400)
  @Reads('pods')
  async listWorkloads(
    @MayRead() scope: ReadScope,
    @Param('namespace') namespace: string,
    @Query() query: WorkloadListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendList(reply, await this.workloads.list(namespace, query.kind, query), scope);
  }

  @Get('workloads/:kind/:name')
  @ApiOperation({ summary: 'One workload', description: 'The sum over its pods.' })
  @ApiResponse({ status: 200, type: WorkloadDto })
  @ApiProblems(400, 404)
  @Reads('pods')
  getWorkload(
    @Param() { namespace, kind, name }: { namespace: string; kind: string; name: string },
    @Query() query: WindowQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.workloads.send(reply, { namespace, kind, name }, query);
  }

  @Get('workloads/:kind/:name/pods')
  @ApiOperation({ summary: 'The pods of a workload' })
  @ApiList(PodDto)
  @ApiProblems(400, 404)
  @Reads('pods')
  async listWorkloadPods(
    @MayRead() scope: ReadScope,
    @Param() { namespace, kind, name }: { namespace: string; kind: string; name: string },
    @Query() query: PodListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendList(
      reply,
      await this.workloads.listPods({ namespace, kind, name }, query, scope),
      scope,
    );
  }
}
