import { NotFoundException } from '@nestjs/common';
import { StorageError } from '@kubemonitor/storage';
import { ProblemError } from '../problem/problem';
import { StatusError, toErrorStatus, toStatus } from './status';

it('has the members of a Kubernetes API server, in its order', () => {
  const status = toStatus(404, 'NotFound', 'pods "x" not found', { name: 'x', kind: 'pods' });
  expect(JSON.stringify(status)).toBe(
    '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",' +
      '"message":"pods \\"x\\" not found","reason":"NotFound",' +
      '"details":{"name":"x","kind":"pods"},"code":404}',
  );
});

it.each([
  ['ours', new StatusError(toStatus(406, 'NotAcceptable', 'no')), 406, 'NotAcceptable', 'no'],
  ['a name too long', new ProblemError('bad-request', 'too long'), 400, 'BadRequest', 'too long'],
  ['no token', new ProblemError('unauthorized', 'who?'), 401, 'Unauthorized', 'who?'],
  ['no right', new ProblemError('forbidden', 'no'), 403, 'Forbidden', 'no'],
  ['not ready', new ProblemError('unavailable', 'later'), 503, 'ServiceUnavailable', 'later'],
  [
    'an unknown path',
    new NotFoundException('Cannot GET /apis/x'),
    404,
    'NotFound',
    'the server could not find the requested resource',
  ],
  ['a teapot', { statusCode: 418 }, 400, 'BadRequest', 'The request cannot be answered.'],
  [
    'an error of the code',
    new TypeError('secret'),
    500,
    'InternalError',
    'The server failed on this request; its log says why.',
  ],
])('%s', (_case, error, code, reason, message) => {
  expect(toErrorStatus(error)).toMatchObject({ kind: 'Status', code, reason, message });
});

it('says when to try again', () => {
  const error = new ProblemError('unavailable', 'later', { retryAfterSeconds: 5 });
  expect(toErrorStatus(error).details).toEqual({ retryAfterSeconds: 5 });
});

it('calls a full disk unavailable', () => {
  expect(toErrorStatus(new StorageError('disk_full', '/data', 'no space')).code).toBe(503);
});
