import type { IncomingMessage, ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import type { KubernetesClient } from '@kubemonitor/kubernetes';
import { ClusterReviews } from '../auth/cluster-reviews';
import { createPeople } from '../auth/create-auth';
import { MetricsAccesses } from '../auth/metrics-access';
import type { Refusals } from '../auth/refusals';
import { AggregatedServer } from './aggregated-server';
import { ApiServices, type ServiceName } from './api-services';
import { createServingCertificate, serviceNames } from './certificates';
import { Registrations } from './registrations';
import { RequestGate } from './request-gate';
import { ServingCertificates } from './serving-certificates';
import { TrustSource } from './trust-source';

/** Rights count for so long: what metrics-server remembers them for. */
const ALLOWED_MS = 10_000;

/** How often it is looked whether the registrations trust us. */
const REGISTRATION_MS = 5_000;

/** How often it is looked whom the cluster trusts. */
const TRUST_MS = 10_000;

/** What the aggregated API needs. */
export interface AggregatedParts {
  readonly client: KubernetesClient;
  readonly refusals: Refusals;
  readonly service: ServiceName;
  readonly port: number;
  readonly host: string;
  /** The router of the other port. */
  readonly route: (request: IncomingMessage, response: ServerResponse) => void;
  /** ms since the epoch. */
  readonly now?: () => number;
}

/** The aggregated API as it runs. */
export interface Aggregated {
  readonly port: number;
  /** Looks after certificate and registrations, as happens by itself every few seconds. */
  readonly keepRegistered: () => Promise<void>;
  /** Reads whom to believe, as happens by itself every few seconds. */
  readonly refreshTrust: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Listens as a part of the cluster's API. When this resolves, whom to believe was read and
 * registrations were put right, as far as the cluster could be reached.
 * @throws Error of the system when the port cannot be had
 */
export async function startAggregated(parts: AggregatedParts): Promise<Aggregated> {
  const { client, service, now = Date.now } = parts;
  const registrations = new Registrations(new ApiServices(client, service));
  const names = serviceNames(service.namespace, service.name);
  const trust = new TrustSource(client);
  const certificates = await ServingCertificates.start(
    (nowMs, lifeMs) => createServingCertificate(names, nowMs, lifeMs),
    now(),
  );
  const keepRegistered = async (): Promise<void> => {
    await certificates.prepare(now());
    const isKnown = await registrations.publish(certificates.authorities, now());
    certificates.settle(isKnown, now());
  };
  await Promise.all([trust.refresh(), keepRegistered()]);
  const gate = createGate(parts, trust, now);
  const server = new AggregatedServer(gate, certificates.current, trust.current);
  trust.follow((changed) => server.useTrust(changed));
  certificates.follow((certificate) => server.useCertificate(certificate));
  await server.listen(parts.port, parts.host);
  const ends = [repeat(keepRegistered, REGISTRATION_MS), repeat(() => trust.refresh(), TRUST_MS)];
  return {
    port: server.port,
    keepRegistered,
    refreshTrust: () => trust.refresh(),
    close: async () => {
      for (const end of ends) end();
      await server.close();
    },
  };
}

function createGate(parts: AggregatedParts, trust: TrustSource, now: () => number): RequestGate {
  const { client, refusals, route } = parts;
  const reviews = new ClusterReviews(client);
  const monotonic = () => performance.now();
  return new RequestGate({
    tokens: createPeople(reviews, monotonic),
    accesses: new MetricsAccesses(reviews, monotonic, ALLOWED_MS),
    refusals,
    trust: () => trust.current,
    route,
    now,
  });
}

/** Does something again and again, never twice at a time. @returns what ends it */
function repeat(action: () => Promise<void>, everyMs: number): () => void {
  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;
  const plan = (): void => {
    if (!isEnded) timer = setTimeout(() => void run(), everyMs).unref();
  };
  const run = async (): Promise<void> => {
    await action().catch((error: unknown) => {
      new Logger('Aggregation').error(error instanceof Error ? error.stack : String(error));
    });
    plan();
  };
  plan();
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}
