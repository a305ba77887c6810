import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import {
  API_ENVIRONMENT,
  EnvironmentError,
  describeEnvironment,
  readEnvironment,
} from '@kubemonitor/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AggregatedListener } from './aggregated/aggregated-listener';
import { createApp } from './create-app';
import { createDocument } from './docs/document';
import { runStoreCommand, type StoreArguments } from './store/store-commands';
import { VERSION } from './version';

const USAGE = `kubemonitor API server: takes reports of collectors, stores them, answers.

Usage: node main.cjs [options]

Options:
  --openapi           print the OpenAPI document and exit
  --check-store DIR   read all files of a store, print what they hold and what is damaged, and exit
  --copy-store DIR --to NEW
                      copy a store, also one in use, to a new directory, and exit
  --version           print the version and exit
  --help              print this and exit

Environment:
${describeEnvironment(API_ENVIRONMENT)}

Exit codes: 0 ended on request, 1 could not start or a store is damaged, 2 bad options or
environment.
`;

const BAD_USAGE = 2;

interface Arguments extends StoreArguments {
  readonly help: boolean;
  readonly version: boolean;
  readonly openapi: boolean;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
      openapi: { type: 'boolean', default: false },
      'check-store': { type: 'string' },
      'copy-store': { type: 'string' },
      to: { type: 'string' },
    },
  });
  if ((values['copy-store'] === undefined) !== (values.to === undefined)) {
    throw new UsageError('--copy-store DIR and --to NEW belong together');
  }
  return values;
}

/** Options that do not fit together. */
class UsageError extends Error {}

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
  // First: who finds the other port open finds a server that is all there.
  const aggregated = await app.get(AggregatedListener).open(app);
  await app.listen(environment.PORT, environment.HOST);
  const { address, family, port } = app.getHttpServer().address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  process.stdout.write(`kubemonitor API ${VERSION} listens on http://${host}:${port}\n`);
  if (aggregated !== undefined) {
    process.stdout.write(
      `metrics.k8s.io for the cluster's API server on port ${aggregated.port}\n`,
    );
  }
}

async function main(): Promise<void> {
  const { help, version, openapi, ...asked } = readArguments();
  const exitCode = await runStoreCommand(asked, (text) => process.stdout.write(text));
  if (exitCode !== undefined) process.exitCode = exitCode;
  else if (help) process.stdout.write(USAGE);
  else if (version) process.stdout.write(`${VERSION}\n`);
  else if (openapi) await printDocument();
  else await serve();
}

/** What to tell the person who started it. */
function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return 'the port is taken; end what uses it, or choose another one with PORT= or AGGREGATION_PORT=';
  }
  if (code === 'EACCES') return `${message}; ports below 1024 need root, choose another with PORT=`;
  return error instanceof Error ? message : String(error);
}

main().catch((error: unknown) => {
  const isUsage =
    error instanceof EnvironmentError ||
    error instanceof UsageError ||
    String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`kubemonitor API: ${explain(error)}\n`);
  process.exit(isUsage ? BAD_USAGE : 1);
});
