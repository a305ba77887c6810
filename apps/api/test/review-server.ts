import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A token the cluster knows. */
export interface KnownToken {
  readonly username: string;
  /** Audiences it is made for; none = the API server itself. */
  readonly audiences?: readonly string[];
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** A right to read metrics; without a namespace in the whole cluster. */
export interface Grant {
  readonly user: string;
  readonly verb: string;
  readonly resource: string;
  readonly namespace?: string;
}

/** The parts of a review's request and answer that are looked at. */
interface ReviewBody {
  readonly spec: {
    readonly token?: string;
    readonly audiences?: readonly string[];
    readonly user?: string;
    readonly resourceAttributes?: Record<string, string>;
  };
}

const API_SERVER_AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

/**
 * Plays the part of a Kubernetes API server (as 1.20.2 answers) that reviews tokens and rights
 * and shows pods, over real HTTP.
 */
export class ReviewServer {
  readonly tokens = new Map<string, KnownToken>();
  readonly grants: Grant[] = [];
  /** By `namespace/name`. */
  readonly pods = new Map<string, { readonly uid: string; readonly node?: string }>();
  /** What was asked: `METHOD path`, and of a review its spec. */
  readonly asked: { readonly path: string; readonly spec?: ReviewBody['spec'] }[] = [];
  /** When set, all is answered with this status. */
  failWith: number | undefined;
  /** Reviews wait until this is resolved. */
  hold: Promise<void> = Promise.resolve();
  private folder = '';
  private readonly server = createServer(
    (request, response) => void this.answer(request, response),
  );

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A file that tells how to reach this server, for KUBECONFIG. */
  get kubeconfig(): string {
    return join(this.folder, 'kubeconfig');
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.folder = mkdtempSync(join(tmpdir(), 'cluster-'));
    const config = {
      'current-context': 'test',
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      clusters: [{ name: 'test', cluster: { server: this.url } }],
      users: [{ name: 'test', user: {} }],
    };
    // JSON is YAML.
    writeFileSync(this.kubeconfig, JSON.stringify(config));
  }

  async stop(): Promise<void> {
    rmSync(this.folder, { recursive: true });
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** How many requests there were for a path that ends so. */
  count(ending: string): number {
    return this.asked.filter(({ path }) => path.endsWith(ending)).length;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = `${request.method} ${request.url}`;
    const spec = request.method === 'POST' ? await readSpec(request) : undefined;
    this.asked.push({ path, spec });
    await this.hold;
    const [status, body] = this.find(request.url ?? '', spec);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private find(url: string, spec: ReviewBody['spec'] | undefined): [number, object] {
    if (this.failWith !== undefined) {
      // As a clumsy proxy might: the message repeats what was sent.
      return [this.failWith, { kind: 'Status', reason: 'Broken', message: JSON.stringify(spec) }];
    }
    if (url.endsWith('/tokenreviews')) return [201, { spec, status: this.reviewToken(spec) }];
    if (url.endsWith('/subjectaccessreviews')) {
      return [201, { spec, status: { allowed: this.isGranted(spec) } }];
    }
    const [, namespace, name] = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)$/.exec(url) ?? [];
    const pod = this.pods.get(`${decodeURIComponent(namespace)}/${decodeURIComponent(name)}`);
    if (pod === undefined) return [404, { kind: 'Status', reason: 'NotFound', message: 'gone' }];
    return [200, { metadata: { uid: pod.uid }, spec: { nodeName: pod.node } }];
  }

  private reviewToken(spec: ReviewBody['spec'] | undefined): object {
    const known = this.tokens.get(spec?.token ?? '');
    const wanted = spec?.audiences ?? [API_SERVER_AUDIENCE];
    const own = known?.audiences ?? [API_SERVER_AUDIENCE];
    const audiences = own.filter((audience) => wanted.includes(audience));
    if (known === undefined || audiences.length === 0) {
      return { user: {}, error: `[invalid bearer token ${spec?.token}]` };
    }
    const { username, uid, groups, extra } = known;
    return {
      authenticated: true,
      user: { username, uid, groups, extra },
      audiences: spec?.audiences === undefined ? undefined : audiences,
    };
  }

  private isGranted(spec: ReviewBody['spec'] | undefined): boolean {
    const { group, verb, resource, namespace } = spec?.resourceAttributes ?? {};
    if (group !== 'metrics.k8s.io') return false;
    return this.grants.some(
      (grant) =>
        grant.user === spec?.user &&
        grant.verb === verb &&
        grant.resource === resource &&
        (grant.namespace === undefined || grant.namespace === namespace),
    );
  }
}

async function readSpec(request: IncomingMessage): Promise<ReviewBody['spec']> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return (JSON.parse(text) as ReviewBody).spec;
}
