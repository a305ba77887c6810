import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reads } from '../auth/reads';
import { LiveStreams } from './live-streams';

const EXAMPLE =
  'id: 1795435200000\nevent: tick\ndata: {"timestamp":"2026-11-23T12:00:00.000Z","late_nodes":0}\n\n';

/** Server-sent events: something new can be asked for. */
@ApiTags('live')
@Controller('api/live')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  @Get()
  @ApiOperation({
    summary: 'An event whenever there are new values',
    description:
      'Server-sent events, one a tick. They carry no values: ask for those you show. Comments keep the stream open; one who does not read gets no more until he does.',
  })
  @ApiHeader({
    name: 'last-event-id',
    required: false,
    description: 'The last event heard of, when a stream goes on: a newer one is sent at once.',
  })
  @ApiResponse({
    status: 200,
    content: { 'text/event-stream': { schema: { type: 'string', example: EXAMPLE } } },
  })
  @Reads('pods')
  stream(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): void {
    this.streams.refuseTooMany();
    const headers = reply.getHeaders();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(headers as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const remove = this.streams.add(raw, lastEventId);
    request.raw.once('close', remove);
    raw.once('close', remove);
    raw.on('error', remove);
  }
}
