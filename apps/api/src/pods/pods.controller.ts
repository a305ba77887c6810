import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { PodDto, PodListQueryDto, PodQueryDto } from '@kubemonitor/metrics-model/dto';
import type { FastifyReply } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { ApiList, ApiProblems } from '../docs/api-decorators';
import { checkName } from '../query/names';
import { sendList, sendObject } from '../render/send';
import { PodDetailService } from './pod-detail.service';
import { PodsService } from './pods.service';

@ApiTags('pods')
@Controller('api/pods')
export class PodsController {
  constructor(
    private readonly pods: PodsService,
    private readonly details: PodDetailService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'All pods',
    description: 'Latest values, or time series with a window.',
  })
  @ApiList(PodDto)
  @ApiProblems(400)
  @Reads('pods')
  async list(
    @MayRead() scope: ReadScope,
    @Query() query: PodListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendList(reply, await this.pods.list(query, scope), scope);
  }

  @Get(':pod')
  @ApiOperation({
    summary: 'One pod with its containers',
    description: 'By name or uid. A name that exists in several namespaces needs `namespace`.',
  })
  @ApiResponse({ status: 200, type: PodDto })
  @ApiProblems(400, 404, 409)
  @Reads('pod')
  async get(
    @MayRead() scope: ReadScope,
    @Param('pod') name: string,
    @Query() query: PodQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pod = this.details.find(checkName('pod', name), query.namespace, query, scope);
    void sendObject(reply, await this.details.describe(pod, query));
  }
}
