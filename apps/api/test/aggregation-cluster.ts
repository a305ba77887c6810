import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpsKubernetesClient } from '@kubemonitor/kubernetes';
import { ReviewServer } from './review-server';
import { createAuthority, type TestAuthority } from './test-authority';

const CONFIG_MAP = '/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication';
const API_SERVICES = '/apis/apiregistration.k8s.io/v1/apiservices/';

/** The parts of an APIService's spec that matter. */
export interface PlayedSpec {
  service?: { namespace: string; name: string };
  caBundle?: string;
  insecureSkipTLSVerify?: boolean;
}

/** The Service the tests register. */
export const OUR_SERVICE = { namespace: 'kubemonitor', name: 'monitor-api-service' };

/**
 * Plays a cluster with an aggregation layer, over real HTTPS: whom it trusts, registrations
 * that change only in the version that was read, reviews.
 */
export class AggregationCluster {
  readonly reviews = new ReviewServer();
  /** Data of the ConfigMap; undefined = there is none. */
  trust: Record<string, string> | undefined = {};
  trustVersion = 1;
  /** Registrations by name. */
  readonly services = new Map<string, { version: number; spec: PlayedSpec }>();
  /** Content type and body of each change that came, refused ones too. */
  readonly changes: { type: string | undefined; body: string }[] = [];
  /** When set, called once between a look at a registration and its change. */
  interfere: (() => void) | undefined;
  client!: HttpsKubernetesClient;
  private server!: Server;
  private folder = '';

  /** A file that tells how to reach this cluster, for KUBECONFIG. */
  get kubeconfig(): string {
    return join(this.folder, 'kubeconfig');
  }

  async start(): Promise<void> {
    await this.reviews.start();
    const authority = await createAuthority('cluster-ca');
    const serving = await authority.issue({ commonName: 'cluster', usage: 'server' });
    this.server = createServer(serving, (request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const server = `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const ca = Buffer.from(authority.certificate);
    this.client = new HttpsKubernetesClient({
      server: new URL(server),
      tls: { ca, rejectUnauthorized: true },
    });
    this.folder = mkdtempSync(join(tmpdir(), 'aggregation-'));
    const reached = { server, 'certificate-authority-data': ca.toString('base64') };
    const config = {
      'current-context': 'test',
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      clusters: [{ name: 'test', cluster: reached }],
      users: [{ name: 'test', user: {} }],
    };
    // JSON is YAML.
    writeFileSync(this.kubeconfig, JSON.stringify(config));
  }

  async stop(): Promise<void> {
    rmSync(this.folder, { recursive: true });
    this.client.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.reviews.stop();
  }

  /** What an API server with these authorities tells others. */
  trustProxy(authority: TestAuthority, changes: Record<string, string> = {}): void {
    this.trustVersion += 1;
    this.trust = {
      'client-ca-file': 'not of interest',
      'requestheader-client-ca-file': authority.certificate,
      'requestheader-allowed-names': '["front-proxy-client"]',
      'requestheader-username-headers': '["X-Remote-User"]',
      'requestheader-group-headers': '["X-Remote-Group"]',
      'requestheader-extra-headers-prefix': '["X-Remote-Extra-"]',
      ...changes,
    };
  }

  /** PEM a registration has the API server trust. */
  bundle(name: string): string {
    return Buffer.from(this.services.get(name)?.spec.caBundle ?? '', 'base64').toString();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const piece of request) body += String(piece);
    const url = request.url ?? '';
    const [status, answer] = await this.find(request, url, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private async find(
    { method, headers }: IncomingMessage,
    url: string,
    body: string,
  ): Promise<[number, object]> {
    if (url === CONFIG_MAP) {
      const { trust: data } = this;
      const metadata = { resourceVersion: String(this.trustVersion) };
      return data === undefined ? status(404, 'NotFound') : [200, { metadata, data }];
    }
    if (!url.startsWith(API_SERVICES)) {
      const answer = await fetch(`${this.reviews.url}${url}`, { method, body: body || undefined });
      return [answer.status, (await answer.json()) as object];
    }
    const name = url.slice(API_SERVICES.length);
    if (method === 'GET') return this.show(name);
    this.changes.push({ type: headers['content-type'], body });
    this.interfere?.();
    this.interfere = undefined;
    return this.patch(name, JSON.parse(body) as Change);
  }

  private show(name: string): [number, object] {
    const found = this.services.get(name);
    if (found === undefined) return status(404, 'NotFound');
    return [200, { metadata: { name, resourceVersion: String(found.version) }, spec: found.spec }];
  }

  /** A JSON merge patch, and the one rule of an APIService that matters here. */
  private patch(name: string, { metadata, spec }: Change): [number, object] {
    const found = this.services.get(name);
    if (found === undefined) return status(404, 'NotFound');
    if (metadata.resourceVersion !== String(found.version)) return status(409, 'Conflict');
    const merged = Object.entries({ ...found.spec, ...spec }).filter(([, value]) => value !== null);
    const next = Object.fromEntries(merged) as PlayedSpec;
    if (next.insecureSkipTLSVerify === true && next.caBundle) return status(422, 'Invalid');
    this.services.set(name, { version: found.version + 1, spec: next });
    return this.show(name);
  }
}

interface Change {
  readonly metadata: { readonly resourceVersion: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

function status(code: number, reason: string): [number, object] {
  return [code, { kind: 'Status', status: 'Failure', reason, message: reason, code }];
}
