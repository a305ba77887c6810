import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { API_ENVIRONMENT, readEnvironment } from '@kubemonitor/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/create-app';
import { SCROLL_LOCK_STYLE } from '../src/web/install-dashboard';
import { findDashboard } from '../src/web/dashboard-files';

const PAGE = '<!doctype html><title>kubemonitor</title><div id="root"></div>';
const SCRIPT = `export const text = '${'kubemonitor '.repeat(500)}';`;
/** Nothing to be saved by packing. */
const PICTURE = randomBytes(2_000);

let folder: string;
/** A server with the dashboard. */
let server: string;
const open: NestFastifyApplication[] = [];

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A request with nothing added to it, and the answer as it comes: fetch would unpack it. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, method, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function start(dashboard: string | null, variables = {}): Promise<string> {
  const environment = readEnvironment(API_ENVIRONMENT, { LOG_LEVEL: 'error', ...variables });
  const app = await createApp(environment, undefined, dashboard);
  open.push(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kubemonitor-web-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'assets/index-a1B2c3D4.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/index-a1B2c3D4.css'), 'body { margin: 0; }');
  writeFileSync(join(folder, 'assets/picture-a1B2c3D4.png'), PICTURE);
  writeFileSync(join(folder, '.vite/manifest.json'), '{}');
  server = await start(folder);
});

afterAll(async () => {
  for (const app of open) await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the dashboard', () => {
  it.each([
    '/',
    '/?window=3600',
    '/nodes',
    '/nodes/worker-1',
    '/namespaces',
    '/namespaces/shop',
    '/namespaces/shop/Deployment/web',
    '/namespaces/shop/pods/web-0',
    '/namespaces/shop/pods/web-0/nginx',
    '/workloads',
    '/pods',
    '/pods/',
    '/pods?sort=-cpu_millicores&filter=%3Cscript%3E',
    '/nodes/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    '/top',
  ])('is the page at %s', async (path) => {
    const { status, headers, body } = await ask(server + path);
    expect({ status, type: headers['content-type'], body: String(body) }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
      body: PAGE,
    });
    expect(headers['cache-control']).toBe('no-cache');
  });

  it.each(['/nope', '/nodes/a/b/c', '/namespaces/shop/pods/web-0/nginx/more', '/Nodes?x=/api'])(
    'shows a browser its own page at %s, as not found',
    async (path) => {
      const accept = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';
      const { status, headers, body } = await ask(server + path, { accept });
      expect({ status, type: headers['content-type'], body: String(body) }).toEqual({
        status: 404,
        type: 'text/html; charset=utf-8',
        body: PAGE,
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    },
  );

  it.each([
    ['/nope', 'application/json'],
    ['/nope', '*/*'],
    ['/assets/index-00000000.js', 'text/html'],
    ['/robots.txt', 'text/html'],
    ['/api', 'text/html'],
    ['/api/nope', 'text/html'],
    ['/apis/nope', 'text/html'],
    ['/docs/nope', 'text/html'],
    ['/metrics/nope', 'text/html'],
  ])('answers %s asked for as %s with a problem', async (path, accept) => {
    const { status, headers } = await ask(server + path, { accept });
    expect(status).toBe(404);
    expect(headers['content-type']).toMatch(/^application\/(problem\+)?json/);
  });

  it.each([
    '/assets/index-00000000.js',
    '/assets/',
    '/assets/../index.html',
    '/assets/%2e%2e/index.html',
    '/assets/..%2findex.html',
    '/.vite/manifest.json',
    '/index.html',
    '/api',
    '/api/nope',
    '/docs/nope.js',
    '/namespaces/shop/pods/web-0/nginx/more',
  ])('has nothing at %s', async (path) => {
    const { status, headers, body } = await ask(server + path);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(String(body))).toMatchObject({ type: '/problems/not-found' });
  });

  it.each([
    ['/assets/index-a1B2c3D4.js', 'text/javascript; charset=utf-8'],
    ['/assets/index-a1B2c3D4.css', 'text/css; charset=utf-8'],
    ['/assets/picture-a1B2c3D4.png', 'image/png'],
  ])('lets %s be kept for ever', async (path, type) => {
    const { status, headers } = await ask(server + path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('packs what gets smaller by it, for those who take that', async () => {
    const script = `${server}/assets/index-a1B2c3D4.js`;
    const packed = await ask(script, { 'accept-encoding': 'br, gzip;q=0.8' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(packed.headers['content-length']).toBe(String(packed.body.length));
    expect(String(gunzipSync(packed.body))).toBe(SCRIPT);
    for (const accepted of ['', 'br', 'gzip;q=0, *']) {
      const plain = await ask(script, { 'accept-encoding': accepted });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(String(plain.body)).toBe(SCRIPT);
    }
    const picture = await ask(`${server}/assets/picture-a1B2c3D4.png`, {
      'accept-encoding': 'gzip',
    });
    expect(picture.headers['content-encoding']).toBeUndefined();
    expect(picture.body).toEqual(PICTURE);
  });

  it('is not sent again to one who has it', async () => {
    const { etag } = (await ask(server)).headers;
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const again = await ask(server, { 'if-none-match': `"other", W/${etag}` });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
    expect((await ask(server, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const { status, headers, body } = await ask(server, {}, 'HEAD');
    expect(status).toBe(200);
    expect(headers['content-length']).toBe(String(PAGE.length));
    expect(body).toHaveLength(0);
  });

  it('runs nothing that does not come from this server, and in no frame', async () => {
    for (const path of ['/', '/nodes', '/assets/index-a1B2c3D4.js', '/favicon.svg']) {
      const { headers } = await ask(server + path);
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['content-security-policy']).toBe(
        // As openssl has it of the style element's text.
        "default-src 'none'; script-src 'self'; " +
          "style-src 'self' 'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='; " +
          "img-src 'self' data: blob:; " +
          "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; " +
          "frame-ancestors 'none'",
      );
    }
  });

  it('holds no data: it is open where reads are not', async () => {
    const tokens = join(folder, 'tokens');
    writeFileSync(tokens, 'read-secret\n');
    const url = await start(folder, { AUTH_READ: 'token', READ_TOKENS_FILE: tokens });
    expect((await ask(`${url}/api/pods`)).status).toBe(401);
    expect((await ask(`${url}/pods`)).status).toBe(200);
    expect((await ask(`${url}/assets/index-a1B2c3D4.js`)).status).toBe(200);
  });

  it('says so when it has not been built', async () => {
    const url = await start(null);
    const { status, headers, body } = await ask(url);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(String(body)).toContain('The dashboard has not been built');
    expect((await ask(`${url}/api/pods`)).status).toBe(200);
  });
});

describe('the style element that is allowed', () => {
  it('is word for word the one React Aria makes', () => {
    const library = join(dirname(require.resolve('react-aria/package.json')), 'dist');
    const path = join(library, 'private/overlays/usePreventScroll.mjs');
    expect(readFileSync(path, 'utf8')).toContain(SCROLL_LOCK_STYLE);
  });
});

describe('findDashboard', () => {
  it('finds it beside the bundle, then next to it', () => {
    const root = mkdtempSync(join(tmpdir(), 'kubemonitor-web-'));
    const bundle = join(root, 'api');
    expect(findDashboard(bundle)).toBeNull();
    for (const place of ['dashboard', 'api/dashboard']) {
      mkdirSync(join(root, place), { recursive: true });
      expect(findDashboard(bundle)).not.toBe(join(root, place));
      writeFileSync(join(root, place, 'index.html'), PAGE);
      expect(findDashboard(bundle)).toBe(join(root, place));
    }
    rmSync(root, { recursive: true });
  });
});
