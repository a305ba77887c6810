import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { MayRead } from '../auth/request-auth';
import { VERSION } from '../version';
import { PrometheusApi } from './api-route';
import { PromqlService, type Question } from './promql.service';

type Answer = Question['answer'];

const query: Answer = (engine, parameters, scope) => engine.query(parameters, scope);
const queryRange: Answer = (engine, parameters, scope) => engine.queryRange(parameters, scope);
const listSeries: Answer = (engine, parameters, scope) => engine.listSeries(parameters, scope);
const listLabels: Answer = (engine, parameters, scope) => engine.listLabels(parameters, scope);
const metadata: Answer = (engine, parameters) => engine.metadata(parameters);

/** The part of Prometheus' HTTP API that user interfaces and Grafana speak. */
@ApiExcludeController()
@PrometheusApi()
@Controller('api/v1')
export class PromqlController {
  constructor(private readonly service: PromqlService) {}

  @Get('query')
  query(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.service.answer({ request, reply, scope, path: 'query', answer: query });
  }

  @Post('query')
  @HttpCode(200)
  postQuery(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.query(scope, request, reply);
  }

  @Get('query_range')
  queryRange(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const path = 'query_range';
    return this.service.answer({ request, reply, scope, path, answer: queryRange });
  }

  @Post('query_range')
  @HttpCode(200)
  postQueryRange(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.queryRange(scope, request, reply);
  }

  @Get('series')
  series(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.service.answer({ request, reply, scope, path: 'series', answer: listSeries });
  }

  @Post('series')
  @HttpCode(200)
  postSeries(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.series(scope, request, reply);
  }

  @Get('labels')
  labels(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.service.answer({ request, reply, scope, path: 'labels', answer: listLabels });
  }

  @Post('labels')
  @HttpCode(200)
  postLabels(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.labels(scope, request, reply);
  }

  @Get('label/:name/values')
  values(
    @MayRead() scope: ReadScope,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer: Answer = (engine, parameters) => engine.listValues(name, parameters, scope);
    const path = `label/${encodeURIComponent(name)}/values`;
    return this.service.answer({ request, reply, scope, path, answer });
  }

  @Get('metadata')
  metadata(
    @MayRead() scope: ReadScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.service.answer({ request, reply, scope, path: 'metadata', answer: metadata });
  }

  /** Clients look here for what a server is able to. */
  @Get('status/buildinfo')
  buildInfo(): object {
    return { status: 'success', data: { version: VERSION, application: 'kubemonitor' } };
  }
}
