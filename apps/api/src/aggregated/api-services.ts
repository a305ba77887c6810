import { KubernetesError, type KubernetesClient } from '@kubemonitor/kubernetes';
import { computeBundle } from './ca-bundle';

const PATH = '/apis/apiregistration.k8s.io/v1/apiservices';
const TIMEOUT_MS = 5_000;

/** Two replicas and an administrator at the same moment still end within so many. */
const MOST_TRIES = 5;

const NOT_FOUND = 404;
const CONFLICT = 409;

/** The parts of an APIService that are read. */
interface ApiService {
  readonly metadata: { readonly resourceVersion: string };
  readonly spec: {
    readonly service?: { readonly namespace?: string; readonly name?: string };
    readonly caBundle?: string;
    readonly insecureSkipTLSVerify?: boolean;
  };
}

/** The Service an APIService leads to. */
export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** What became of an APIService: not there, of somebody else and left alone, right, or put right. */
export type Publication = 'absent' | 'foreign' | 'unchanged' | 'changed';

/** Puts our authorities where the cluster's API server looks for them. */
export class ApiServices {
  constructor(
    private readonly client: KubernetesClient,
    private readonly service: ServiceName,
  ) {}

  /**
   * Makes the API server trust `authorities` for one APIService, when that leads to us. What
   * somebody changes between our look and our change is never overwritten: the change holds
   * for the version looked at only, and is worked out anew.
   * @param name of the APIService
   * @param authorities PEM, the newest last
   * @param nowMs ms since the epoch
   * @throws KubernetesError when it cannot be read or changed
   */
  async publish(name: string, authorities: readonly string[], nowMs: number): Promise<Publication> {
    for (let tries = 1; ; tries += 1) {
      const present = await this.find(name);
      if (present === undefined) return 'absent';
      if (!this.isOurs(present)) return 'foreign';
      const { caBundle, insecureSkipTLSVerify: isUnverified } = present.spec;
      const wanted = computeBundle(caBundle, authorities, nowMs);
      if (wanted === undefined && isUnverified !== true) return 'unchanged';
      try {
        await this.change(name, present, wanted ?? caBundle);
        return 'changed';
      } catch (error) {
        const isConflict = error instanceof KubernetesError && error.status === CONFLICT;
        if (!isConflict || tries >= MOST_TRIES) throw error;
      }
    }
  }

  private async find(name: string): Promise<ApiService | undefined> {
    try {
      return await this.client.request<ApiService>('GET', `${PATH}/${name}`, {
        timeoutMs: TIMEOUT_MS,
      });
    } catch (error) {
      if (error instanceof KubernetesError && error.status === NOT_FOUND) return undefined;
      throw error;
    }
  }

  private async change(name: string, present: ApiService, caBundle?: string): Promise<void> {
    const { resourceVersion } = present.metadata;
    // Null takes the field away: with it a bundle is not allowed, nor needed without.
    const spec = { caBundle, insecureSkipTLSVerify: null };
    await this.client.request('PATCH', `${PATH}/${name}`, {
      body: { metadata: { resourceVersion }, spec },
      timeoutMs: TIMEOUT_MS,
    });
  }

  private isOurs({ spec: { service } }: ApiService): boolean {
    return service?.namespace === this.service.namespace && service.name === this.service.name;
  }
}
