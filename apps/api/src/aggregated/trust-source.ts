import { Logger } from '@nestjs/common';
import { KubernetesError, type KubernetesClient } from '@kubemonitor/kubernetes';
import { TrustError, parseTrust, type RequestHeaderTrust } from './request-header-trust';

const PATH = '/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication';
const TIMEOUT_MS = 5_000;

interface ConfigMap {
  readonly metadata?: { readonly resourceVersion?: string };
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * Whom to believe about the user of a request, read from the cluster again and again: its
 * certificates rotate. While it cannot be read, what was read last holds.
 */
export class TrustSource {
  private readonly logger = new Logger('Aggregation');
  private trust: RequestHeaderTrust | undefined;
  private version: string | undefined;
  private lastFault: string | undefined;

  private changed: (trust: RequestHeaderTrust) => void = () => undefined;

  constructor(private readonly client: KubernetesClient) {}

  /** Undefined until it was read once. */
  get current(): RequestHeaderTrust | undefined {
    return this.trust;
  }

  /** Has a listener called with each new trust from now on. */
  follow(listener: (trust: RequestHeaderTrust) => void): void {
    this.changed = listener;
  }

  /** Reads it; a fault is logged once and leaves what was read before. */
  async refresh(): Promise<void> {
    try {
      const { metadata, data = {} } = await this.client.request<ConfigMap>('GET', PATH, {
        timeoutMs: TIMEOUT_MS,
      });
      const version = metadata?.resourceVersion;
      if (this.trust === undefined || version !== this.version) this.take(parseTrust(data));
      this.version = version;
      this.lastFault = undefined;
    } catch (error) {
      this.explain(error);
    }
  }

  private take(trust: RequestHeaderTrust): void {
    this.trust = trust;
    const { refusal, authorities } = trust;
    if (refusal !== undefined) this.logger.error(`no front proxy is believed: ${refusal}`);
    else if (authorities === '') this.logger.warn('the cluster names no front proxy to believe');
    this.changed(trust);
  }

  private explain(error: unknown): void {
    if (!(error instanceof KubernetesError || error instanceof TrustError)) throw error;
    const { message } = error;
    if (this.lastFault !== message) {
      this.logger.error(`extension-apiserver-authentication cannot be used: ${message}`);
    }
    this.lastFault = message;
  }
}
