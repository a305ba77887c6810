import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  ListQueryDto,
  NamespaceDto,
  PodDto,
  PodListQueryDto,
  WindowQueryDto,
} from '@kubemonitor/metrics-model/dto';
import type { FastifyReply } from 'fastify';
import { SumsService } from '../answers/sums.service';
import { SumViews } from '../answers/sum-views.service';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { ApiList, ApiProblems } from '../docs/api-decorators';
import { PodDetailService } from '../pods/pod-detail.service';
import { PodsService } from '../pods/pods.service';
import { checkName } from '../query/names';
import { sendList, sendObject } from '../render/send';

@ApiTags('namespaces')
@Controller('api/namespaces')
export class NamespacesController {
  constructor(
    private readonly sums: SumsService,
    private readonly views: SumViews,
    private readonly pods: PodsService,
    private readonly details: PodDetailService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All namespaces', description: 'Sums over the pods of each.' })
  @ApiList(NamespaceDto)
  @ApiProblems(400)
  @Reads('pods')
  async list(
    @MayRead() scope: ReadScope,
    @Query() query: ListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendList(reply, await this.sums.list(this.views.namespaces(scope), query), scope);
  }

  @Get(':namespace')
  @ApiOperation({ summary: 'One namespace', description: 'The sum over its pods.' })
  @ApiResponse({ status: 200, type: NamespaceDto })
  @ApiProblems(400, 404)
  @Reads('pods')
  async get(
    @MayRead() scope: ReadScope,
    @Param('namespace') name: string,
    @Query() query: WindowQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const namespace = checkName('namespace', name);
    const what = `namespace ${JSON.stringify(namespace)}`;
    const view = this.views.namespaces(scope);
    void sendObject(reply, await this.sums.describe(view, namespace, query, what));
  }

  @Get(':namespace/pods')
  @ApiOperation({ summary: 'The pods of a namespace' })
  @ApiList(PodDto)
  @ApiProblems(400)
  @Reads('pods')
  async listPods(
    @MayRead() scope: ReadScope,
    @Param('namespace') name: string,
    @Query() query: PodListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const namespace = checkName('namespace', name);
    await sendList(reply, await this.pods.list({ ...query, namespace }, scope), scope);
  }

  @Get(':namespace/pods/:pod')
  @ApiOperation({ summary: 'One pod with its containers' })
  @ApiResponse({ status: 200, type: PodDto })
  @ApiProblems(400, 404)
  @Reads('pod')
  async getPod(
    @MayRead() scope: ReadScope,
    @Param('namespace') namespace: string,
    @Param('pod') name: string,
    @Query() query: WindowQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const place = checkName('namespace', namespace);
    const pod = this.details.find(checkName('pod', name), place, query, scope);
    void sendObject(reply, await this.details.describe(pod, query));
  }
}
