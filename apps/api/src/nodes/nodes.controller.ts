import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  CgroupDto,
  ListQueryDto,
  NodeDto,
  NodeNamespaceDto,
  PodDto,
  PodListQueryDto,
  SumListQueryDto,
  WindowQueryDto,
} from '@kubemonitor/metrics-model/dto';
import type { FastifyReply } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { ApiList, ApiProblems } from '../docs/api-decorators';
import { PodsService } from '../pods/pods.service';
import { checkName } from '../query/names';
import { sendList, sendObject } from '../render/send';
import { NodeNamespaces } from './node-namespaces.service';
import { NodesService } from './nodes.service';

@ApiTags('nodes')
@Controller('api/nodes')
export class NodesController {
  constructor(
    private readonly nodes: NodesService,
    private readonly pods: PodsService,
    private readonly namespaces: NodeNamespaces,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'All nodes',
    description: 'Latest values, or time series with a window.',
  })
  @ApiList(NodeDto)
  @ApiProblems(400)
  @Reads('nodes')
  async list(
    @MayRead() scope: ReadScope,
    @Query() query: ListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendList(reply, await this.nodes.list(query), scope);
  }

  @Get(':node')
  @ApiOperation({ summary: 'One node', description: 'The whole machine, host processes included.' })
  @ApiResponse({ status: 200, type: NodeDto })
  @ApiProblems(400, 404)
  @Reads('node')
  async get(
    @Param('node') name: string,
    @Query() query: WindowQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const node = this.nodes.find(checkName('node', name));
    void sendObject(reply, await this.nodes.describe(node, query));
  }

  @Get(':node/pods')
  @ApiOperation({ summary: 'The pods on a node' })
  @ApiList(PodDto)
  @ApiProblems(400, 404)
  @Reads('podsOfNode')
  async listPods(
    @MayRead() scope: ReadScope,
    @Param('node') name: string,
    @Query() query: PodListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name: node } = this.nodes.find(checkName('node', name));
    await sendList(reply, await this.pods.list({ ...query, node }, scope), scope);
  }

  @Get(':node/namespaces')
  @ApiOperation({
    summary: 'The namespaces with pods on a node',
    description:
      'Sums over the pods of each that run on this node, latest values or time series with a window. A pod counts for as much of a point as it was there.',
  })
  @ApiList(NodeNamespaceDto)
  @ApiProblems(400, 404)
  @Reads('podsOfNode')
  async listNamespaces(
    @MayRead() scope: ReadScope,
    @Param('node') name: string,
    @Query() query: SumListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const node = this.nodes.find(checkName('node', name));
    await sendList(reply, await this.namespaces.list(node, query, scope), scope);
  }

  @Get(':node/cgroups')
  @ApiOperation({
    summary: 'The cgroups of a node outside pods',
    description: 'systemd units, plain containers: what else runs on the machine.',
  })
  @ApiList(CgroupDto)
  @ApiProblems(400, 404)
  @Reads('node')
  async listCgroups(
    @MayRead() scope: ReadScope,
    @Param('node') name: string,
    @Query() query: ListQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const node = this.nodes.find(checkName('node', name));
    await sendList(reply, await this.nodes.listCgroups(node, query), scope);
  }
}
