import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import type { ApiEnvironment } from '@kubemonitor/config';
import type { KubernetesClient } from '@kubemonitor/kubernetes';
import { Directory } from '../directory/directory.service';
import { IDENTITY_SOURCE, type IdentitySource } from '../identity/identity-source';
import { KUBERNETES_CLIENT } from '../kubernetes/kubernetes-client';
import { ClusterReviews } from './cluster-reviews';
import { createIngestAuthenticator, createReadGuard, type AuthParts } from './create-auth';
import { Refusals } from './refusals';

/** Injection token of the Authenticator<Writer>; undefined = anybody may write. */
export const INGEST_AUTHENTICATOR = Symbol('IngestAuthenticator');

const AUTH_PARTS = Symbol('AuthParts');

/** Who may write and who may read. */
@Global()
@Module({})
export class AuthModule {
  static forEnvironment(environment: ApiEnvironment): DynamicModule {
    const parts: Provider = {
      provide: AUTH_PARTS,
      inject: [Refusals, Directory, IDENTITY_SOURCE, { token: KUBERNETES_CLIENT, optional: true }],
      useFactory: (
        refusals: Refusals,
        directory: Directory,
        identities: IdentitySource,
        client: KubernetesClient | undefined,
      ): AuthParts => ({
        environment,
        refusals,
        reviews: client === undefined ? undefined : new ClusterReviews(client),
        cluster: () => identities.cluster,
        knownNamespaces: () => listNamespaces(directory, identities),
        now: () => performance.now(),
      }),
    };
    const ingest: Provider = {
      provide: INGEST_AUTHENTICATOR,
      inject: [AUTH_PARTS],
      useFactory: createIngestAuthenticator,
    };
    const guard: Provider = {
      provide: APP_GUARD,
      inject: [AUTH_PARTS, Reflector],
      useFactory: createReadGuard,
    };
    const isReadOpen = environment.AUTH_READ === 'none';
    return {
      module: AuthModule,
      providers: [Refusals, parts, ingest, ...(isReadOpen ? [] : [guard])],
      exports: [Refusals, INGEST_AUTHENTICATOR],
    };
  }
}

/** Namespaces with samples, and those the cluster has besides. */
function* listNamespaces(directory: Directory, { cluster }: IdentitySource): Iterable<string> {
  const withPods = new Set(directory.namespacesWith(() => true));
  yield* withPods;
  for (const { name } of cluster?.namespaces() ?? []) if (!withPods.has(name)) yield name;
}
