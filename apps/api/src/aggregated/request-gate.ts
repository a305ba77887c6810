import type { IncomingMessage, ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import { isNoReview, type MetricsAccess } from '../auth/cluster-reviews';
import { grantScope } from '../auth/granted-scopes';
import type { MetricsAccesses, Subject } from '../auth/metrics-access';
import { createReadScope, type ReadScope } from '../auth/read-scope';
import type { Refusals } from '../auth/refusals';
import type { RefusalReason } from '../auth/verdict';
import type { KubernetesStatus } from '../metrics-api/status';
import { findCaller, type CallerParts, type PeerProof } from './caller';
import { dropIdentityHeaders } from './proxy-identity';
import type { RequestHeaderTrust } from './request-header-trust';
import { readTarget } from './request-target';
import * as answers from './status-answers';

const READING = new Set(['GET', 'HEAD']);
const NOTHING = createReadScope(false, new Set());

/** What the gate stands on. */
export interface RequestGateParts extends CallerParts {
  readonly accesses: MetricsAccesses;
  readonly refusals: Refusals;
  /** Undefined until the cluster was asked. */
  readonly trust: () => RequestHeaderTrust | undefined;
  /** Where requests that were let in go. */
  readonly route: (request: IncomingMessage, response: ServerResponse) => void;
}

/**
 * Stands before the router of the aggregated API: who asks, what for, may he. All answers of
 * its own are Status objects, as those of every Kubernetes API server.
 */
export class RequestGate {
  private readonly logger = new Logger('Aggregation');

  constructor(private readonly parts: RequestGateParts) {}

  /** Takes one request. @param readProof what the connection has proved; read when needed */
  take(
    request: IncomingMessage,
    response: ServerResponse,
    readProof: () => PeerProof | undefined,
  ): void {
    this.judge(request, response, readProof)
      .then((status) => {
        if (status === undefined) this.parts.route(request, response);
        else answers.answerStatus(response, status);
      })
      .catch((error: unknown) => {
        this.logger.error(error instanceof Error ? error.stack : String(error));
        if (!response.headersSent) answers.answerStatus(response, answers.faultStatus());
      });
  }

  /** The refusal; undefined when the request may pass. */
  private async judge(
    request: IncomingMessage,
    response: ServerResponse,
    readProof: () => PeerProof | undefined,
  ): Promise<KubernetesStatus | undefined> {
    const target = readTarget(request.url ?? '');
    const isReading = READING.has(request.method ?? '');
    if (target.kind === 'open') {
      // The older name of the same question.
      if (request.url?.startsWith('/healthz')) request.url = '/livez';
      answers.refuseToKeep(response);
      return isReading ? undefined : answers.methodStatus();
    }
    const trust = this.parts.trust();
    if (trust === undefined) return answers.notReadyStatus();
    const verdict = await findCaller(request, readProof(), trust, this.parts);
    dropIdentityHeaders(request, trust);
    if ('refused' in verdict) return this.refuse(verdict.refused);
    if (target.kind === 'unknown') return answers.notFoundStatus();
    if (!isReading) return answers.methodStatus();
    if (target.kind === 'document') {
      // The same in every cluster, and API servers ask for them all the time: no review.
      grantScope(request, NOTHING);
      return undefined;
    }
    return this.authorize(request, verdict.who, target.access);
  }

  private async authorize(
    request: IncomingMessage,
    caller: Subject,
    access: MetricsAccess,
  ): Promise<KubernetesStatus | undefined> {
    let isAllowed: boolean;
    try {
      isAllowed = await this.parts.accesses.isAllowed(caller, access);
    } catch (error) {
      if (isNoReview(error)) return this.refuse('no_review');
      throw error;
    }
    if (isAllowed) {
      grantScope(request, scopeOf(access));
      return undefined;
    }
    this.count('no_right');
    return answers.forbiddenStatus(caller, access);
  }

  private refuse(reason: RefusalReason): KubernetesStatus {
    this.count(reason);
    return answers.refusalStatus(reason);
  }

  /** Beside the refusals of the other port. */
  private count(reason: RefusalReason): void {
    this.parts.refusals.refuse('read', reason);
  }
}

/** Just what was asked for: the right to it is all that was looked at. */
function scopeOf({ resource, namespace }: MetricsAccess): ReadScope {
  if (resource === 'nodes') return createReadScope(true, new Set());
  return createReadScope(false, namespace === undefined ? 'all' : new Set([namespace]));
}
