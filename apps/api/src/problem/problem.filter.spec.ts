import { BadRequestException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { StorageError } from '@kubemonitor/storage';
import { PROBLEMS, ProblemError, excerpt, type ProblemKind } from './problem';
import { toProblem, toProblemBody } from './problem.filter';

describe('toProblem', () => {
  it('leaves our own as they are', () => {
    const problem = new ProblemError('ambiguous-name', 'which?', { candidates: ['a/x', 'b/x'] });
    expect(toProblem(problem)).toBe(problem);
  });

  it.each([
    ['Nest, not found', new NotFoundException('Cannot GET /nope'), 'not-found'],
    ['Nest, bad request', new BadRequestException('no'), 'bad-request'],
    ['Nest, too large', new PayloadTooLargeException('no'), 'too-large'],
    ['Fastify, too large', { statusCode: 413, message: 'large' }, 'too-large'],
    ['Fastify, media type', { statusCode: 415 }, 'unsupported-media-type'],
    ['Fastify, slow', { statusCode: 408 }, 'request-timeout'],
    ['a 4xx of another kind', { statusCode: 418 }, 'bad-request'],
    ['a 5xx of another kind', { statusCode: 502 }, 'internal-error'],
    ['not ready', { statusCode: 503 }, 'unavailable'],
    ['a full disk', new StorageError('disk_full', '/data', 'no space'), 'storage-full'],
    ['a failing disk', new StorageError('sync_failed', '/data', 'I/O error'), 'storage-failed'],
    ['an error of the code', new TypeError('x is undefined'), 'internal-error'],
    ['an error with a status that is none', { statusCode: 'teapot' }, 'internal-error'],
    ['a text', 'thrown', 'internal-error'],
    ['nothing', undefined, 'internal-error'],
    ['null', null, 'internal-error'],
  ])('%s', (_case, error, kind) => {
    expect(toProblem(error).kind).toBe(kind);
  });

  it('does not tell what failed inside', () => {
    const { detail } = toProblem(new Error('secret=/etc/shadow'));
    expect(detail).toBe('The server failed on this request; its log says why.');
  });

  it('repeats only a piece of a long message', () => {
    const { detail } = toProblem(new NotFoundException(`Cannot GET /${'x'.repeat(10_000)}`));
    expect(detail).toBe(`Cannot GET /${'x'.repeat(68)}… (10012 characters)`);
  });
});

describe('toProblemBody', () => {
  it('is problem details of RFC 9457', () => {
    const errors = [{ field: 'limit', value: -1, message: 'must be >= 0' }];
    const problem = new ProblemError('bad-request', '"limit" must be >= 0.', { errors });
    expect(toProblemBody(problem, '/api/pods')).toEqual({
      type: '/problems/bad-request',
      title: 'Bad request',
      status: 400,
      detail: '"limit" must be >= 0.',
      instance: '/api/pods',
      errors,
    });
  });

  it.each(Object.entries(PROBLEMS))('has type, title and status of %s', (kind, shape) => {
    expect(toProblemBody(new ProblemError(kind as ProblemKind, 'because'))).toMatchObject({
      type: `/problems/${kind}`,
      ...shape,
      detail: 'because',
    });
  });
});

describe('excerpt', () => {
  it.each([
    ['text', 'text'],
    [12, 12],
    [null, null],
    [undefined, undefined],
    [{ a: 1 }, '(an object)'],
    [[1, 2], '(a list of 2)'],
    ['x'.repeat(80), 'x'.repeat(80)],
    ['x'.repeat(81), `${'x'.repeat(80)}… (81 characters)`],
  ])('shortens %j', (value, short) => {
    expect(excerpt(value)).toEqual(short);
  });
});
