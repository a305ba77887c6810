import {
  Reflector,
  type KubernetesClient,
  type KubernetesError,
  type Timing,
} from '@kubemonitor/kubernetes';
import type { ClusterView } from '../cluster-view';
import type { IdentitySource, ResourceWatch } from '../identity-source';
import type { KubernetesObject } from '../kubernetes-objects';
import type { PodIdentity } from '../pod-identity';
import { LiveCluster, type WatchedResource } from './live-cluster';
import { LivePods } from './live-pods';

/** A resource and who follows it. */
interface Followed {
  readonly resource: string;
  readonly reflector: Reflector<KubernetesObject>;
}

/**
 * Names pods as the cluster's API server does, which it follows by list and watch. Names come
 * as they are heard of; while the API server is away what is known stays known.
 */
export class KubernetesIdentitySource implements IdentitySource {
  readonly kind = 'kubernetes';
  private readonly pods: LivePods;
  private readonly live: LiveCluster;
  private readonly followed: readonly Followed[];
  /** What was logged last of a resource: the same again says nothing new. */
  private readonly logged = new Map<string, string>();

  /** @param log takes one line for each new trouble with a resource */
  constructor(
    private readonly client: KubernetesClient,
    private readonly timing: Timing,
    private readonly log: (line: string) => void,
  ) {
    this.pods = new LivePods(() => timing.now());
    this.live = new LiveCluster(this.pods);
    this.followed = this.live.resources().map((watched) => this.follow(watched));
  }

  /** Undefined until everything was listed once: what is not listed is not absent. */
  get cluster(): ClusterView | undefined {
    return this.followed.every(({ reflector }) => reflector.state.isSynced) ? this.live : undefined;
  }

  get watches(): readonly ResourceWatch[] {
    return this.followed.map(({ resource, reflector }) => ({ resource, state: reflector.state }));
  }

  /** Begins to ask the API server, and waits for nothing. */
  start(): Promise<void> {
    for (const { reflector } of this.followed) void reflector.run();
    return Promise.resolve();
  }

  find(node: string, cgroupUid: string): PodIdentity | undefined {
    return this.pods.find(node, cgroupUid);
  }

  onChange(listener: (pod: PodIdentity) => void): void {
    for (const pod of this.pods.all()) listener(pod);
    this.pods.listen('change', listener);
  }

  onGone(listener: (pod: PodIdentity) => void): void {
    this.pods.listen('gone', listener);
  }

  stop(): void {
    for (const { reflector } of this.followed) reflector.stop();
  }

  private follow({ resource, paths, handler }: WatchedResource): Followed {
    const reflector: Reflector<KubernetesObject> = new Reflector({
      client: this.client,
      paths,
      handler,
      timing: this.timing,
      onFailure: (error) => this.logOnce(resource, error, reflector.state.lastHeardAt),
    });
    return { resource, reflector };
  }

  /** Says a trouble when it begins, not each time it is met again. */
  private logOnce(resource: string, error: KubernetesError, heardAt: number | undefined): void {
    const trouble = `${error.reason} ${heardAt ?? ''}`;
    if (this.logged.get(resource) === trouble) return;
    this.logged.set(resource, trouble);
    this.log(`cannot follow ${resource}: ${error.reason}: ${error.message}`);
  }
}
