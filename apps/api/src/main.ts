import 'reflect-metadata';
import { parseArgs } from 'node:util';
import {
  API_ENVIRONMENT,
  EnvironmentError,
  describeEnvironment,
  readEnvironment,
} from '@kubemonitor/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './create-app';
import { createDocument } from './docs/document';
import { VERSION } from './version';

const USAGE = `kubemonitor API server: takes reports of collectors, stores them, answers.

Usage: node main.cjs [options]

Options:
  --openapi   print the OpenAPI document and exit
  --version   print the version and exit
  --help      print this and exit

Environment:
${describeEnvironment(API_ENVIRONMENT)}

Exit codes: 0 ended on request, 1 could not start, 2 bad options or environment.
`;

const BAD_USAGE = 2;

function readArguments(): { help: boolean; version: boolean; openapi: boolean } {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
      openapi: { type: 'boolean', default: false },
    },
  });
  return { help: values.help, version: values.version, openapi: values.openapi };
}

async function printDocument(): Promise<void> {
  const app = await createApp({
    ...readEnvironment(API_ENVIRONMENT, {}),
    LOG_LEVEL: 'error',
  });
  await app.init();
  process.stdout.write(`${JSON.stringify(createDocument(app), null, 2)}\n`);
  await app.close();
}

/** A request under way gets so long to end; then the process ends all the same. */
const CLOSE_TIMEOUT_MS = 5_000;

/** Ends with exit code 0 on the first signal, when the requests under way are answered. */
function endOnSignal(app: NestFastifyApplication): void {
  const end = () => {
    setTimeout(() => process.exit(1), CLOSE_TIMEOUT_MS).unref();
    void app.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

async function serve(): Promise<void> {
  const environment = readEnvironment(API_ENVIRONMENT, process.env);
  const app = await createApp(environment);
  endOnSignal(app);
  await app.listen(environment.PORT, environment.HOST);
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  process.stdout.write(`kubemonitor API ${VERSION} listens on ${url}\n`);
}

async function main(): Promise<void> {
  const { help, version, openapi } = readArguments();
  if (help) process.stdout.write(USAGE);
  else if (version) process.stdout.write(`${VERSION}\n`);
  else if (openapi) await printDocument();
  else await serve();
}

/** What to tell the person who started it. */
function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return 'the port is taken; end what uses it, or choose another one with PORT=';
  }
  if (code === 'EACCES') return `${message}; ports below 1024 need root, choose another with PORT=`;
  return error instanceof Error ? message : String(error);
}

main().catch((error: unknown) => {
  const isUsage =
    error instanceof EnvironmentError ||
    String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`kubemonitor API: ${explain(error)}\n`);
  process.exit(isUsage ? BAD_USAGE : 1);
});
