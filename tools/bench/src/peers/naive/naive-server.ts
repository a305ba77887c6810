import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { NaiveStore } from './naive-store';

/** The naive server: a record a POST, JSON, everything in memory. */
export function createNaiveServer(): ReturnType<typeof createServer> {
  const store = new NaiveStore();
  return createServer((request, response) => {
    answer(store, request).then(
      (body) => send(response, 200, body),
      (error: unknown) => send(response, 400, { error: String(error) }),
    );
  });
}

async function answer(store: NaiveStore, request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://naive');
  if (request.method === 'POST') {
    store.take(JSON.parse(await readText(request)));
    return { stored: true };
  }
  if (pathname === '/stats') return { pods: store.pods, records: store.count };
  if (pathname === '/pods') return store.latest();
  if (pathname === '/namespaces') return store.sumByNamespace();
  const namespace = searchParams.get('namespace') ?? '';
  const pod = searchParams.get('pod') ?? '';
  return store.ofPod(namespace, pod, Number(searchParams.get('since')));
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const piece of request) text += piece as string;
  return text;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(text);
}
