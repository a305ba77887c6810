import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReadScope } from '../auth/read-scope';
import { ProblemError } from '../problem/problem';
import { pieceByPiece } from '../turns/long-answers';
import { OwnEngine, type Pieces } from './own-engine';
import { Parameters } from './parameters';
import { PassedOn } from './passed-on';

const JSON_TYPE = 'application/json; charset=utf-8';

/** A question of the Prometheus API. */
export interface Question {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly scope: ReadScope;
  /** Below `/api/v1/`, for where it is passed on. */
  readonly path: string;
  readonly answer: (
    engine: OwnEngine,
    parameters: Parameters,
    scope: ReadScope,
  ) => Promise<Pieces> | Pieces;
}

/** Answers questions, or has them answered by the server that keeps the samples. */
@Injectable()
export class PromqlService {
  constructor(
    private readonly engine: OwnEngine,
    private readonly passedOn: PassedOn,
  ) {}

  /** @throws PromqlError, StoreError, ProblemError */
  async answer({ request, reply, scope, path, answer }: Question): Promise<void> {
    const parameters = readParameters(request);
    if (this.passedOn.isUsed) {
      await this.passOn(path, parameters, { request, reply, scope });
      return;
    }
    const pieces = await answer(this.engine, parameters, scope);
    void reply.type(JSON_TYPE).send(Readable.from(pieceByPiece(toBytes(pieces))));
  }

  private async passOn(
    path: string,
    parameters: Parameters,
    { request, reply, scope }: Pick<Question, 'request' | 'reply' | 'scope'>,
  ): Promise<void> {
    if (!scope.isEverything) {
      // The series there have no label that says whose they are: nothing could be left out.
      throw new ProblemError(
        'forbidden',
        'Queries are passed on to VictoriaMetrics, so they are for those who may read all pods and nodes.',
      );
    }
    const gone = new AbortController();
    request.raw.once('close', () => {
      if (request.raw.errored !== null || request.raw.destroyed) gone.abort();
    });
    const { status, contentType, body } = await this.passedOn.ask(path, parameters, gone.signal);
    const stream = body === null ? Readable.from([]) : Readable.fromWeb(body as never);
    void reply.status(status).type(contentType).send(stream);
  }
}

/** Parameters of the URL and of a form; those of the form come first, as in Prometheus. */
function readParameters({ url, body }: FastifyRequest): Parameters {
  const at = url.indexOf('?');
  const values = new URLSearchParams(body instanceof URLSearchParams ? body : '');
  for (const [name, value] of new URLSearchParams(at < 0 ? '' : url.slice(at + 1))) {
    values.append(name, value);
  }
  return new Parameters(values);
}

function* toBytes(pieces: Pieces): Generator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece);
}
