import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { Reads } from '../auth/reads';
import { MayRead } from '../auth/request-auth';
import { checkName } from '../query/names';
import { readForm, sendItem } from './answer';
import { ListSender } from './list-sender';
import { NodeMetricsService } from './node-metrics.service';
import { PodMetricsService } from './pod-metrics.service';
import { checkAllNamespaces, checkNamespace } from './pod-rights';
import { parseSelection, type MetricsQuery } from './selection';
import { StatusFilter } from './status.filter';
import { checkVersion } from './version';

/** NodeMetrics and PodMetrics, as `kubectl top` and the autoscalers ask for them. */
@ApiExcludeController()
@Controller('apis/metrics.k8s.io/:version')
@UseFilters(StatusFilter)
export class ResourceMetricsController {
  constructor(
    private readonly nodes: NodeMetricsService,
    private readonly pods: PodMetricsService,
    private readonly lists: ListSender,
  ) {}

  @Get('nodes')
  @Reads('nodes')
  async listNodes(
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = readForm(request, 'NodeMetrics', checkVersion(version));
    const selection = parseSelection('nodes', queryOf(request));
    await this.lists.send(reply, this.nodes.list(selection), form);
  }

  @Get('nodes/:node')
  @Reads('node')
  async getNode(
    @Param('version') version: string,
    @Param('node') node: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = readForm(request, 'NodeMetrics', checkVersion(version));
    sendItem(reply, await this.nodes.get(checkName('node', node)), form);
  }

  @Get('pods')
  @Reads('pods')
  async listPods(
    @MayRead() scope: ReadScope,
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = readForm(request, 'PodMetrics', checkVersion(version));
    checkAllNamespaces(scope);
    const selection = parseSelection('pods', queryOf(request));
    await this.lists.send(reply, this.pods.list(undefined, selection), form);
  }

  @Get('namespaces/:namespace/pods')
  @Reads('pods')
  async listPodsOf(
    @MayRead() scope: ReadScope,
    @Param('version') version: string,
    @Param('namespace') namespace: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = readForm(request, 'PodMetrics', checkVersion(version));
    checkNamespace(scope, 'list', checkName('namespace', namespace));
    const selection = parseSelection('pods', queryOf(request));
    await this.lists.send(reply, this.pods.list(namespace, selection), form);
  }

  @Get('namespaces/:namespace/pods/:pod')
  @Reads('pod')
  async getPod(
    @MayRead() scope: ReadScope,
    @Param() { version, namespace, pod }: Record<'version' | 'namespace' | 'pod', string>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = readForm(request, 'PodMetrics', checkVersion(version));
    checkNamespace(scope, 'get', checkName('namespace', namespace));
    sendItem(reply, await this.pods.get(namespace, checkName('pod', pod)), form);
  }
}

function queryOf({ query }: FastifyRequest): MetricsQuery {
  return query as MetricsQuery;
}
