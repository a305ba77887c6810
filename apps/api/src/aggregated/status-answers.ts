import type { ServerResponse } from 'node:http';
import type { MetricsAccess } from '../auth/cluster-reviews';
import type { Subject } from '../auth/metrics-access';
import { REFUSALS, type RefusalReason } from '../auth/verdict';
import { PROBLEMS } from '../problem/problem';
import { reasonOf, toStatus, type KubernetesStatus } from '../metrics-api/status';

const GROUP = 'metrics.k8s.io';
const RETRY_AFTER_SECONDS = 5;

/** Sends a Status before a request has reached the router. */
export function answerStatus(response: ServerResponse, status: KubernetesStatus): void {
  const body = JSON.stringify(status);
  const { retryAfterSeconds } = status.details ?? {};
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  if (status.code === 401) {
    response.setHeader('www-authenticate', 'Bearer realm="kubemonitor"');
    refuseToKeep(response);
  }
  response
    .writeHead(status.code, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-cache, private',
    })
    .end(body);
}

/** Strangers must not hold the connections that API servers need. */
export function refuseToKeep(response: ServerResponse): void {
  response.setHeader('connection', 'close');
}

/** Of a caller who is not known, or cannot be found out about now. */
export function refusalStatus(reason: RefusalReason): KubernetesStatus {
  const { kind, detail } = REFUSALS[reason];
  const { status } = PROBLEMS[kind];
  const details = status === 503 ? { retryAfterSeconds: RETRY_AFTER_SECONDS } : undefined;
  return toStatus(status, reasonOf(status), detail, details);
}

/** In the words of Kubernetes: who may not do what, and where. */
export function forbiddenStatus({ user }: Subject, access: MetricsAccess): KubernetesStatus {
  const { verb, resource, namespace, name } = access;
  const quoted = name === undefined ? '' : ` ${JSON.stringify(name)}`;
  const place =
    namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message =
    `${resource}.${GROUP}${quoted} is forbidden: User ${JSON.stringify(user.username)} ` +
    `cannot ${verb} resource "${resource}" in API group "${GROUP}" ${place}`;
  return toStatus(403, reasonOf(403), message, { name, group: GROUP, kind: resource });
}

/** Nothing here answers to that path. */
export function notFoundStatus(): KubernetesStatus {
  return toStatus(404, reasonOf(404), 'the server could not find the requested resource');
}

/** The API only reads. */
export function methodStatus(): KubernetesStatus {
  const message = 'the server does not allow this method on the requested resource';
  return toStatus(405, reasonOf(405), message);
}

/** Whom to believe has not been read yet. */
export function notReadyStatus(): KubernetesStatus {
  const message = 'the server does not know yet whom the cluster trusts; try again';
  return toStatus(503, reasonOf(503), message, { retryAfterSeconds: 1 });
}

/** A fault of our own; the log says which. */
export function faultStatus(): KubernetesStatus {
  return toStatus(500, reasonOf(500), 'the server failed on this request; its log says why');
}
