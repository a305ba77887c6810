import 'reflect-metadata';
import { API_ENVIRONMENT, readEnvironment, type ApiEnvironment } from '@kubemonitor/config';
import type { AddressInfo } from 'node:net';
import { createApp } from '../src/create-app';

/** What a server answered. `body` is the parsed JSON, or the text of what is none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** The real server on a free port of this machine. */
export interface TestServer {
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends `body` as JSON; a text or bytes are sent as they are. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

/** Starts the server with the default environment, changed by `overrides`. */
export async function startServer(overrides: Partial<ApiEnvironment> = {}): Promise<TestServer> {
  const environment = { ...readEnvironment(API_ENVIRONMENT, { LOG_LEVEL: 'error' }), ...overrides };
  const app = await createApp(environment);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    get: async (path, headers) => read(await fetch(`${url}${path}`, { headers })),
    post: async (path, body, headers) => {
      const isRaw = typeof body === 'string' || body instanceof Uint8Array;
      return read(
        await fetch(`${url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: isRaw ? (body as string) : JSON.stringify(body),
        }),
      );
    },
    close: () => app.close(),
  };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}
