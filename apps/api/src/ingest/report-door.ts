import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import { SENT_AT_HEADER } from '@kubemonitor/metrics-model';
import { ReportDto, type AcceptedDto } from '@kubemonitor/metrics-model/dto';
import type { Authenticator } from '../auth/authenticator';
import { WRITER_FOR_ALL, type Writer } from '../auth/writer';
import { isUnexpected, toProblem, writeProblem } from '../problem/problem.filter';
import type { CompiledPipe } from '../validation/compiled.pipe';
import { parseBody } from './body-parser';

const REPORTS_PATH = '/api/reports';
const JSON_TYPE = 'application/json';

/** What taking a report needs. */
export interface ReportTaker {
  /** Who may write; undefined = anybody. */
  readonly ingest: Authenticator<Writer> | undefined;
  readonly pipe: CompiledPipe;
  readonly maxBytes: number;
  take(writer: Writer, report: ReportDto, sentAt: string | undefined): Promise<AcceptedDto>;
}

/**
 * Takes collectors' reports at the door of the HTTP server, in front of the framework, whose
 * routing, hooks and wrapping of bodies cost more than storing a report (docs/benchmarks.md).
 * Checks and answers are the same as on the ordinary way, which all goes that is not sent just
 * as collectors send it.
 */
export function installReportDoor(server: Server, taker: ReportTaker): void {
  const ordinary = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (isPlainReport(request, taker.maxBytes)) void answerReport(request, response, taker);
    else for (const listener of ordinary) listener.call(server, request, response);
  });
}

/** A POST of JSON of a length that is told and allowed. */
function isPlainReport({ method, url, headers }: IncomingMessage, maxBytes: number): boolean {
  const length = Number(headers['content-length']);
  return (
    method === 'POST' &&
    url === REPORTS_PATH &&
    headers['content-type'] === JSON_TYPE &&
    headers['transfer-encoding'] === undefined &&
    length > 0 &&
    length <= maxBytes
  );
}

const logger = new Logger('Reports');

async function answerReport(
  request: IncomingMessage,
  response: ServerResponse,
  taker: ReportTaker,
): Promise<void> {
  try {
    const answer = await takeReport(request, taker);
    const body = JSON.stringify(answer);
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
    });
    response.end(body);
  } catch (error) {
    // Who has hung up gets no answer, and did nothing the log has to tell.
    if (request.destroyed && !request.complete) return;
    if (isUnexpected(error)) logger.error(error instanceof Error ? error.stack : String(error));
    writeProblem(response, REPORTS_PATH, toProblem(error));
  }
}

/** Who may not write is turned away before any of the body is read. */
async function takeReport(request: IncomingMessage, taker: ReportTaker): Promise<AcceptedDto> {
  const { ingest, pipe, maxBytes } = taker;
  const { authorization, 'content-encoding': encoding } = request.headers;
  const writer = ingest === undefined ? WRITER_FOR_ALL : await ingest.authenticate(authorization);
  const body = parseBody(await readBytes(request), encoding, maxBytes);
  const report = pipe.transform(body, { type: 'body', metatype: ReportDto }) as ReportDto;
  const sentAt = request.headers[SENT_AT_HEADER];
  return taker.take(writer, report, typeof sentAt === 'string' ? sentAt : undefined);
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.once('end', () => resolve(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the sender hung up')));
  });
}
