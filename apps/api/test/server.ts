import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { API_ENVIRONMENT, readEnvironment, type ApiEnvironment } from '@kubemonitor/config';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Clock } from '../src/clock/clock';
import { createApp } from '../src/create-app';
import type { MaintainedStore } from '../src/store/create-store';
import { STORE } from '../src/store/store.token';
import { AnswerChecker } from './answer-checker';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or the text of what is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** The real server on a free port of this machine. */
export interface TestServer {
  readonly url: string;
  readonly document: OpenAPIObject;
  /** GET; the answer is held against the server's OpenAPI document. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** POST as JSON, text and bytes as they are; the answer is held against the document. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Has the store do the upkeep it does each second. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

interface Described {
  readonly document: OpenAPIObject;
  readonly checker: AnswerChecker;
}

/** Compiled once for all servers of a spec: their documents are the same. */
const described = new Map<string, Described>();

function describeAnswers(text: string): Described {
  let found = described.get(text);
  if (found === undefined) {
    const document = JSON.parse(text) as OpenAPIObject;
    found = { document, checker: new AnswerChecker(document) };
    described.set(text, found);
  }
  return found;
}

/**
 * Starts the server with the default environment, changed by `overrides`.
 * @param clock what time it is for the server; by default as the environment says
 */
export async function startServer(
  overrides: Partial<ApiEnvironment> = {},
  clock?: Clock,
): Promise<TestServer> {
  const environment = { ...readEnvironment(API_ENVIRONMENT, {}), LOG_LEVEL: 'error' as const };
  const app = await createApp({ ...environment, ...overrides }, clock);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const documentText = await (await fetch(`${url}/openapi.json`)).text();
  const { document, checker } = describeAnswers(documentText);

  async function send(method: 'get' | 'post', path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${url}${path}`, { method: method.toUpperCase(), ...init });
    const contentType = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const body: unknown = /[/+]json/.test(contentType) ? JSON.parse(text) : text;
    checker.check({ method, path, status: response.status, contentType, body });
    return { status: response.status, headers: response.headers, body };
  }

  return {
    url,
    document,
    get: (path, headers) => send('get', path, { headers }),
    post: (path, body, headers) => {
      const isRaw = typeof body === 'string' || body instanceof Uint8Array;
      return send('post', path, {
        headers: { 'content-type': 'application/json', ...headers },
        body: isRaw ? (body as string) : JSON.stringify(body),
      });
    },
    maintain: () => app.get<MaintainedStore>(STORE).maintain(),
    close: () => app.close(),
  };
}
