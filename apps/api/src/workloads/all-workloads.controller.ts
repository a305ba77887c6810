import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { WorkloadDto, WorkloadListQueryDto } from '@kubemonitor/metrics-model/dto';
import type { FastifyReply } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { ApiList, ApiProblems } from '../docs/api-decorators';
import { sendList } from '../render/send';
import { WorkloadsService } from './workloads.service';

@ApiTags('workloads')
@Controller('api/workloads')
export class AllWorkloadsController {
  constructor(private readonly workloads: WorkloadsService) {}

  @Get()
  @ApiOperation({
    summary: 'The workloads of all namespaces',
    description: 'Those of the namespaces you may read; sums over their pods.',
  })
  @ApiList(WorkloadDto)
  @ApiProblems(400)
  @Reads('pods')
  async list(
    @MayRead() scope: ReadScope,
    @Query() query: WorkloadListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendList(reply, await this.workloads.listAll(query.kind, query, scope), scope);
  }
}
