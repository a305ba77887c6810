import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Review {
  readonly spec: {
    readonly token?: string;
    readonly audiences?: readonly string[];
    readonly resourceAttributes?: { readonly group?: string; readonly namespace?: string };
  };
}

/** Plays a Kubernetes API server to whom every token is of a user that may read one namespace. */
export class ReviewingCluster {
  private constructor(
    private readonly server: Server,
    private readonly folder: string,
  ) {}

  /** @param namespace the one whose metrics may be read */
  static async start(namespace: string): Promise<ReviewingCluster> {
    const server = createServer((request, response) => {
      void readReview(request).then(({ spec }) => {
        const { group, namespace: asked } = spec.resourceAttributes ?? {};
        const status =
          spec.token === undefined
            ? { allowed: group === 'metrics.k8s.io' && asked === namespace }
            : { authenticated: true, user: { username: 'shopkeeper' }, audiences: spec.audiences };
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ spec, status }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const folder = mkdtempSync(join(tmpdir(), 'kubemonitor-reviews-'));
    const cluster = new ReviewingCluster(server, folder);
    writeFileSync(cluster.kubeconfig, JSON.stringify(toKubeconfig(server)));
    return cluster;
  }

  /** A file that tells how to reach it. */
  get kubeconfig(): string {
    return join(this.folder, 'kubeconfig');
  }

  async stop(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function toKubeconfig(server: Server): object {
  const { port } = server.address() as AddressInfo;
  return {
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    clusters: [{ name: 'test', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'test', user: {} }],
  };
}

async function readReview(request: IncomingMessage): Promise<Review> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text === '' ? { spec: {} } : (JSON.parse(text) as Review);
}
