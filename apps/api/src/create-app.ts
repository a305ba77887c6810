import fastifyCompress from '@fastify/compress';
import fastifyHelmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LogLevel } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { AppModule } from './app.module';
import { INGEST_AUTHENTICATOR } from './auth/auth.module';
import { createClock } from './clock/clock';
import { installRequestAuth } from './auth/request-auth';
import { createDocument } from './docs/document';
import { installDocs } from './docs/install-docs';
import { installBodyParser } from './ingest/body-parser';
import { IngestController } from './ingest/ingest.controller';
import { installReportDoor } from './ingest/report-door';
import { LineLogger } from './logger';
import { answerClientError } from './problem/client-errors';
import { ErrorFilter, answerFrameworkError } from './metrics-api/error.filter';
import { refuseOtherMethods } from './metrics-api/kubernetes-paths';
import { HttpDurations } from './prometheus/http-durations';
import { installFormBody } from './promql/form-body';
import { CompiledPipe } from './validation/compiled.pipe';
import { findDashboard } from './web/dashboard-files';
import { installDashboard } from './web/install-dashboard';

const LOG_LEVELS: Readonly<Record<ApiEnvironment['LOG_LEVEL'], LogLevel[]>> = {
  error: ['error', 'fatal'],
  warn: ['error', 'fatal', 'warn'],
  info: ['error', 'fatal', 'warn', 'log'],
  debug: ['error', 'fatal', 'warn', 'log', 'debug'],
};

/** Longer than any name, so that a name too long is told so and not just not found. */
const LONGEST_PARAMETER = 16_384;

/** A client that sends so slowly is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Collectors keep their connection from tick to tick. */
const KEEP_ALIVE_MS = 330_000;

/** How answers are packed; small ones are not. Bodies are unpacked by the body parser. */
const COMPRESSION = {
  encodings: ['gzip' as const],
  threshold: 4_096,
  zlibOptions: { level: 1 },
};

/**
 * The API server, ready to listen.
 * @param clock what time it is; by default as the environment says
 * @param dashboard folder of the built dashboard; null where there is none
 */
export async function createApp(
  environment: ApiEnvironment,
  clock = createClock(environment),
  dashboard: string | null = findDashboard(),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: environment.MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_PARAMETER, ignoreTrailingSlash: true },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forEnvironment(environment, clock),
    adapter,
    {
      logger: new LineLogger(LOG_LEVELS[environment.LOG_LEVEL]),
      bodyParser: false,
      abortOnError: false,
    },
  );
  refuseOtherMethods(adapter.getInstance() as never);
  installRequestAuth(adapter.getInstance() as never, {
    ingest: app.get(INGEST_AUTHENTICATOR),
    isReadOpen: environment.AUTH_READ === 'none',
  });
  app.get(HttpDurations).install(adapter.getInstance() as never);
  installBodyParser(adapter.getInstance() as never, environment.MAX_BODY_BYTES);
  installFormBody(adapter.getInstance() as never);
  app.useGlobalFilters(new ErrorFilter());
  const pipe = new CompiledPipe();
  app.useGlobalPipes(pipe);
  const controller = app.get(IngestController);
  installReportDoor(app.getHttpServer(), {
    ingest: app.get(INGEST_AUTHENTICATOR),
    pipe,
    maxBytes: environment.MAX_BODY_BYTES,
    take: (writer, report, sentAt) => controller.postReport(writer, report, sentAt),
  });
  await installHeaders(app);
  installDocs(app, createDocument(app));
  installDashboard(app, dashboard);
  return app;
}

/** Security headers; the pages load nothing from elsewhere. */
async function installHeaders(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyHelmet as never, {
    global: false,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  // Headers and packing cost as much as storing a report: answers to a POST need neither.
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'POST') reply.helmet();
    done();
  });
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'GET') route.compress ??= COMPRESSION;
  });
  await app.register(fastifyCompress as never, { ...COMPRESSION, global: false });
}
