import { REPORT_EXAMPLE } from '@kubemonitor/metrics-model/dto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { startServer, type TestServer } from './server';

/** Paths of the REST contract and of what goes with it. */
const CONTRACT = [
  'get /api/namespaces',
  'get /api/namespaces/{namespace}',
  'get /api/namespaces/{namespace}/deployments',
  'get /api/namespaces/{namespace}/deployments/{deployment}',
  'get /api/namespaces/{namespace}/deployments/{deployment}/pods',
  'get /api/namespaces/{namespace}/pods',
  'get /api/namespaces/{namespace}/pods/{pod}',
  'get /api/namespaces/{namespace}/workloads',
  'get /api/namespaces/{namespace}/workloads/{kind}/{name}',
  'get /api/namespaces/{namespace}/workloads/{kind}/{name}/pods',
  'get /api/nodes',
  'get /api/nodes/{node}',
  'get /api/nodes/{node}/cgroups',
  'get /api/nodes/{node}/pods',
  'get /api/pods',
  'get /api/pods/{pod}',
  'get /health',
  'get /livez',
  'get /readyz',
  'post /api/nodes/{node}',
  'post /api/pods/{pod}',
  'post /api/reports',
];

const PROBLEM_SCHEMA = { $ref: '#/components/schemas/ProblemDto' };

/** A piece of the document: what it holds is checked as it is read. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Piece = any;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Piece;
}

function operationsOf(document: OpenAPIObject): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

/** All pieces of a document with the way to them. */
function* piecesOf(piece: unknown, way: string): Generator<[string, Record<string, unknown>]> {
  if (typeof piece !== 'object' || piece === null) return;
  yield [way, piece as Record<string, unknown>];
  for (const [key, value] of Object.entries(piece)) yield* piecesOf(value, `${way}/${key}`);
}

/** The properties of a schema that say neither what type they are nor what they mean. */
function undescribedOf(schema: Piece): string[] {
  return Object.entries<Piece>(schema.properties ?? {}).flatMap(([name, property]) => {
    const isDescribed =
      property.$ref !== undefined ||
      property.allOf !== undefined ||
      (property.type !== undefined &&
        (property.description !== undefined || property.example !== undefined));
    return isDescribed ? [] : [name];
  });
}

/** What some parameters need beside them. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  step: { window: '300' },
  stats: { window: '300' },
  workload: { namespace: 'shop' },
  pod: { namespace: 'shop' },
  container: { namespace: 'shop', pod: 'web-0' },
};

describe('the OpenAPI document', () => {
  let server: TestServer;
  let document: OpenAPIObject;
  let operations: Operation[];

  // A little after the time of the documented examples.
  beforeAll(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: '2026-11-23T09:18:00Z' });
    document = server.document;
    operations = operationsOf(document);
  });

  afterAll(() => server.close());

  it('has every path of the contract', () => {
    const found = operations.map(({ method, path }) => `${method} ${path}`);
    expect(found).toEqual(expect.arrayContaining(CONTRACT));
    expect(new Set(found).size).toBe(found.length);
  });

  it('describes each operation, under a name and a tag of its own', () => {
    const tags = new Set((document.tags ?? []).map(({ name }) => name));
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      expect([path, operation.summary]).toEqual([path, expect.stringMatching(/^[A-Z].+/)]);
      expect(operation.tags.filter((tag: string) => !tags.has(tag))).toEqual([]);
    }
  });

  it('has no reference that leads nowhere', () => {
    const references = [...piecesOf(document, '#')].flatMap(([way, piece]) =>
      typeof piece['$ref'] === 'string' ? [[way, piece['$ref']] as const] : [],
    );
    expect(references.length).toBeGreaterThan(50);
    for (const [way, reference] of references) {
      const name = reference.replace('#/components/schemas/', '');
      expect([way, Object.keys(document.components?.schemas ?? {})]).toEqual([
        way,
        expect.arrayContaining([name]),
      ]);
    }
  });

  it('describes each answer that succeeds', () => {
    for (const { path, operation } of operations) {
      const content = operation.responses['200']?.content;
      expect([path, Object.keys(content ?? {})]).toEqual([path, [expect.any(String)]]);
      const [{ schema }] = Object.values<Piece>(content);
      expect([path, schema?.$ref ?? schema?.type]).toEqual([path, expect.any(String)]);
    }
  });

  it('describes each property of each schema', () => {
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      expect([name, undescribedOf(schema)]).toEqual([name, []]);
    }
  });

  it('gives each error the shape of a problem, and says what it means', () => {
    const errors = operations.flatMap(({ path, operation }) =>
      Object.entries<Piece>(operation.responses)
        .filter(([status]) => Number(status) >= 400)
        .map(([status, response]) => ({ path, status, response })),
    );
    expect(errors.length).toBeGreaterThan(30);
    for (const { path, status, response } of errors) {
      expect({ path, status, ...response }).toEqual({
        path,
        status,
        description: expect.stringMatching(/.+\.$/),
        content: { 'application/problem+json': { schema: PROBLEM_SCHEMA } },
      });
    }
  });

  it('tells the errors each kind of operation has', () => {
    for (const { method, path, operation } of operations) {
      // The live stream has no parameter that could be wrong.
      if (!path.startsWith('/api/') || path === '/api/live') continue;
      const statuses = Object.keys(operation.responses);
      const isAboutOne = /\{(node|deployment|name|kind)\}/.test(path) || /\/\{\w+\}$/.test(path);
      const expected =
        method === 'post'
          ? ['400', '413', '415', '422', '429']
          : ['400', ...(isAboutOne ? ['404'] : [])];
      expect([path, statuses]).toEqual([path, expect.arrayContaining(expected)]);
    }
    expect(Object.keys(document.paths['/api/pods/{pod}'].get?.responses ?? {})).toContain('409');
  });

  it('gives examples of bodies that the server takes', async () => {
    const posts = operations.filter(({ method }) => method === 'post');
    for (const { path, operation } of posts) {
      const { schema, examples } = operation.requestBody.content['application/json'];
      const bodies = Object.values<Piece>(examples ?? {}).map(({ value }) => value);
      if (bodies.length === 0) bodies.push(composeExample(schema));
      for (const body of bodies) {
        const answer = await server.post(path.replace(/\{\w+\}/g, 'example'), body);
        expect([path, answer.body]).toEqual([path, { result: 'stored' }]);
      }
    }
    const { body } = await server.get(`/api/pods/${REPORT_EXAMPLE.pods.ids[0]}`);
    expect(body).toMatchObject({
      memory_bytes: 970_752,
      host_network: true,
      missing: { network_rx_bytes: 'host_network' },
      containers: [{ container_id: 'd6d5fbdd393d', memory_bytes: 897_024 }],
    });
  });

  function composeExample({ $ref }: { $ref: string }): Record<string, unknown> {
    const schema: Piece = document.components?.schemas?.[$ref.replace('#/components/schemas/', '')];
    return Object.fromEntries(
      Object.entries<Piece>(schema.properties).map(([name, { example }]) => [name, example]),
    );
  }

  it('gives examples of parameters that the server takes', async () => {
    const lists = operations.filter(
      ({ method, path }) => method === 'get' && path.startsWith('/api/'),
    );
    for (const { path, operation } of lists) {
      const place = path.replace('{node}', 'worker-1').replace(/\{\w+\}/g, 'example');
      for (const { in: where, name, example, schema } of operation.parameters ?? []) {
        const value = example ?? schema?.example;
        if (where !== 'query' || value === undefined) continue;
        const query = new URLSearchParams({ ...NEEDED[name], [name]: String(value) });
        const { status, body } = await server.get(`${place}?${query}`);
        expect([place, name, [200, 404].includes(status), body.errors]).toEqual([
          place,
          name,
          true,
          undefined,
        ]);
      }
    }
  });

  it('is there as YAML too', async () => {
    const response = await fetch(`${server.url}/openapi.yaml`);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^openapi: 3\.0\.0$/m);
  });
});

describe('the pages of the documentation', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(() => server.close());

  it.each(['/docs', '/redoc'])('%s and all it loads come from this server', async (page) => {
    const response = await fetch(`${server.url}${page}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const html = await response.text();
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThanOrEqual(2);
    for (const link of links) {
      const url = new URL(link, `${server.url}${page}`);
      expect(url.origin).toBe(server.url);
      const file = await fetch(url);
      expect([link, file.status, (await file.arrayBuffer()).byteLength > 50]).toEqual([
        link,
        200,
        true,
      ]);
    }
    expect(html.replace(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/https?:\/\//);
  });

  it('ask no foreign server for anything', async () => {
    const redoc = await (await fetch(`${server.url}/redoc/redoc.standalone.js`)).text();
    expect(redoc.length).toBeGreaterThan(500_000);
    expect(redoc).not.toContain('cdn.redoc.ly');
    const init = await (await fetch(`${server.url}/docs/swagger-ui-init.js`)).text();
    expect(init).toContain('"validatorUrl": null');
    for (const page of ['/docs', '/redoc']) {
      const policy = (await fetch(`${server.url}${page}`)).headers.get('content-security-policy');
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('https:');
      expect(policy).not.toContain("script-src 'self' 'unsafe");
    }
  });

  it('load the document of this server', async () => {
    const redoc = await (await fetch(`${server.url}/redoc/init.js`)).text();
    expect(redoc).toContain("'/openapi.json'");
  });

  it.each(['/docs', '/redoc', '/openapi.json', '/api/nodes', '/health', '/api/nope'])(
    '%s has the headers that keep a browser safe',
    async (path) => {
      const { headers } = await fetch(`${server.url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("object-src 'none'"),
      });
      // Over plain http this would lock people out.
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});
