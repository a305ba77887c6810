import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { SENT_AT_HEADER } from '@kubemonitor/metrics-model';
import {
  AcceptedDto,
  NodeSampleDto,
  PodSampleDto,
  REPORT_EXAMPLE,
  ReportDto,
} from '@kubemonitor/metrics-model/dto';
import type { AppendOutcome } from '@kubemonitor/storage';
import { Writes } from '../auth/reads';
import { Refusals } from '../auth/refusals';
import { SentBy } from '../auth/request-auth';
import { checkOwnNode, type Writer } from '../auth/writer';
import { ApiProblems } from '../docs/api-decorators';
import { IngestService } from './ingest.service';
import { checkName } from '../query/names';

const WRITE_PROBLEMS = [400, 413, 415, 422, 429, 503, 507] as const;

@ApiTags('ingest')
@Controller('api')
export class IngestController {
  constructor(
    private readonly ingest: IngestService,
    private readonly refusals: Refusals,
  ) {}

  @Post('reports')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Store one report of a collector',
    description:
      'One node, one tick. May be sent again: (node, boot_id, tick) names a report. gzip is understood.',
  })
  @ApiHeader({
    name: SENT_AT_HEADER,
    required: false,
    description: 'The sender’s wall clock, ms since the epoch: tells a wrong clock from back-fill.',
  })
  @ApiBody({ type: ReportDto, examples: { report: { value: REPORT_EXAMPLE } } })
  @ApiResponse({ status: 200, type: AcceptedDto })
  @ApiProblems(...WRITE_PROBLEMS)
  @Writes()
  async postReport(
    @SentBy() writer: Writer,
    @Body() report: ReportDto,
    @Headers(SENT_AT_HEADER) sentAt?: string,
  ): Promise<AcceptedDto> {
    checkOwnNode(writer, report.node, this.refusals);
    const sentAtMs = sentAt === undefined ? undefined : Number(sentAt);
    const isNumber = sentAtMs !== undefined && Number.isFinite(sentAtMs);
    return toAnswer(await this.ingest.takeReport(report, isNumber ? sentAtMs : undefined));
  }

  @Post('nodes/:node')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Store one sample of a node',
    description: 'For scripts and other collectors; `cpu_millicores` is taken as given.',
  })
  @ApiResponse({ status: 200, type: AcceptedDto })
  @ApiProblems(...WRITE_PROBLEMS)
  @Writes()
  async postNode(
    @SentBy() writer: Writer,
    @Param('node') node: string,
    @Body() sample: NodeSampleDto,
  ): Promise<AcceptedDto> {
    checkOwnNode(writer, node, this.refusals);
    return toAnswer(await this.ingest.takeNodeSample(checkName('node', node), sample));
  }

  @Post('pods/:pod')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Store one sample of a pod',
    description: 'For scripts and other collectors; `cpu_millicores` is taken as given.',
  })
  @ApiResponse({ status: 200, type: AcceptedDto })
  @ApiProblems(...WRITE_PROBLEMS)
  @Writes()
  async postPod(
    @SentBy() writer: Writer,
    @Param('pod') pod: string,
    @Body() sample: PodSampleDto,
  ): Promise<AcceptedDto> {
    checkOwnNode(writer, sample.node, this.refusals);
    return toAnswer(await this.ingest.takePodSample(checkName('pod', pod), sample));
  }
}

function toAnswer({ result, refused }: AppendOutcome): AcceptedDto {
  return refused > 0 ? { result, refused } : { result };
}
