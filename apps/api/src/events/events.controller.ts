import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { EventListDto, EventQueryDto } from '@kubemonitor/metrics-model/dto';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { Directory } from '../directory/directory.service';
import { ApiProblems } from '../docs/api-decorators';
import { NodesService } from '../nodes/nodes.service';
import { PodDetailService } from '../pods/pod-detail.service';
import { checkName } from '../query/names';
import { WorkloadsService } from '../workloads/workloads.service';
import { EventsService } from './events.service';

const SUMMARY = 'What happened: restarts, kills for want of memory, ends';
const TIMES =
  'From the kernel’s counters, container ids and what the cluster told. What is known by samples only says between which.';

@ApiTags('events')
@Controller('api')
export class EventsController {
  constructor(
    private readonly events: EventsService,
    private readonly directory: Directory,
    private readonly nodes: NodesService,
    private readonly pods: PodDetailService,
    private readonly workloads: WorkloadsService,
  ) {}

  @Get('nodes/:node/events')
  @ApiOperation({ summary: 'Kills for want of memory on a node', description: TIMES })
  @ApiResponse({ status: 200, type: EventListDto })
  @ApiProblems(400, 404)
  @Reads('node')
  ofNode(@Param('node') name: string, @Query() query: EventQueryDto): Promise<EventListDto> {
    return this.events.ofNode(this.nodes.find(checkName('node', name)).name, query);
  }

  @Get('namespaces/:namespace/events')
  @ApiOperation({ summary: `${SUMMARY} of a namespace’s pods`, description: TIMES })
  @ApiResponse({ status: 200, type: EventListDto })
  @ApiProblems(400)
  @Reads('pods')
  ofNamespace(
    @Param('namespace') name: string,
    @Query() query: EventQueryDto,
  ): Promise<EventListDto> {
    const namespace = checkName('namespace', name);
    return this.events.ofPods(this.directory.allPods({ namespace }), query);
  }

  @Get('namespaces/:namespace/pods/:pod/events')
  @ApiOperation({ summary: `${SUMMARY} of one pod and its containers`, description: TIMES })
  @ApiResponse({ status: 200, type: EventListDto })
  @ApiProblems(400, 404)
  @Reads('pod')
  ofPod(
    @MayRead() scope: ReadScope,
    @Param('namespace') namespace: string,
    @Param('pod') name: string,
    @Query() query: EventQueryDto,
  ): Promise<EventListDto> {
    const place = checkName('namespace', namespace);
    const { startMs, endMs } = this.events.window(query);
    const window = {
      start: new Date(startMs).toISOString(),
      end: new Date(endMs).toISOString(),
    };
    const pod = this.pods.find(checkName('pod', name), place, window, scope);
    return this.events.ofPods([pod], query);
  }

  @Get('namespaces/:namespace/workloads/:kind/:name/events')
  @ApiOperation({ summary: `${SUMMARY} of a workload’s pods`, description: TIMES })
  @ApiResponse({ status: 200, type: EventListDto })
  @ApiProblems(400, 404)
  @Reads('pods')
  ofWorkload(
    @Param() workload: { namespace: string; kind: string; name: string },
    @Query() query: EventQueryDto,
  ): Promise<EventListDto> {
    const { startMs } = this.events.window(query);
    const asked = { start: new Date(startMs).toISOString() };
    return this.events.ofPods(this.workloads.podsOf(workload, asked), query);
  }
}
