import { Inject, Injectable, Optional, type OnApplicationShutdown } from '@nestjs/common';
import type { KubernetesClient } from '@kubemonitor/kubernetes';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import { KUBERNETES_CLIENT } from './kubernetes-client';

/** Ends what runs towards the cluster when the server ends. */
@Injectable()
export class ClusterConnection implements OnApplicationShutdown {
  constructor(
    @Inject(IDENTITY_SOURCE) private readonly identities: IdentitySource,
    @Optional() @Inject(KUBERNETES_CLIENT) private readonly client: KubernetesClient | undefined,
  ) {}

  onApplicationShutdown(): void {
    this.identities.stop();
    this.client?.close();
  }
}
