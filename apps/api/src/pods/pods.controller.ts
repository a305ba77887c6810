import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { PodDto, PodListQueryDto, PodQueryDto } from '@kubemonitor/metrics-model/dto';
import type { FastifyReply } from 'fastify';
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
  async list(@Query() query: PodListQueryDto, @Res() reply: FastifyReply): Promise<void> {
    await sendList(reply, await this.pods.list(query));
  }

  @Get(':pod')
  @ApiOperation({
    summary: 'One pod with its containers',
    description: 'By name or uid. A name that exists in several namespaces needs `namespace`.',
  })
  @ApiResponse({ status: 200, type: PodDto })
  @ApiProblems(400, 404, 409)
  async get(
    @Param('pod') name: string,
    @Query() query: PodQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pod = this.details.find(checkName('pod', name), query.namespace, query);
    void sendObject(reply, await this.details.describe(pod, query));
  }
}
