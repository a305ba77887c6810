import { gzipSync } from 'node:zlib';
import { ProblemError } from '../problem/problem';
import { parseBody } from './body-parser';

const LIMIT = 10_000;

function kindOf(body: Buffer, encoding?: string): string | undefined {
  try {
    parseBody(body, encoding, LIMIT);
  } catch (error) {
    if (error instanceof ProblemError) return error.kind;
  }
  return undefined;
}

describe('parseBody', () => {
  it.each([undefined, 'identity'])('reads plain JSON, encoding %p', (encoding) => {
    expect(parseBody(Buffer.from('{"name":"Zürich"}'), encoding, LIMIT)).toEqual({
      name: 'Zürich',
    });
  });

  it('unpacks gzip', () => {
    expect(parseBody(gzipSync('[1,2]'), 'gzip', LIMIT)).toEqual([1, 2]);
  });

  it.each(['', ' ', '{', '{"a":}', '{"a":NaN}', "{'a':1}", '[1,]', 'null null'])(
    'refuses %j as malformed',
    (text) => {
      expect(kindOf(Buffer.from(text))).toBe('malformed-json');
      expect(kindOf(gzipSync(text), 'gzip')).toBe('malformed-json');
    },
  );

  it('refuses what says gzip and is none, or is cut short', () => {
    expect(kindOf(Buffer.from('{}'), 'gzip')).toBe('malformed-json');
    expect(kindOf(gzipSync('{"a":1}').subarray(0, -4), 'gzip')).toBe('malformed-json');
    expect(kindOf(Buffer.alloc(0), 'gzip')).toBe('malformed-json');
  });

  it.each(['br', 'deflate', 'zstd', 'gzip, gzip', 'x-gzip', ''])('does not take %j', (encoding) => {
    expect(kindOf(Buffer.from('{}'), encoding)).toBe('unsupported-media-type');
  });

  it('unpacks up to the limit and no further', () => {
    const fits = JSON.stringify('x'.repeat(LIMIT - 2));
    expect(parseBody(gzipSync(fits), 'gzip', LIMIT)).toBe('x'.repeat(LIMIT - 2));
    expect(kindOf(gzipSync(`${fits} `), 'gzip')).toBe('too-large');
  });

  it('stops a bomb: 30 MB packed into 30 KB', () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000, ' '));
    expect(bomb.length).toBeLessThan(33_000);
    expect(kindOf(bomb, 'gzip')).toBe('too-large');
  });
});
