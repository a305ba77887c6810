import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { FindingListDto, FindingQueryDto } from '@kubemonitor/metrics-model/dto';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { ApiProblems } from '../docs/api-decorators';
import { FindingsService } from './findings.service';

@ApiTags('cluster')
@Controller('api/findings')
export class FindingsController {
  constructor(private readonly findings: FindingsService) {}

  @Get()
  @ApiOperation({
    summary: 'What is wrong now',
    description:
      'In plain words, the worst first. A rule without data says nothing. Without the right to list nodes only findings about pods are told. Filters go together; what they name need not be there.',
  })
  @ApiResponse({ status: 200, type: FindingListDto })
  @ApiProblems(400)
  @Reads('pods')
  list(@MayRead() scope: ReadScope, @Query() query: FindingQueryDto): Promise<FindingListDto> {
    return this.findings.list(query, scope);
  }
}
