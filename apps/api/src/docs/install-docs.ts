import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const REDOC_SCRIPT = 'redoc.standalone.js';

/** The bundled page of ReDoc; its script is a file, so that no inline script is needed. */
const REDOC_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>kubemonitor API</title>
<style>body { margin: 0; }</style>
</head>
<body>
<div id="redoc"></div>
<script src="/redoc/${REDOC_SCRIPT}"></script>
<script src="/redoc/init.js"></script>
</body>
</html>
`;

const REDOC_INIT = `Redoc.init('/openapi.json', { hideDownloadButton: false }, document.getElementById('redoc'));
`;

/**
 * Serves the OpenAPI document at /openapi.json, Swagger UI at /docs and ReDoc at /redoc. All
 * files come from this server: a cluster without internet shows the same pages.
 */
export function installDocs(app: NestFastifyApplication, document: OpenAPIObject): void {
  const assets = findAssets();
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'kubemonitor API',
    customSwaggerUiPath: assets.swaggerUi,
    // Its badge would send the document's address to a server of its maker.
    swaggerOptions: { validatorUrl: null },
  });
  const fastify = app.getHttpAdapter().getInstance();
  const script = readRedoc(assets.redoc);
  fastify.get('/redoc', (_request, reply) => reply.type('text/html').send(REDOC_PAGE));
  fastify.get('/redoc/init.js', (_request, reply) =>
    reply.type('text/javascript').send(REDOC_INIT),
  );
  fastify.get(`/redoc/${REDOC_SCRIPT}`, (_request, reply) =>
    reply.type('text/javascript').send(script),
  );
}

interface Assets {
  readonly swaggerUi: string;
  readonly redoc: string;
}

/** Beside the bundle, where the build has copied them; in the packages when run from source. */
function findAssets(): Assets {
  const built = join(__dirname, 'assets');
  if (existsSync(built)) {
    return { swaggerUi: join(built, 'swagger-ui'), redoc: join(built, REDOC_SCRIPT) };
  }
  return {
    swaggerUi: dirname(require.resolve('swagger-ui-dist/package.json')),
    redoc: join(dirname(require.resolve('redoc/package.json')), 'bundles', REDOC_SCRIPT),
  };
}

/** ReDoc's file names the logo of its maker on a foreign server: an empty picture takes its place. */
function readRedoc(path: string): string {
  return readFileSync(path, 'utf8').replace(
    /https:\/\/cdn\.redoc\.ly\/redoc\/[\w.-]+\.svg/g,
    'data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>',
  );
}
