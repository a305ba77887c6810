import { Controller, Get, Param, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from '../auth/reads';
import { createGroup, createGroupList, createResourceList } from './discovery';
import { createOpenApiIndex, createOpenApiV2, createOpenApiV3 } from './openapi/documents';
import { sendJson } from './send-json';
import { StatusFilter } from './status.filter';
import { checkVersion } from './version';

/**
 * What there is in the API: fixed documents that tell nothing of the cluster. The aggregation
 * layer's probe asks for them and must be answered fast, whatever state the cluster is in.
 */
@ApiExcludeController()
@Controller()
@OpenToAll()
@UseFilters(StatusFilter)
export class DiscoveryController {
  @Get('apis')
  listGroups(@Res() reply: FastifyReply): void {
    sendJson(reply, JSON.stringify(createGroupList()));
  }

  @Get('apis/metrics.k8s.io')
  getGroup(@Res() reply: FastifyReply): void {
    sendJson(reply, JSON.stringify(createGroup()));
  }

  @Get('apis/metrics.k8s.io/:version')
  listResources(@Param('version') version: string, @Res() reply: FastifyReply): void {
    sendJson(reply, JSON.stringify(createResourceList(checkVersion(version))));
  }

  @Get('openapi/v2')
  getOpenApiV2(@Res() reply: FastifyReply): void {
    sendJson(reply, JSON.stringify(createOpenApiV2()));
  }

  @Get('openapi/v3')
  getOpenApiIndex(@Res() reply: FastifyReply): void {
    sendJson(reply, JSON.stringify(createOpenApiIndex()));
  }

  @Get('openapi/v3/apis/metrics.k8s.io/:version')
  getOpenApiV3(@Param('version') version: string, @Res() reply: FastifyReply): void {
    sendJson(reply, JSON.stringify(createOpenApiV3(checkVersion(version))));
  }
}
