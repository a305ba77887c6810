import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ClusterDto, ClusterQueryDto } from '@kubemonitor/metrics-model/dto';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { ApiProblems } from '../docs/api-decorators';
import { ClusterSeries } from './cluster-series.service';
import { ClusterTotals } from './cluster-totals.service';

@ApiTags('cluster')
@Controller('api/cluster')
export class ClusterController {
  constructor(
    private readonly totals: ClusterTotals,
    private readonly series: ClusterSeries,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Totals of the cluster',
    description:
      'Sums over the nodes and, apart, over the pods; with a window over time. Needs the right to list nodes; pods are those you may read.',
  })
  @ApiResponse({ status: 200, type: ClusterDto })
  @ApiProblems(400)
  @Reads('cluster')
  get(@MayRead() scope: ReadScope, @Query() query: ClusterQueryDto): Promise<ClusterDto> {
    const window = this.series.window(query);
    return window === undefined
      ? this.totals.describe(scope)
      : this.series.describe(query, window, scope);
  }
}
