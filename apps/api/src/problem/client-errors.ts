import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { toProblemBody } from './problem.filter';
import { ProblemError } from './problem';

/**
 * Answers what Node's HTTP parser refuses before there is a request: bytes that are not
 * HTTP, headers or a path too long, a client that sends too slowly. The connection ends.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = toClientProblem(error.code);
  const body = JSON.stringify(toProblemBody(problem));
  if (socket.writable) {
    socket.write(
      [
        `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroySoon();
}

function toClientProblem(code: string | undefined): ProblemError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ProblemError('headers-too-large', 'The path and the headers are too long.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ProblemError('request-timeout', 'The request was not sent in time.');
    default:
      return new ProblemError('bad-request', 'The request is not valid HTTP.');
  }
}
