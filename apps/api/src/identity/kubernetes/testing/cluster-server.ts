import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface Resource {
  items: readonly unknown[];
  version: number;
  watcher: http.ServerResponse | undefined;
  /** Answers the next watch instead of opening it. */
  nextWatch: string | undefined;
  status: number;
}

/** A real HTTP server on loopback that lists what it was given and sends events as told. */
export class ClusterServer {
  /** Paths and queries as they were asked for. */
  readonly heard: string[] = [];
  private readonly resources = new Map<string, Resource>();
  private readonly server = http.createServer((request, answer) => this.answer(request, answer));

  async start(): Promise<URL> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  /** What the list at `path` holds from now on. */
  list(path: string, items: readonly unknown[], version = 1): this {
    const watcher = this.resources.get(path)?.watcher;
    this.resources.set(path, { items, version, watcher, nextWatch: undefined, status: 200 });
    return this;
  }

  /** Refuses every request for `path`. */
  deny(path: string): this {
    this.list(path, []);
    this.at(path).status = 403;
    return this;
  }

  /** Sends lines to who watches `path`. */
  send(path: string, ...lines: readonly string[]): void {
    this.at(path).watcher?.write(lines.map((line) => `${line.trimEnd()}\n`).join(''));
  }

  isWatched(path: string): boolean {
    return this.resources.get(path)?.watcher !== undefined;
  }

  /** Ends the watch of `path`; the next one gets `line` and is ended too. */
  endWatch(path: string, line: string): void {
    const resource = this.at(path);
    resource.nextWatch = line;
    resource.watcher?.end();
    resource.watcher = undefined;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private at(path: string): Resource {
    const resource = this.resources.get(path);
    if (resource === undefined) throw new Error(`nothing is listed at ${path}`);
    return resource;
  }

  private answer({ url = '' }: http.IncomingMessage, answer: http.ServerResponse): void {
    this.heard.push(url);
    const { pathname, searchParams } = new URL(url, 'http://server');
    const resource = this.resources.get(pathname);
    const status = resource?.status ?? 404;
    answer.writeHead(status, { 'content-type': 'application/json' });
    if (resource === undefined || status !== 200) {
      answer.end(JSON.stringify({ kind: 'Status', code: status, reason: `Refused${status}` }));
    } else if (searchParams.get('watch') === 'true') {
      this.openWatch(resource, answer);
    } else {
      const metadata = { resourceVersion: String(resource.version) };
      answer.end(JSON.stringify({ metadata, items: resource.items }));
    }
  }

  private openWatch(resource: Resource, answer: http.ServerResponse): void {
    answer.flushHeaders();
    if (resource.nextWatch !== undefined) {
      answer.end(`${resource.nextWatch.trimEnd()}\n`);
      resource.nextWatch = undefined;
      return;
    }
    resource.watcher = answer;
  }
}
