import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readDashboard, type DashboardFile } from './dashboard-files';

/** Addresses of the dashboard's views; the page itself finds out which one it is opened at. */
const VIEWS = [
  '/',
  '/nodes',
  '/nodes/:node',
  '/namespaces',
  '/namespaces/:namespace',
  '/namespaces/:namespace/:kind/:name',
  '/namespaces/:namespace/pods/:pod/:container',
  '/workloads',
  '/pods',
  '/top',
];

/**
 * The one style element a library of the page makes (React Aria, when a dialog opens on iOS, so
 * that the page behind does not scroll). Its very text is allowed, no other.
 */
export const SCROLL_LOCK_STYLE = `@layer {
  * {
    overscroll-behavior: contain;
  }
}`;
const SCROLL_LOCK_HASH = createHash('sha256').update(SCROLL_LOCK_STYLE).digest('base64');

/**
 * Everything comes from this server, no script or style stands in the page, and nobody may put
 * the page into a frame. Charts are saved as pictures by way of blob addresses.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'sha256-${SCROLL_LOCK_HASH}'`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-frame-options': 'DENY',
};

/** Files are packed once, not for each answer. */
const PACKED_HERE = { compress: false } as const;

const YEAR_SECONDS = 31_536_000;

/** What is shown in place of the dashboard where it is not part of the installation. */
const NOT_BUILT_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>kubemonitor</title>
</head>
<body>
<h1>The dashboard has not been built</h1>
<p>The API server runs, but there are no files of the dashboard beside it. In the source folder,
build it and start the server again:</p>
<pre>npx nx build dashboard</pre>
<p>The API answers all the same: see <a href="/docs">its description</a> and
<a href="/health">its health</a>.</p>
</body>
</html>
`;

/**
 * Serves the dashboard: its page at the address of every view, its files at their own. They are
 * held in memory and hold no data, so anybody may load them, also where reads need a token.
 * @param folder of the built dashboard; null where there is none
 */
export function installDashboard(
  app: Pick<NestFastifyApplication, 'getHttpAdapter'>,
  folder: string | null,
): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const files = folder === null ? [] : readDashboard(folder);
  const page = files.find(({ path }) => path === 'index.html');
  for (const view of VIEWS) {
    fastify.get(view, PACKED_HERE, (request, reply) =>
      page === undefined ? sendNotBuilt(reply) : sendFile(page, request, reply),
    );
  }
  if (page !== undefined) answerLostBrowsers(fastify, page);
  for (const file of files) {
    if (file === page) continue;
    fastify.get(`/${file.path}`, PACKED_HERE, (request, reply) => sendFile(file, request, reply));
  }
}

/**
 * A person at an address that is none of the dashboard's gets its page, which says so and leads
 * on, with status 404. Programs, and whoever asks for a file or the API, get the problem as ever.
 */
function answerLostBrowsers(fastify: FastifyInstance, page: DashboardFile): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.is404 || !isLostBrowser(request)) {
      done();
      return;
    }
    void sendFile(page, request, reply, 404);
  });
}

/** What lies below these is not the dashboard's. */
const OTHERS =
  /^\/(api|apis|assets|docs|federate|health|livez|metrics|openapi|problems|readyz|redoc)(\/|$)/;

function isLostBrowser({ method, url, headers }: FastifyRequest): boolean {
  const [path] = url.split('?');
  // What has an ending, such as /robots.txt, is a file that is missing.
  const isPage = !OTHERS.test(path) && !/\.\w+$/.test(path);
  const wantsHtml = String(headers.accept ?? '').includes('text/html');
  return (method === 'GET' || method === 'HEAD') && isPage && wantsHtml;
}

function sendNotBuilt(reply: FastifyReply): FastifyReply {
  const headers = { ...SECURITY_HEADERS, 'cache-control': 'no-store' };
  return reply.code(404).headers(headers).type('text/html; charset=utf-8').send(NOT_BUILT_PAGE);
}

function sendFile(
  file: DashboardFile,
  request: FastifyRequest,
  reply: FastifyReply,
  status = 200,
): FastifyReply {
  reply.code(status).headers({
    ...SECURITY_HEADERS,
    etag: file.etag,
    vary: 'accept-encoding',
    // The page names the files of one build, so whether there is another is asked each time.
    'cache-control': file.isImmutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
  });
  if (status === 200 && isKnown(request, file.etag)) return reply.code(304).send();
  reply.type(file.type);
  const packed = takesGzip(request) ? file.pack() : undefined;
  if (packed === undefined) return sendBytes(reply, file.bytes);
  return sendBytes(reply.header('content-encoding', 'gzip'), packed);
}

function sendBytes(reply: FastifyReply, bytes: Buffer): FastifyReply {
  return reply.header('content-length', bytes.length).send(bytes);
}

/** Whether the client has this very content already (RFC 9110, 13.1.2). */
function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  return known.split(',').some((tag) => [etag, `W/${etag}`, '*'].includes(tag.trim()));
}

/** Whether the client takes gzip: named, or by `*`, and not refused with `q=0`. */
function takesGzip({ headers }: FastifyRequest): boolean {
  const accepted = String(headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',');
  const codings = new Map(
    accepted.map((part) => {
      const [coding, ...parameters] = part.split(';').map((piece) => piece.trim());
      return [coding, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))] as const;
    }),
  );
  return codings.get('gzip') ?? codings.get('*') ?? false;
}
