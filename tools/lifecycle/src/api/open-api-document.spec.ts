import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AnswerChecker,
  fillTemplate,
  listEndpoints,
  type OpenApiDocument,
} from './open-api-document';

const document = JSON.parse(
  readFileSync(join(__dirname, '../../../../docs/openapi.json'), 'utf8'),
) as OpenApiDocument;

describe('fillTemplate', () => {
  it('escapes what it puts in, and says when something is missing', () => {
    expect(
      fillTemplate('/api/namespaces/{namespace}/pods/{pod}', { namespace: 'a', pod: 'b/c' }),
    ).toBe('/api/namespaces/a/pods/b%2Fc');
    expect(fillTemplate('/api/nodes/{node}', {})).toBeUndefined();
  });
});

describe('AnswerChecker over the project’s own document', () => {
  const checker = new AnswerChecker(document);
  const nodes = {
    method: 'get',
    template: '/api/nodes',
    hasWindow: true,
    isStream: false,
  } as const;
  const json = 'application/json; charset=utf-8';
  const metadata = { total: 1, timestamp: '2026-01-01T00:00:00Z' };

  it('knows every GET and POST', () => {
    const endpoints = listEndpoints(document);
    expect(endpoints).toContainEqual(nodes);
    expect(endpoints).toContainEqual({
      method: 'post',
      template: '/api/reports',
      hasWindow: false,
      isStream: false,
    });
    expect(endpoints.filter(({ isStream }) => isStream).map(({ template }) => template)).toEqual([
      '/api/live',
    ]);
  });

  it('accepts what is described', () => {
    const text = JSON.stringify({ items: [{ node: 'n', cpu_millicores: null }], metadata });
    expect(checker.findFault(nodes, { status: 200, contentType: json, text })).toBeUndefined();
  });

  it.each([
    [
      'a wrong type',
      JSON.stringify({ items: [{ node: 1 }], metadata }),
      '/items/0/node must be string',
    ],
    ['a missing member', JSON.stringify({ items: [] }), "must have required property 'metadata'"],
    ['no JSON', '<html>', 'no JSON: <html>'],
  ])('refuses %s', (_, text, expected) => {
    expect(checker.findFault(nodes, { status: 200, contentType: json, text })).toContain(expected);
  });

  it('refuses a status and a content type that are not described', () => {
    expect(checker.findFault(nodes, { status: 500, contentType: json, text: 'x' })).toBe(
      'status 500 is not described: x',
    );
    expect(checker.findFault(nodes, { status: 200, contentType: 'text/html', text: '' })).toContain(
      'content type "text/html" is not described',
    );
  });
});
